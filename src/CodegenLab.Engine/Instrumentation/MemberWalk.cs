using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// The walk that both builds share: which code is touched at all, which member it belongs to, entry probes, fuel and guarded sizes.
/// Subclasses say what happens to conditions, values and statements.
/// </summary>
/// <remarks>
/// The result is compiled as a tree and never parsed again: so it keeps directives and line numbers, and needs no brackets or spaces.
/// Left alone: attributes, constants, parameter defaults, labels and constant patterns, expression trees, finalizers, arguments whose text the callee sees.
/// </remarks>
internal abstract class MemberWalk(SemanticModel model, SubjectMap map) : CSharpSyntaxRewriter
{
    /// <summary>Kind of the annotation on every rewritten member; its data is <see cref="KeyOf"/>.</summary>
    public const string MemberKind = "codegen-lab.member";

    /// <summary>Kind of the annotation beside it; its data is the documentation id.</summary>
    public const string MemberIdKind = "codegen-lab.member-id";

    /// <summary>Sizes in calls and constructors of the framework that decide how much memory is taken.</summary>
    private static readonly HashSet<string> SizeParameters = ["capacity", "totalWidth", "minimumLength", "newSize"];

    /// <summary>Elements; a constant size below is not worth a probe. From here on it costs fuel: a loop that allocates so much each turn must end early.</summary>
    private const int SmallSize = 4096;

    /// <summary>Makes types that can be initialised again; null: they stay as they are.</summary>
    public RestartableTypes? Restartable { get; init; }

    protected SemanticModel Model => model;

    protected SubjectMap Map => map;

    protected UndoMarks Undo { get; } = new();

    /// <summary>Documentation id of the member the walk is in; empty outside.</summary>
    protected string Member { get; private set; } = "";

    protected string File { get; } = model.SyntaxTree.FilePath;

    /// <summary>Where a member stands: one key per declaration, the same in every round.</summary>
    public static string KeyOf(SyntaxNode declaration) => declaration.SyntaxTree.FilePath + ":" + declaration.SpanStart;

    // ---- what the builds differ in

    /// <summary>A boolean expression that decides where control goes.</summary>
    protected virtual ExpressionSyntax Condition(ExpressionSyntax condition) => Rewritten(condition);

    /// <summary>An expression that leaves a member or lambda as its value.</summary>
    protected virtual ExpressionSyntax Value(ExpressionSyntax value) => Rewritten(value);

    /// <summary>A statement, or an expression in the place of one.</summary>
    protected virtual StatementSyntax Statement(StatementSyntax statement) => (StatementSyntax)Visit(statement)!;

    /// <summary>Injected before a statement of the source; null for nothing.</summary>
    protected virtual StatementSyntax? LineProbe(SyntaxNode statement) => null;

    /// <summary>The body of a function, when all in it is rewritten.</summary>
    protected virtual BlockSyntax Ended(SyntaxNode function, BlockSyntax original, BlockSyntax rewritten) => rewritten;

    /// <summary>What an arrow body became.</summary>
    protected virtual StatementSyntax Whole(ExpressionSyntax arrow, StatementSyntax rewritten) => rewritten;

    /// <summary>The sections of a switch statement, rewritten.</summary>
    protected virtual SwitchStatementSyntax Switch(SwitchStatementSyntax original) => (SwitchStatementSyntax)base.VisitSwitchStatement(original)!;

    // ---- members

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : InMember(node, () => node.WithBody(Body(node, node.Body, node.ExpressionBody)).WithExpressionBody(null).WithSemicolonToken(default));

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : InMember(node, () => node
                .WithInitializer((ConstructorInitializerSyntax?)Visit(node.Initializer))
                .WithBody(Body(node, node.Body, node.ExpressionBody)).WithExpressionBody(null).WithSemicolonToken(default));

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : InMember(node, () => node.WithBody(Body(node, node.Body, node.ExpressionBody)).WithExpressionBody(null).WithSemicolonToken(default));

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : InMember(node, () => node.WithBody(Body(node, node.Body, node.ExpressionBody)).WithExpressionBody(null).WithSemicolonToken(default));

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : InMember(node, () => node.WithBody(Body(node, node.Body, node.ExpressionBody)).WithExpressionBody(null).WithSemicolonToken(default));

