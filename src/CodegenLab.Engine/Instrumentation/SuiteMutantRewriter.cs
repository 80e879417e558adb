using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// All mutants that people's tests are tried on, in one program. Those that cannot stand where they are made are on in a copy of what is around them
/// (<see cref="MutantHosts"/>); those that comments (<see cref="MutantComments"/>) or attributes (<see cref="ExcludedCode"/>) rule out are not put in.
/// </summary>
/// <remarks>
/// So that nearly all of them compile, functions that give something end with a default, and locals begin with one: neither can be seen while no mutant is on.
/// </remarks>
internal sealed class SuiteMutantRewriter : MutantRewriter
{
    private static readonly LiteralExpressionSyntax Default = LiteralExpression(SyntaxKind.DefaultLiteralExpression);

    private readonly MutantHosts _hosts;
    private readonly MutantComments _comments;
    private readonly ExcludedCode _excluded;

    public SuiteMutantRewriter(SemanticModel model, SubjectMap map)
        : base(model, map, MutatorSet.Suites)
    {
        var root = model.SyntaxTree.GetRoot();
        _comments = MutantComments.In(root);
        _excluded = ExcludedCode.In(model.SyntaxTree, model.Compilation);
        _hosts = new MutantHosts(root, MutationsOf, expression => base.CanBeChosen(expression) && expression is not CollectionExpressionSyntax);
    }

    protected override string? WhyIgnored(SyntaxNode original, Mutation mutation) =>
        _excluded.Contains(original.Span) ? "Excluded from code coverage by an attribute." : _comments.ReasonFor(original, mutation.Mutator);

