using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Puts all mutants into one program, each behind a switch.</summary>
/// <param name="mutators">Those that make them.</param>
internal class MutantRewriter(SemanticModel model, SubjectMap map, MutatorSet mutators) : MemberWalk(model, map)
{
    /// <summary>Kind of the annotation on everything a mutant needs; its data is the mutant's key.</summary>
    public const string MutantKind = "codegen-lab.mutant";

    // Only a token of this kind is a discard.
    private static readonly IdentifierNameSyntax Nothing = IdentifierName(Identifier(default, SyntaxKind.UnderscoreToken, "_", "_", default));

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        // A constant has to stay one; a literal may be asked to.
        if (node is BinaryExpressionSyntax or CastExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalExpressionSyntax && IsConstant((ExpressionSyntax)node) && node is not PrefixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax })
            return node;

        var rewritten = base.Visit(node);
        if (node is AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } lambda && IsExpressionTree(lambda))
            return InTree(lambda, body, (ExpressionSyntax)rewritten!);
        return node is ExpressionSyntax original && rewritten is ExpressionSyntax expression ? Chosen(original, expression) : rewritten;
    }

    // The compiler must still see that while (true) has no end.
    protected override ExpressionSyntax Condition(ExpressionSyntax condition) => IsConstant(condition) ? condition : base.Condition(condition);

    public override SyntaxNode? VisitExpressionStatement(ExpressionStatementSyntax node) =>
        node.WithExpression((ExpressionSyntax)base.Visit(node.Expression)!);

    protected override StatementSyntax Statement(StatementSyntax statement)
    {
        var rewritten = base.Statement(statement);
        if (statement is BlockSyntax || Declares(statement))
            return rewritten;

        var mutations = statement is ExpressionStatementSyntax { Expression: var expression }
            ? MutationsOf(statement).Concat(MutationsOf(expression).Where(IsStatement))
            : MutationsOf(statement);
        return mutations.Aggregate(rewritten, (inner, mutation) => Chosen(statement, inner, mutation));
    }

    protected override StatementSyntax StatementOf(ExpressionSyntax expression)
    {
        StatementSyntax rewritten = ExpressionStatement((ExpressionSyntax)base.Visit(expression)!);
        if (Declares(expression))
            return rewritten;

        var mutations = MutationsOf(expression).Where(IsStatement);
        if (StatementRemovalMutator.IsRemovable(expression, Model))
            mutations = mutations.Prepend(new Mutation("Statement removal", null));
        return mutations.Aggregate(rewritten, (inner, mutation) => Chosen(expression, inner, mutation));
    }

    // In the head of a for a choice must still be a statement: an assignment to nothing is one.
    protected override ExpressionSyntax InPlace(ExpressionSyntax expression)
    {
        var rewritten = (ExpressionSyntax)base.Visit(expression)!;
        if (Declares(expression))
            return rewritten;

        return MutationsOf(expression).Where(IsStatement).Aggregate(rewritten, (inner, mutation) => Add(expression, mutation) is not { } added
            ? inner
            : Undo.Wrap(inner, kept => AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                Nothing,
                Choice(expression, added, (ExpressionSyntax)mutation.Replacement!, kept is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" }, Right: var choice } ? choice : kept))
                .WithAdditionalAnnotations(new SyntaxAnnotation(MutantKind, added.Key))));
    }

    protected virtual ExpressionSyntax Chosen(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        var mutations = MutationsOf(original).ToList();
        if (mutations.Count == 0 || !CanBeChosen(original))
            return rewritten;

        return mutations.Aggregate(rewritten, (inner, mutation) => Add(original, mutation) is { } added
            ? Undo.Wrap(inner, kept => Choice(original, added, (ExpressionSyntax)mutation.Replacement!, kept))
            : inner);
    }

    /// <summary>Who is given an expression tree reads it, so it stays what it was; with a mutant on, there is another one in its place.</summary>
    private ExpressionSyntax InTree(AnonymousFunctionExpressionSyntax lambda, ExpressionSyntax body, ExpressionSyntax rewritten)
    {
        var name = Model.GetTypeInfo(lambda).ConvertedType!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        if (name.Contains("<anonymous", StringComparison.Ordinal))
            return rewritten;

        var type = ParseTypeName(name);
        foreach (var node in body.DescendantNodesAndSelf().OfType<ExpressionSyntax>())
        {
            foreach (var mutation in MutationsOf(node).Where(mutation => mutation.Replacement is ExpressionSyntax))
            {
                if (Add(node, mutation) is { } added)
                    rewritten = Undo.Wrap(rewritten, kept => Choice(lambda, added, CastExpression(type, ParenthesizedExpression(lambda.ReplaceNode(node, mutation.Replacement!))), kept));
            }
        }

        return rewritten;
    }

    private StatementSyntax Chosen(SyntaxNode original, StatementSyntax rewritten, Mutation mutation)
    {
        if (Add(original, mutation) is not { } added)
            return rewritten;

        return Undo.Wrap<StatementSyntax, StatementSyntax>(rewritten, kept => (mutation.Replacement is ExpressionSyntax replacement
            ? IfStatement(Active(added.Id), Block(ExpressionStatement(replacement.WithoutTrivia())), ElseClause(Block(kept)))
            : IfStatement(PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, Active(added.Id)), Block(kept)))
            .WithAdditionalAnnotations(new SyntaxAnnotation(MutantKind, added.Key)));
    }

    /// <param name="original">Of the source.</param>
    /// <param name="mutant">Number and key.</param>
    /// <param name="replacement">With the mutant on.</param>
    /// <param name="kept">With it off.</param>
    protected virtual ExpressionSyntax Choice(ExpressionSyntax original, (int Id, string Key) mutant, ExpressionSyntax replacement, ExpressionSyntax kept) =>
        ParenthesizedExpression(ConditionalExpression(Active(mutant.Id), ProbeCall.Bracketed(replacement), ProbeCall.Bracketed(kept)))
            .WithAdditionalAnnotations(new SyntaxAnnotation(MutantKind, mutant.Key));

    protected static ExpressionSyntax Active(int mutant) => ProbeCall.To("Active", mutant);

    /// <returns>Null: the mutant is not to be put in.</returns>
    protected (int Id, string Key)? Add(SyntaxNode original, Mutation mutation)
    {
        var text = mutation.TextFor(original);
        var key = $"{File}:{original.SpanStart}:{original.Span.End}:{mutation.Mutator}:{text}";
        if (Map.SkipsMutant(key))
            return null;

        var span = original.GetLocation().GetLineSpan().Span;
        if (WhyIgnored(original, mutation) is { } reason)
        {
            Map.Add(new IgnoredMutant(new Mutant(-1, mutation.Mutator, Member, File, span, original.ToString(), text), reason));
            return null;
        }

        return (Map.Add(id => new Mutant(id, mutation.Mutator, Member, File, span, original.ToString(), text)), key);
    }

    /// <summary>Why nobody wants to see this mutant; null: they do.</summary>
    protected virtual string? WhyIgnored(SyntaxNode original, Mutation mutation) => null;

    protected virtual IEnumerable<Mutation> MutationsOf(SyntaxNode node) => mutators.Of(node, Model);

    private static bool IsStatement(Mutation mutation) =>
        mutation.Replacement is AssignmentExpressionSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax
            || mutation.Replacement?.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression or SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression;

    /// <summary>A conditional expression may stand in the place of this one.</summary>
    protected virtual bool CanBeChosen(ExpressionSyntax expression)
    {
        if (Declares(expression) || StartsWithBinding(expression))
            return false;

        var info = Model.GetTypeInfo(expression);
        if (info.Type is null or { TypeKind: TypeKind.Pointer or TypeKind.Dynamic or TypeKind.Error } or { IsRefLikeType: true })
            return false;

        return expression is not (LiteralExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.UnaryPlusExpression, Operand: LiteralExpressionSyntax }) || CanVary(expression);
    }

    /// <summary>The literal need not be a constant where it stands.</summary>
    private bool CanVary(ExpressionSyntax literal)
    {
        if (literal.Parent is ArrayRankSpecifierSyntax { Parent.Parent: ArrayCreationExpressionSyntax { Initializer: not null } })
            return false;

        // Spans of constants are data; anything else would be an array on the stack that must not leave.
        if (literal.Parent is ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } && Model.GetTypeInfo(collection).ConvertedType is { IsRefLikeType: true })
            return false;

        // b += 1 is allowed for a byte because 1 is a constant.
        if (literal.Parent is AssignmentExpressionSyntax assignment && !SymbolEqualityComparer.Default.Equals(Model.GetTypeInfo(assignment.Left).Type, Model.GetTypeInfo(literal).Type))
            return false;

        var expression = literal.Parent is PrefixUnaryExpressionSyntax negative && !negative.IsKind(SyntaxKind.IndexExpression) ? negative : literal;
        var info = Model.GetTypeInfo(expression);
        if (SymbolEqualityComparer.Default.Equals(info.Type, info.ConvertedType) || info.ConvertedType is null)
            return true;

        // Conversions that values have as well as constants.
        return Model.Compilation.ClassifyCommonConversion(info.Type!, info.ConvertedType) is { IsImplicit: true, IsUserDefined: false } conversion
            && (conversion.IsNumeric || conversion.IsReference || conversion.IsNullable || info.ConvertedType.SpecialType == SpecialType.System_Object);
    }

    // A second copy would declare the same variable again.
    protected virtual bool Declares(SyntaxNode node) =>
        node.DescendantNodes().Any(inner => inner is SingleVariableDesignationSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax or LocalFunctionStatementSyntax);

    protected static bool StartsWithBinding(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax && node.SpanStart == expression.SpanStart);
}
