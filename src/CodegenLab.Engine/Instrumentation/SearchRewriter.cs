using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Puts probes at every line and at every place where control decides.</summary>
/// <remarks>
/// Counted are the places that coverage tools count in unoptimised code: atomic conditions, all but the last of a <c>&amp;&amp;</c> or <c>||</c>
/// whose value is used, <c>??</c>, <c>?.</c>, arms of a switch and its missing default. Other comparisons guide the search and are soft.
/// </remarks>
internal sealed class SearchRewriter(SemanticModel model, SubjectMap map) : MemberWalk(model, map)
{
    /// <summary>Arms of the switches the walk is in, innermost last.</summary>
    private readonly Stack<List<SwitchArm>> _arms = [];

    protected override StatementSyntax? LineProbe(SyntaxNode statement)
    {
        var line = statement.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        return Injected(ProbeCall.To("Line", Map.Add(id => new LineSite(id, Member, File, line))));
    }

    // ---- conditions and values

    protected override ExpressionSyntax Condition(ExpressionSyntax condition) => Decision(condition, isSoft: false);

    protected override ExpressionSyntax Value(ExpressionSyntax value) => IsBoolean(value) ? Decision(value, isSoft: true) : Rewritten(value);

    public override SyntaxNode? VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        if (node.IsKind(SyntaxKind.CoalesceExpression))
            return Coalesce(node);

        if (!IsBoolean(node) || IsConstant(node))
            return base.VisitBinaryExpression(node);