    protected override IEnumerable<Mutation> MutationsOf(SyntaxNode node) =>
        node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression, Right: var right } && AssignsDesignated(right) ? [] : base.MutationsOf(node);

    /// <summary>Gives a value to a variable that an expression before declared: it has none where this is not asked.</summary>
    private bool AssignsDesignated(ExpressionSyntax expression) => expression.DescendantNodes().Any(node =>
        node is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword, Expression: IdentifierNameSyntax name }
        && Model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() is SingleVariableDesignationSyntax);

    // ---- expressions

    protected override ExpressionSyntax Chosen(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        var chosen = base.Chosen(original, rewritten);
        foreach (var (node, mutation) in _hosts.In(original))
            if (Add(node, mutation) is { } added)
                chosen = Choice(original, added, Changed(original, node, mutation), chosen);
        return chosen;
    }

    protected override ExpressionSyntax Choice(ExpressionSyntax original, (int Id, string Key) mutant, ExpressionSyntax replacement, ExpressionSyntax kept) => original switch
    {
        // Neither side of the choice would have a type.
        CollectionExpressionSyntax => base.Choice(original, mutant, CastExpression(NameOf(Model.GetTypeInfo(original).ConvertedType!), replacement), kept),
        // Exceptions of two types have none in common that the compiler sees.
        ObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } => base.Choice(original, mutant, replacement, CastExpression(ParseTypeName("global::System.Exception"), kept)),
        _ => base.Choice(original, mutant, replacement, kept),
    };

    protected override bool CanBeChosen(ExpressionSyntax expression) => expression is CollectionExpressionSyntax ? !Declares(expression) : base.CanBeChosen(expression);

    protected override bool Declares(SyntaxNode node) => _hosts.Declares(node);

    public override SyntaxNode? VisitEqualsValueClause(EqualsValueClauseSyntax node)
    {
        var rewritten = (EqualsValueClauseSyntax)base.VisitEqualsValueClause(node)!;
        if (node.Value is not InitializerExpressionSyntax elements || Model.GetTypeInfo(elements).ConvertedType is not IArrayTypeSymbol type)
            return rewritten;

        // Elements alone are no value that could be chosen.
        var array = (ArrayTypeSyntax)NameOf(type);
        foreach (var mutation in MutationsOf(elements))
            if (Add(elements, mutation) is { } added)
                rewritten = rewritten.WithValue(Choice(elements, added, ArrayCreationExpression(array, (InitializerExpressionSyntax)mutation.Replacement!), rewritten.Value is InitializerExpressionSyntax kept ? ArrayCreationExpression(array, kept) : rewritten.Value));
        return rewritten;
    }

    // ---- arms

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        var rewritten = (SwitchExpressionSyntax)base.VisitSwitchExpression(node)!;
        var arms = new List<SwitchExpressionArmSyntax>();
        foreach (var (original, arm) in node.Arms.Zip(rewritten.Arms))
        {
            var mutants = Removals(original);
            foreach (var (pattern, mutation) in _hosts.In(original))
            {
                if (Add(pattern, mutation) is not { } added)
                    continue;
                mutants.Add(added);
                var mutated = Changed(original, pattern, mutation);
                arms.Add(mutated.WithWhenClause(When(Active(added.Id), mutated.WhenClause, [added])));
            }

            arms.Add(mutants.Count == 0 ? arm : arm.WithWhenClause(When(NoneOf(mutants), arm.WhenClause, mutants)));
        }

        return rewritten.WithArms(SeparatedList(arms));
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var rewritten = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        var removals = Removals(node);
        var labels = new List<SwitchLabelSyntax>();
        foreach (var (original, label) in node.Labels.Zip(rewritten.Labels))
        {
            List<(int Id, string Key)> mutants = [.. removals];
            foreach (var (pattern, mutation) in _hosts.In(original))
            {
                if (Add(pattern, mutation) is not { } added)
                    continue;
                mutants.Add(added);
                var mutated = (CasePatternSwitchLabelSyntax)Changed(original, pattern, mutation);
                labels.Add(mutated.WithWhenClause(When(Active(added.Id), mutated.WhenClause, [added])));
            }

            labels.Add((mutants.Count, label) switch
            {
                (0, _) => label,
                (_, CaseSwitchLabelSyntax constant) => CasePatternSwitchLabel(ConstantPattern(constant.Value), When(NoneOf(mutants), null, mutants), constant.ColonToken).WithKeyword(constant.Keyword),
                (_, CasePatternSwitchLabelSyntax pattern) => pattern.WithWhenClause(When(NoneOf(mutants), pattern.WhenClause, mutants)),
                _ => label,
            });
        }

        return rewritten.WithLabels(List(labels));
    }

    private List<(int Id, string Key)> Removals(SyntaxNode arm) => [.. MutationsOf(arm).Select(mutation => Add(arm, mutation)).OfType<(int Id, string Key)>()];

    private static ExpressionSyntax NoneOf(IEnumerable<(int Id, string Key)> mutants) =>
        mutants.Select(mutant => (ExpressionSyntax)PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Active(mutant.Id))).Aggregate((left, right) => BinaryExpression(SyntaxKind.LogicalAndExpression, left, right));

    private static WhenClauseSyntax When(ExpressionSyntax condition, WhenClauseSyntax? original, IEnumerable<(int Id, string Key)> mutants) =>
        WhenClause(original is null ? condition : BinaryExpression(SyntaxKind.LogicalAndExpression, condition, ParenthesizedExpression(original.Condition)))
            .WithAdditionalAnnotations(mutants.Select(mutant => new SyntaxAnnotation(MutantKind, mutant.Key)));

    // ---- statements

    protected override StatementSyntax Statement(StatementSyntax statement) =>
        statement is BlockSyntax ? base.Statement(statement) : Hosted(statement, statement, base.Statement(statement), changed => changed);

    protected override StatementSyntax Whole(ExpressionSyntax arrow, StatementSyntax rewritten) =>
        Hosted(arrow.Parent!, arrow, rewritten, changed => rewritten is ReturnStatementSyntax ? ReturnStatement(changed) : ExpressionStatement(changed));

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        var rewritten = (BlockSyntax)base.VisitBlock(node)!;
        foreach (var mutation in MutationsOf(node))
            if (Add(node, mutation) is { } added)
                rewritten = InBlock(rewritten, added, (BlockSyntax)mutation.Replacement!);
        foreach (var (inner, mutation) in _hosts.In(node))
            if (Add(inner, mutation) is { } added)
                rewritten = InBlock(rewritten, added, (BlockSyntax)Fuelled(Changed(node, inner, mutation)));
        return rewritten;
    }

    private static BlockSyntax InBlock(BlockSyntax block, (int Id, string Key) mutant, BlockSyntax replacement) =>
        block.WithStatements(SingletonList(Either(mutant, Block(replacement.Statements), Block(block.Statements))));

    private StatementSyntax Hosted<T>(SyntaxNode host, T original, StatementSyntax rewritten, Func<T, StatementSyntax> asStatement) where T : SyntaxNode
    {
        var chosen = rewritten;
        foreach (var (node, mutation) in _hosts.In(host))
            if (Add(node, mutation) is { } added)
                chosen = Either(added, Block(Fuelled(asStatement(Changed(original, node, mutation)))), Block(chosen));
        return chosen;
    }

    private static StatementSyntax Either((int Id, string Key) mutant, StatementSyntax replacement, StatementSyntax kept) =>
        IfStatement(Active(mutant.Id), replacement, ElseClause(kept)).WithAdditionalAnnotations(new SyntaxAnnotation(MutantKind, mutant.Key));

    private static T Changed<T>(T original, SyntaxNode node, Mutation mutation) where T : SyntaxNode => original.ReplaceNode(node, mutation.Replacement!.WithTriviaFrom(node));

    /// <summary>A copy has no probes; its loops must end all the same.</summary>
    private static StatementSyntax Fuelled(StatementSyntax copy) => (StatementSyntax)new Turns().Visit(copy)!;

    // ---- so that it compiles

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        var rewritten = (LocalDeclarationStatementSyntax)base.VisitLocalDeclarationStatement(node)!;
        if (node.IsConst || node.Declaration.Variables.All(variable => variable.Initializer is not null))
            return rewritten;
        return rewritten.WithDeclaration(rewritten.Declaration.WithVariables(SeparatedList(
            rewritten.Declaration.Variables.Select(variable => variable.Initializer is null && variable.ArgumentList is null ? variable.WithInitializer(EqualsValueClause(Default)) : variable),
            rewritten.Declaration.Variables.GetSeparators())));
    }

    protected override BlockSyntax Ended(SyntaxNode function, BlockSyntax original, BlockSyntax rewritten)
    {
        var symbol = function is AnonymousFunctionExpressionSyntax ? Model.GetSymbolInfo(function).Symbol : Model.GetDeclaredSymbol(function);
        if (symbol is not IMethodSymbol { ReturnsByRef: false, ReturnsByRefReadonly: false } method || ReturnsNothing(function) || rewritten.Statements.Count == 0)
            return rewritten;
        var isIterator = original.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is YieldStatementSyntax);
        return isIterator || original.Statements[^1] is ReturnStatementSyntax && rewritten.Statements[^1] is ReturnStatementSyntax
            ? rewritten
            : rewritten.AddStatements([.. method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => Assignment(parameter.Name)), ReturnStatement(Default)]);
    }

    private static StatementSyntax Assignment(string name) => ExpressionStatement(AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName(name), Default));

    private static TypeSyntax NameOf(ITypeSymbol type) => ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    private sealed class Turns : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => node.WithStatement(Counted(node.Statement));

        public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => node.WithStatement(Counted(node.Statement));

        public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => node.WithStatement(Counted(node.Statement));

        public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => node.WithStatement(Counted(node.Statement));

        private BlockSyntax Counted(StatementSyntax body) => Block(ExpressionStatement(ProbeCall.To("Turn")), (StatementSyntax)Visit(body)!);
    }
}