    public override SyntaxNode? VisitDestructorDeclaration(DestructorDeclarationSyntax node) => node;

    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        if (node.ExpressionBody is { } arrow)
            return InMember(node, () => node.WithAccessorList(Getter(node, arrow)).WithExpressionBody(null).WithSemicolonToken(default));

        var rewritten = node.WithAccessorList((AccessorListSyntax?)Visit(node.AccessorList));
        return node.Initializer is { } initializer
            ? rewritten.WithInitializer((EqualsValueClauseSyntax)InMember(initializer, Model.GetDeclaredSymbol(node), () => base.VisitEqualsValueClause(initializer))!)
            : rewritten;
    }

    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node) =>
        node.ExpressionBody is { } arrow
            ? InMember(node, () => node.WithAccessorList(Getter(node, arrow)).WithExpressionBody(null).WithSemicolonToken(default))
            : node.WithAccessorList((AccessorListSyntax?)Visit(node.AccessorList));

    public override SyntaxNode? VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        if (node.Modifiers.Any(SyntaxKind.ConstKeyword) || node.Modifiers.Any(SyntaxKind.FixedKeyword))
            return node;

        return node.WithDeclaration(node.Declaration.WithVariables(SeparatedList(
            node.Declaration.Variables.Select(variable => variable.Initializer is null
                ? variable
                : (VariableDeclaratorSyntax)InMember(variable, () => base.VisitVariableDeclarator(variable))!),
            node.Declaration.Variables.GetSeparators())));
    }

    public override SyntaxNode? VisitPrimaryConstructorBaseType(PrimaryConstructorBaseTypeSyntax node)
    {
        var constructor = node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Model.GetDeclaredSymbol(type) is { } symbol
            ? symbol.InstanceConstructors.FirstOrDefault(candidate => candidate.DeclaringSyntaxReferences.Any(reference => reference.Span == type.Span))
            : null;
        return InMember(node, constructor, () => node.WithArgumentList((ArgumentListSyntax)Visit(node.ArgumentList)!));
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => Restarted(node, base.VisitClassDeclaration(node));

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => Restarted(node, base.VisitStructDeclaration(node));

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => Restarted(node, base.VisitRecordDeclaration(node));

    private SyntaxNode? Restarted(TypeDeclarationSyntax original, SyntaxNode? rewritten) => Restartable is null || rewritten is not TypeDeclarationSyntax type ? rewritten : Restartable.Of(original, type);

    public override SyntaxNode? VisitCompilationUnit(CompilationUnitSyntax node)
    {
        var globals = node.Members.OfType<GlobalStatementSyntax>().ToList();
        var main = globals.Count > 0 ? Model.GetDeclaredSymbol(node) : null;
        var entered = false;
        var members = new List<MemberDeclarationSyntax>();

        foreach (var member in node.Members)
        {
            if (member is not GlobalStatementSyntax global)
            {
                members.Add((MemberDeclarationSyntax)Visit(member)!);
                continue;
            }

            StatementSyntax? line = null;
            var rewritten = (GlobalStatementSyntax)InMember(global, main, () => global.WithStatement(WithLine(global.Statement, out line)))!;
            if (!entered && main is not null)
                members.Add(UndoMarks.Dropped(GlobalStatement(EntryProbe(MemberIds.Of(main)))));
            if (line is not null)
                members.Add(UndoMarks.Dropped(GlobalStatement(line)));

            entered = true;
            members.Add(rewritten);
        }

        return node.WithMembers(List(members));
    }

    public override SyntaxNode? VisitGlobalStatement(GlobalStatementSyntax node) => node;

    // ---- lambdas and local functions

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        node.Body is null && node.ExpressionBody is null
            ? node
            : node.WithBody(Guarded(node, node.Body, node.ExpressionBody?.Expression)).WithExpressionBody(null).WithSemicolonToken(default);

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        IsExpressionTree(node) ? node : node.WithBlock(Guarded(node, node.Block, node.ExpressionBody)).WithExpressionBody(null);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        IsExpressionTree(node) ? node : node.WithBlock(Guarded(node, node.Block, node.ExpressionBody)).WithExpressionBody(null);

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) =>
        IsExpressionTree(node) ? node : node.WithBlock(Guarded(node, node.Block, null));

    // A query over IQueryable is an expression tree without looking like one.
    public override SyntaxNode? VisitQueryExpression(QueryExpressionSyntax node) =>
        Model.GetTypeInfo(node.FromClause.Expression).Type is { } source && (IsQueryable(source) || source.AllInterfaces.Any(IsQueryable))
            ? node
            : base.VisitQueryExpression(node);

    // ---- left alone

    public override SyntaxNode? VisitAttributeList(AttributeListSyntax node) => node;

    public override SyntaxNode? VisitParameterList(ParameterListSyntax node) => node;

    public override SyntaxNode? VisitParameter(ParameterSyntax node) => node;

    public override SyntaxNode? VisitEnumDeclaration(EnumDeclarationSyntax node) => node;

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) => node;

    public override SyntaxNode? VisitConstantPattern(ConstantPatternSyntax node) => node;

    public override SyntaxNode? VisitRelationalPattern(RelationalPatternSyntax node) => node;

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => node;

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node) =>
        node.IsConst ? node : base.VisitLocalDeclarationStatement(node);

    public override SyntaxNode? VisitInterpolationAlignmentClause(InterpolationAlignmentClauseSyntax node) => node;

    public override SyntaxNode? VisitRefExpression(RefExpressionSyntax node) => node;

    public override SyntaxNode? VisitTypeOfExpression(TypeOfExpressionSyntax node) => node;

    public override SyntaxNode? VisitSizeOfExpression(SizeOfExpressionSyntax node) => node;

    public override SyntaxNode? VisitArgument(ArgumentSyntax node)
    {
        if (!node.RefKindKeyword.IsKind(SyntaxKind.None))
            return node;

        var parameter = ParameterOf(node);
        if (parameter is not null && IsQuoted(parameter))
            return node;

        var rewritten = (ArgumentSyntax)base.VisitArgument(node)!;
        return parameter is not null && CostOf(parameter, node.Expression) is { } probe
            ? rewritten.WithExpression(Undo.Wrap(rewritten.Expression, size => ProbeCall.To(probe, size)))
            : rewritten;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        if (node.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" } && IsConstant(node))
            return node;

        // The receiver of an extension method may be quoted too.
        var method = Model.GetSymbolInfo(node).Symbol as IMethodSymbol;
        if (method is { ReducedFrom: { } extension } && IsQuoted(extension.Parameters[0]))
            return node.WithArgumentList((ArgumentListSyntax)Visit(node.ArgumentList)!);
        var rewritten = base.VisitInvocationExpression(node)!;
        return method is { Name: "Rent", ContainingType.Name: "ArrayPool" } && IsOfTheFramework(method.ContainingNamespace)
            ? Undo.Wrap((ExpressionSyntax)rewritten, rented => ProbeCall.To("Rented", rented))
            : rewritten;
    }

    // ---- sizes

    public override SyntaxNode? VisitArrayCreationExpression(ArrayCreationExpressionSyntax node) =>
        node.Initializer is not null ? base.VisitArrayCreationExpression(node) : node.WithType(Sized(node.Type, "Length"));

    public override SyntaxNode? VisitStackAllocArrayCreationExpression(StackAllocArrayCreationExpressionSyntax node) =>
        node.Initializer is not null || node.Type is not ArrayTypeSyntax type ? node : node.WithType(Sized(type, "StackLength"));

    private ArrayTypeSyntax Sized(ArrayTypeSyntax type, string probe)
    {
        var first = type.RankSpecifiers[0];
        var sizes = first.Sizes.Select(size => size is OmittedArraySizeExpressionSyntax
            ? size
            : IsSmallConstant(size) || Model.GetTypeInfo(size).Type?.SpecialType != SpecialType.System_Int32
                ? Rewritten(size)
                : Undo.Wrap(Rewritten(size), length => ProbeCall.To(probe, length)));
        return type.WithRankSpecifiers(type.RankSpecifiers.Replace(first, first.WithSizes(SeparatedList(sizes, first.Sizes.GetSeparators()))));
    }

    // ---- statements

    public override SyntaxNode? VisitBlock(BlockSyntax node) => node.WithStatements(WithLines(node.Statements));

    public override SyntaxNode? VisitIfStatement(IfStatementSyntax node) =>
        node.WithCondition(Condition(node.Condition))
            .WithStatement(Embedded(node.Statement))
            .WithElse(node.Else?.WithStatement(Embedded(node.Else.Statement)));

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        node.WithCondition(Condition(node.Condition)).WithStatement(LoopBody(node.Statement));

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        node.WithStatement(LoopBody(node.Statement)).WithCondition(Condition(node.Condition));

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        node.WithDeclaration((VariableDeclarationSyntax?)Visit(node.Declaration))
            .WithInitializers(InPlace(node.Initializers))
            .WithCondition(node.Condition is null ? null : Condition(node.Condition))
            .WithIncrementors(InPlace(node.Incrementors))
            .WithStatement(LoopBody(node.Statement));

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        node.WithExpression(Rewritten(node.Expression)).WithStatement(LoopBody(node.Statement));

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        node.WithExpression(Rewritten(node.Expression)).WithStatement(LoopBody(node.Statement));

    public override SyntaxNode? VisitUsingStatement(UsingStatementSyntax node) =>
        node.WithDeclaration((VariableDeclarationSyntax?)Visit(node.Declaration))
            .WithExpression(node.Expression is null ? null : Rewritten(node.Expression))
            .WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitLockStatement(LockStatementSyntax node) =>
        node.WithExpression(Rewritten(node.Expression)).WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitFixedStatement(FixedStatementSyntax node) => node.WithStatement(Embedded(node.Statement));

    public override SyntaxNode? VisitSwitchStatement(SwitchStatementSyntax node) => Switch(node);

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node) =>
        node.WithLabels(List(node.Labels.Select(label => (SwitchLabelSyntax)Visit(label)!))).WithStatements(WithLines(node.Statements));

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node) =>
        node.Expression is null or RefExpressionSyntax ? node : node.WithExpression(Value(node.Expression));

    public override SyntaxNode? VisitYieldStatement(YieldStatementSyntax node) =>
        node.Expression is null ? node : node.WithExpression(Rewritten(node.Expression));

    public override SyntaxNode? VisitConditionalExpression(ConditionalExpressionSyntax node) =>
        node.WithCondition(Condition(node.Condition)).WithWhenTrue(Rewritten(node.WhenTrue)).WithWhenFalse(Rewritten(node.WhenFalse));

    public override SyntaxNode? VisitCatchFilterClause(CatchFilterClauseSyntax node) => node.WithFilterExpression(Condition(node.FilterExpression));

    public override SyntaxNode? VisitWhenClause(WhenClauseSyntax node) => node.WithCondition(Condition(node.Condition));

    public override SyntaxNode? VisitWhereClause(WhereClauseSyntax node) => node.WithCondition(Value(node.Condition));

    // ---- for subclasses

    protected ExpressionSyntax Rewritten(ExpressionSyntax expression) => (ExpressionSyntax)Visit(expression)!;

    private bool IsSmallConstant(ExpressionSyntax size) => Model.GetConstantValue(size).Value is < SmallSize;

    protected bool IsConstant(ExpressionSyntax expression) => Model.GetConstantValue(expression).HasValue;

    protected bool IsBoolean(ExpressionSyntax expression) => Model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_Boolean;

    protected static StatementSyntax Injected(ExpressionSyntax call) => UndoMarks.Dropped<StatementSyntax>(ExpressionStatement(call));

    /// <summary>Statement expressions of a <c>for</c> head: they must stay what a statement may be.</summary>
    protected virtual ExpressionSyntax InPlace(ExpressionSyntax expression) => Rewritten(expression);

    /// <summary>Statements with a probe before each.</summary>
    protected SyntaxList<StatementSyntax> WithLines(SyntaxList<StatementSyntax> statements)
    {
        var rewritten = new List<StatementSyntax>();
        foreach (var statement in statements)
        {
            var changed = WithLine(statement, out var probe);
            if (probe is not null)
                rewritten.Add(probe);

            // The one way round a loop that is no loop statement.
            if (statement is GotoStatementSyntax)
                rewritten.Add(Injected(ProbeCall.To("Turn")));
            rewritten.Add(changed);
        }

        return List(rewritten);
    }

    // ---- inside

    private SyntaxNode? InMember(SyntaxNode declaration, Func<SyntaxNode?> rewrite) => InMember(declaration, Model.GetDeclaredSymbol(declaration), rewrite);

    private SyntaxNode? InMember(SyntaxNode declaration, ISymbol? symbol, Func<SyntaxNode?> rewrite)
    {
        var key = KeyOf(declaration);
        var member = symbol is null ? key : MemberIds.Of(symbol);
        SyntaxNode? rewritten = null;
        WithMember(member, () =>
        {
            // Numbered in any case: both builds number entries alike.
            if (symbol is IMethodSymbol or IPropertySymbol && declaration is not EqualsValueClauseSyntax and not PrimaryConstructorBaseTypeSyntax)
                _ = Map.Entry(Member);

            rewritten = Map.SkipsMember(key) ? declaration : rewrite();
        });
        return rewritten?.WithAdditionalAnnotations(new SyntaxAnnotation(MemberKind, key), new SyntaxAnnotation(MemberIdKind, member));
    }

    private void WithMember(string member, Action action)
    {
        var outer = Member;
        Member = member;
        action();
        Member = outer;
    }

    private StatementSyntax EntryProbe(string member) => Injected(ProbeCall.To("Enter", Map.Entry(member)));

    private BlockSyntax Body(SyntaxNode declaration, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow) =>
        Started(EntryProbe(Member), declaration, body, arrow?.Expression);

    private BlockSyntax Guarded(SyntaxNode function, BlockSyntax? body, ExpressionSyntax? arrow) =>
        Started(Injected(ProbeCall.To("Guard")), function, body, arrow);

    private BlockSyntax Started(StatementSyntax first, SyntaxNode function, BlockSyntax? body, ExpressionSyntax? arrow)
    {
        if (body is not null)
        {
            var rewritten = Ended(function, body, (BlockSyntax)Visit(body)!);
            return rewritten.WithStatements(rewritten.Statements.Insert(0, first));
        }

        var line = LineProbe(arrow!);
        var statement = arrow switch
        {
            ThrowExpressionSyntax thrown => ThrowStatement(Rewritten(thrown.Expression)),
            RefExpressionSyntax => ReturnStatement(arrow),
            _ when ReturnsNothing(function) => StatementOf(arrow!),
            _ => ReturnStatement(Value(arrow!)),
        };
        statement = Whole(arrow!, statement);
        return UndoMarks.Arrow(line is null ? Block(first, statement) : Block(first, UndoMarks.Dropped(line), statement));
    }

    /// <summary>An expression that is the whole body of a function without a result.</summary>
    protected virtual StatementSyntax StatementOf(ExpressionSyntax expression) => ExpressionStatement(InPlace(expression));

    private AccessorListSyntax Getter(SyntaxNode declaration, ArrowExpressionClauseSyntax arrow) =>
        UndoMarks.Arrow(AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, Body(declaration, null, arrow)))));

    protected bool ReturnsNothing(SyntaxNode function)
    {
        var symbol = function is AnonymousFunctionExpressionSyntax ? Model.GetSymbolInfo(function).Symbol : Model.GetDeclaredSymbol(function);
        return symbol is IMethodSymbol method
            && (method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false }));
    }

    private StatementSyntax WithLine(StatementSyntax statement, out StatementSyntax? probe)
    {
        probe = TakesLine(statement) && LineProbe(statement) is { } line ? UndoMarks.Dropped(line) : null;
        return Statement(statement);
    }

    // As coverage tools count: what makes no sequence point of its own is no line.
    private static bool TakesLine(StatementSyntax statement) => statement switch
    {
        BlockSyntax or EmptyStatementSyntax or LocalFunctionStatementSyntax or TryStatementSyntax or CheckedStatementSyntax or UnsafeStatementSyntax => false,
        LocalDeclarationStatementSyntax local => !local.IsConst && local.Declaration.Variables.Any(variable => variable.Initializer is not null),
        _ => true,
    };

    private BlockSyntax Embedded(StatementSyntax statement)
    {
        if (statement is BlockSyntax block)
            return (BlockSyntax)Visit(block)!;

        return Undo.Wrap(WithLine(statement, out var probe), kept => statement is GotoStatementSyntax
            ? Block(Injected(ProbeCall.To("Turn")), kept)
            : probe is null ? Block(kept) : Block(probe, kept));
    }

    private StatementSyntax LoopBody(StatementSyntax statement)
    {
        var body = Embedded(statement);
        return body.WithStatements(body.Statements.Insert(0, Injected(ProbeCall.To("Turn"))));
    }

    private SeparatedSyntaxList<ExpressionSyntax> InPlace(SeparatedSyntaxList<ExpressionSyntax> expressions) =>
        SeparatedList(expressions.Select(InPlace), expressions.GetSeparators());

    /// <summary>The compiler makes a tree of it that others read, not code.</summary>
    protected bool IsExpressionTree(ExpressionSyntax lambda)
    {
        var type = Model.GetTypeInfo(lambda).ConvertedType;
        return type is INamedTypeSymbol { Name: "Expression" or "LambdaExpression" } named
            && named.ContainingNamespace.ToDisplayString() == "System.Linq.Expressions";
    }

    private static bool IsQueryable(ITypeSymbol type) => type.Name == "IQueryable" && type.ContainingNamespace?.ToDisplayString() == "System.Linq";

    private IParameterSymbol? ParameterOf(ArgumentSyntax argument) =>
        Model.GetOperation(argument) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter: { } parameter } ? parameter : null;

    /// <summary>The callee sees the text of this argument: CallerArgumentExpression.</summary>
    private static bool IsQuoted(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method
        && method.Parameters.Any(other => other.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.Name == "CallerArgumentExpressionAttribute"
            && attribute.ConstructorArguments is [{ Value: string quoted }]
            && quoted == parameter.Name));

    /// <summary>System, and all below: collections are in a namespace of a namespace of it.</summary>
    private static bool IsOfTheFramework(INamespaceSymbol? place) =>
        place is { IsGlobalNamespace: false } && (place.ContainingNamespace.IsGlobalNamespace ? place.Name == "System" : IsOfTheFramework(place.ContainingNamespace));

    /// <summary>The probe for an argument that decides how much memory or time a call of the framework takes; null: it needs none.</summary>
    private string? CostOf(IParameterSymbol parameter, ExpressionSyntax argument)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || !IsOfTheFramework(method.ContainingNamespace))
            return null;
        if (method is { Name: "Pow", ContainingType.Name: "BigInteger" })
            return parameter.Ordinal == 0 ? "Base" : "Exponent";
        return IsSize(parameter, method) && !IsSmallConstant(argument) ? "Length" : null;
    }

    private static bool IsSize(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.Type.SpecialType == SpecialType.System_Int32
        && (SizeParameters.Contains(parameter.Name) || (parameter.Name == "count" && method is { MethodKind: MethodKind.Constructor, ContainingType.SpecialType: SpecialType.System_String }));
}