        return node.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression || IsComparison(node)
            ? Decision(node, isSoft: true)
            : base.VisitBinaryExpression(node);
    }

    public override SyntaxNode? VisitIsPatternExpression(IsPatternExpressionSyntax node) => IsConstant(node) ? node : Decision(node, isSoft: true);

    public override SyntaxNode? VisitConditionalAccessExpression(ConditionalAccessExpressionSyntax node)
    {
        var rewritten = (ConditionalAccessExpressionSyntax)base.VisitConditionalAccessExpression(node)!;

        // A receiver that starts with a dot belongs to the access around it; a struct must not be copied.
        var isPlain = node.Expression is not (ThisExpressionSyntax or BaseExpressionSyntax) && !StartsWithBinding(node.Expression);
        return isPlain && CanBeNull(Model.GetTypeInfo(node.Expression).Type)
            ? rewritten.WithExpression(WhenNull(node.Expression, rewritten.Expression))
            : rewritten;
    }

    // So that a worker can see what depends on the day it runs on.
    public override SyntaxNode? VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        var rewritten = (ExpressionSyntax)base.VisitMemberAccessExpression(node)!;
        return node.Name.Identifier.Text is "Now" or "UtcNow" or "Today"
            && Model.GetSymbolInfo(node).Symbol is IPropertySymbol { IsStatic: true, ContainingType: { Name: "DateTime" or "DateTimeOffset", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } clock
            ? Undo.Wrap(rewritten, time => ProbeCall.To(clock.Name == "Today" ? "Today" : "Now", time))
            : rewritten;
    }

    private ExpressionSyntax Coalesce(BinaryExpressionSyntax node)
    {
        var rewritten = (BinaryExpressionSyntax)base.VisitBinaryExpression(node)!;
        return CanBeNull(Model.GetTypeInfo(node.Left).Type) && !IsConstant(node.Left)
            ? rewritten.WithLeft(WhenNull(node.Left, rewritten.Left))
            : rewritten;
    }

    private ExpressionSyntax WhenNull(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        var site = AddSite(original, OneLine(original) + " is null", isArm: false, isSoft: false);
        return Undo.Wrap(rewritten, value => ProbeCall.To("WhenNull", site, value));
    }

    private ExpressionSyntax Decision(ExpressionSyntax expression, bool isSoft)
    {
        if (!IsBoolean(expression))
            return Rewritten(expression);
        if (IsConstant(expression))
            return expression;

        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return parenthesized.WithExpression(Decision(parenthesized.Expression, isSoft));

            case PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) && IsBoolean(not.Operand):
                return not.WithOperand(Decision(not.Operand, isSoft));

            // The value of the left side decides whether the right one is looked at.
            case BinaryExpressionSyntax both when both.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression && IsBoolean(both.Left) && IsBoolean(both.Right):
                return both.WithLeft(Decision(both.Left, isSoft: false)).WithRight(Decision(both.Right, isSoft));

            // Both branches are values again; the condition has sites of its own.
            case ConditionalExpressionSyntax or SwitchExpressionSyntax or AssignmentExpressionSyntax or ThrowExpressionSyntax or AwaitExpressionSyntax when isSoft:
                return Rewritten(expression);

            case IdentifierNameSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax or ElementAccessExpressionSyntax when isSoft:
                return Rewritten(expression);

            default:
                return Leaf(expression, isSoft);
        }
    }

    private ExpressionSyntax Leaf(ExpressionSyntax expression, bool isSoft)
    {
        var site = AddSite(expression, OneLine(Asked(expression)), isArm: false, isSoft);

        if (DeclaresPatternVariables(expression))
            return Pattern(expression, site);

        switch (expression)
        {
            case BinaryExpressionSyntax comparison when Comparison.Of(comparison, Model) is { } found:
                return Undo.Rebuild(expression, [comparison.Left, comparison.Right], [Rewritten(comparison.Left), Rewritten(comparison.Right)],
                    operands => ProbeCall.To(found.Probe, site, [.. operands.Select(found.Convert)]));

            case InvocationExpressionSyntax call when TextComparison.Of(call, Model) is { } found:
                return Undo.Rebuild(expression, found.Operands, [.. found.Operands.Select(Rewritten)], operands => ProbeCall.To(found.Probe, site, operands));

            case BinaryExpressionSyntax binary:
                return Undo.Wrap((ExpressionSyntax)base.VisitBinaryExpression(binary)!, value => ProbeCall.To("Branch", site, value));

            case IsPatternExpressionSyntax pattern:
                return Undo.Wrap(WithOperandSwitch(pattern, site), value => ProbeCall.To("Branch", site, value));

            case InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax:
                return Undo.Wrap(Rewritten(expression), value => ProbeCall.To("Call", site, ProbeCall.To("Mark"), value));

            default:
                return Undo.Wrap(Rewritten(expression), value => ProbeCall.To("Branch", site, value));
        }
    }

    /// <summary>
    /// <c>x is T t</c> becomes <c>Before(x) is T t &amp;&amp; After()</c>, <c>x is not T t</c> its negation: with a call around it the variable would not be assigned.
    /// </summary>
    private ExpressionSyntax Pattern(ExpressionSyntax expression, int site)
    {
        var after = ProbeCall.To("After", site);

        if (expression is not IsPatternExpressionSyntax pattern)
        {
            // A comparison is a decision again where it is visited.
            var plain = expression is BinaryExpressionSyntax binary ? (ExpressionSyntax)base.VisitBinaryExpression(binary)! : Rewritten(expression);
            return Undo.Wrap(plain, value => And(And(ProbeCall.To("Before", site), Bracketed(value)), after));
        }

        var rewritten = WithOperandSwitch(pattern, site);
        var type = Model.GetTypeInfo(pattern.Expression).Type;
        var canBeArgument = type is { TypeKind: not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Dynamic or TypeKind.Error), IsRefLikeType: false } and not ITypeParameterSymbol { AllowsRefLikeType: true };
        if (canBeArgument)
            rewritten = rewritten.WithExpression(Undo.Wrap(rewritten.Expression, operand => ProbeCall.To("Before", site, operand)));

        var isNegative = IsNegation(pattern.Pattern);
        return Undo.Wrap<ExpressionSyntax, ExpressionSyntax>(rewritten, value =>
        {
            var matches = isNegative ? Not(Bracketed(value)) : Bracketed(value);
            var all = canBeArgument ? And(matches, after) : And(And(ProbeCall.To("Before", site), matches), after);
            return isNegative ? Not(ParenthesizedExpression(all)) : ParenthesizedExpression(all);
        });
    }

    /// <summary>What the probes answer: of <c>x is not T t</c> whether the pattern matches, for only then is there a variable.</summary>
    private static ExpressionSyntax Asked(ExpressionSyntax expression)
    {
        if (expression is not IsPatternExpressionSyntax pattern || !DeclaresPatternVariables(expression) || !IsNegation(pattern.Pattern))
            return expression;
        var inner = pattern.Pattern;
        while (inner is ParenthesizedPatternSyntax bracketed)
            inner = bracketed.Pattern;
        return pattern.WithPattern(((UnaryPatternSyntax)inner).Pattern);
    }

    /// <summary>Integer and text constants in a pattern say how far its operand was.</summary>
    private IsPatternExpressionSyntax WithOperandSwitch(IsPatternExpressionSyntax pattern, int site)
    {
        var rewritten = (IsPatternExpressionSyntax)base.VisitIsPatternExpression(pattern)!;
        var arm = ArmLabels.Of(site, pattern.Pattern, Model);
        return arm.Integers.Length + arm.Texts.Length == 0 ? rewritten : rewritten.WithExpression(Switched(pattern.Expression, rewritten.Expression, [arm]));
    }

    // ---- switches

    protected override SwitchStatementSyntax Switch(SwitchStatementSyntax original)
    {
        _arms.Push([]);
        var rewritten = base.Switch(original);
        var arms = _arms.Pop();

        if (!original.Sections.Any(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax)))
        {
            var site = AddSite(original, "default", isArm: true, isSoft: false, original.SwitchKeyword.Span);
            rewritten = rewritten.AddSections(UndoMarks.Dropped(SwitchSection(
                [DefaultSwitchLabel()],
                [ExpressionStatement(ProbeCall.To("Arm", site)), BreakStatement()])));
        }

        return rewritten.WithExpression(Switched(original.Expression, rewritten.Expression, arms));
    }

    public override SyntaxNode? VisitSwitchSection(SwitchSectionSyntax node)
    {
        var text = string.Join(" ", node.Labels.Select(OneLine));
        var site = AddSite(node, text, isArm: true, isSoft: false, TextSpan.FromBounds(node.Labels.First().SpanStart, node.Labels.Last().Span.End));
        _arms.Peek().Add(ArmLabels.Of(site, node.Labels, Model));

        var rewritten = (SwitchSectionSyntax)base.VisitSwitchSection(node)!;
        return rewritten.WithStatements(rewritten.Statements.Insert(0, Injected(ProbeCall.To("Arm", site))));
    }

    public override SyntaxNode? VisitSwitchExpression(SwitchExpressionSyntax node)
    {
        var arms = new List<SwitchArm>();
        var rewrittenArms = new List<SwitchExpressionArmSyntax>();
        var governing = Rewritten(node.GoverningExpression);

        foreach (var arm in node.Arms)
        {
            var end = arm.WhenClause?.Span.End ?? arm.Pattern.Span.End;
            var text = arm.WhenClause is { } clause ? OneLine(arm.Pattern) + " " + OneLine(clause) : OneLine(arm.Pattern);
            var site = AddSite(arm, text, isArm: true, isSoft: false, TextSpan.FromBounds(arm.SpanStart, end));
            arms.Add(ArmLabels.Of(site, arm.Pattern, Model));

            var arrived = ProbeCall.To("Arm", site);
            var when = arm.WhenClause is { } original
                ? original.WithCondition(Undo.Wrap(Condition(original.Condition), condition => And(Bracketed(condition), arrived)))
                : UndoMarks.Dropped(WhenClause(arrived));
            rewrittenArms.Add(arm.WithPattern((PatternSyntax)Visit(arm.Pattern)!).WithWhenClause(when).WithExpression(Value(arm.Expression)));
        }

        return node
            .WithGoverningExpression(Switched(node.GoverningExpression, governing, arms))
            .WithArms(SeparatedList(rewrittenArms, node.Arms.GetSeparators()));
    }

    /// <summary>A governing value that goes through a probe, where its type and labels allow a distance.</summary>
    private ExpressionSyntax Switched(ExpressionSyntax original, ExpressionSyntax rewritten, List<SwitchArm> arms)
    {
        if (arms.All(arm => arm.Integers.Length + arm.Texts.Length == 0) || IsConstant(original))
            return rewritten;

        var type = Model.GetTypeInfo(original).Type;
        if (type?.SpecialType == SpecialType.System_String)
            return Undo.Wrap(rewritten, value => ProbeCall.To("Switch", Map.Add(new SwitchShape([.. arms])), value));

        if (type is null || !Comparison.IsLosslesslyLong(Comparison.Underlying(type)))
            return rewritten;

        var isNullable = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        return Undo.Wrap(rewritten, value => CastExpression(
            ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)),
            ProbeCall.To("Switch", Map.Add(new SwitchShape([.. arms])), CastExpression(ParseTypeName(isNullable ? "long?" : "long"), Bracketed(value)))));
    }

    // ---- small questions

    private int AddSite(SyntaxNode node, string text, bool isArm, bool isSoft, TextSpan? span = null)
    {
        var lines = Model.SyntaxTree.GetLineSpan(span ?? node.Span).Span;
        return Map.Add(id => new Site(id, Member, File, lines, text, isArm, isSoft));
    }

    private static string OneLine(SyntaxNode node) => string.Join(' ', node.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsComparison(BinaryExpressionSyntax node) => Comparison.ProbeFor(node.Kind()) is not null;

    private static bool IsNegation(PatternSyntax pattern) => pattern switch
    {
        ParenthesizedPatternSyntax parenthesized => IsNegation(parenthesized.Pattern),
        UnaryPatternSyntax => true,
        _ => false,
    };

    private static bool DeclaresPatternVariables(ExpressionSyntax expression) =>
        expression.DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax)
            .Any(node => node is SingleVariableDesignationSyntax && node.FirstAncestorOrSelf<SyntaxNode>(ancestor => ancestor is PatternSyntax or DeclarationExpressionSyntax) is PatternSyntax);

    private static bool StartsWithBinding(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax && node.SpanStart == expression.SpanStart);

    private static bool CanBeNull(ITypeSymbol? type) =>
        type is { TypeKind: not (TypeKind.Dynamic or TypeKind.Error) } and ({ IsReferenceType: true } or { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T });

    private static ExpressionSyntax Bracketed(ExpressionSyntax expression) => ProbeCall.Bracketed(expression);

    private static ExpressionSyntax And(ExpressionSyntax left, ExpressionSyntax right) => BinaryExpression(SyntaxKind.LogicalAndExpression, left, right);

    private static ExpressionSyntax Not(ExpressionSyntax operand) => PrefixUnaryExpression(SyntaxKind.LogicalNotExpression, operand);
}
