using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// Where mutants stand that have no place of their own: a pattern is no value, a part behind <c>?.</c> is none without what is before it, and an expression that declares a
/// variable cannot be there twice. Their hosts are the least that can be: the expression around, the arm, the statement, the block.
/// </summary>
internal sealed class MutantHosts
{
    private readonly HashSet<SyntaxNode> _declaring = [];
    private readonly List<SyntaxNode> _homeless = [];
    private readonly Lazy<Dictionary<SyntaxNode, List<(SyntaxNode Node, Mutation Mutation)>>> _hosted;
    private readonly Func<ExpressionSyntax, bool> _canBeChosen;

    /// <param name="root">Of the file.</param>
    /// <param name="mutations">Of a node.</param>
    /// <param name="canBeChosen">A conditional expression may stand in the place of this one.</param>
    public MutantHosts(SyntaxNode root, Func<SyntaxNode, IEnumerable<Mutation>> mutations, Func<ExpressionSyntax, bool> canBeChosen)
    {
        _canBeChosen = canBeChosen;
        _hosted = new(() => Hosted(mutations));
        foreach (var node in root.DescendantNodes())
        {
            if (node is SingleVariableDesignationSyntax or StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
                _declaring.UnionWith(node.AncestorsAndSelf().TakeWhile(outer => !EndsScope(outer)).OfType<ExpressionSyntax>());
            if (node is RelationalPatternSyntax or BinaryPatternSyntax || node is ExpressionSyntax expression && StartsWithBinding(expression))
                _homeless.Add(node);
        }

    }

    /// <summary>Mutations of what is in a node, to be made in a copy of it.</summary>
    public IReadOnlyList<(SyntaxNode Node, Mutation Mutation)> In(SyntaxNode host) => _hosted.Value.TryGetValue(host, out var all) ? all : [];

    /// <summary>A second copy in the same scope would declare a variable again, or take it from who uses it.</summary>
    public bool Declares(SyntaxNode node) => node is StatementSyntax statement ? Leaks(statement) : _declaring.Contains(node);

    private Dictionary<SyntaxNode, List<(SyntaxNode Node, Mutation Mutation)>> Hosted(Func<SyntaxNode, IEnumerable<Mutation>> mutations)
    {
        var hosted = new Dictionary<SyntaxNode, List<(SyntaxNode Node, Mutation Mutation)>>();
        foreach (var node in _homeless.Union(_declaring).OrderBy(node => node.SpanStart))
        {
            var found = mutations(node).Where(mutation => mutation.Replacement is not null && !Unassigns(mutation, node)).ToList();
            if (found.Count == 0 || HostOf(node) is not { } host)
                continue;
            if (!hosted.TryGetValue(host, out var all))
                hosted.Add(host, all = []);
            all.AddRange(found.Select(mutation => (node, mutation)));
        }

        return hosted;
    }

    private static bool EndsScope(SyntaxNode node) =>
        node is StatementSyntax or SwitchExpressionArmSyntax or SwitchSectionSyntax or AnonymousFunctionExpressionSyntax or QueryClauseSyntax or SelectOrGroupClauseSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax;

    /// <summary>It would leave a variable that others read without a value.</summary>
    private static bool Unassigns(Mutation mutation, SyntaxNode node)
    {
        if (node is PatternSyntax)
            return false;
        var kept = DesignationsIn(mutation.Replacement!).Select(variable => variable.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        // Patterns give values where they match only, the right side of && and || where it is asked.
        var names = DesignationsIn(node)
            .Where(variable => variable.Parent is PatternSyntax || !kept.Contains(variable.Identifier.Text) || node is BinaryExpressionSyntax { Right: var right } && right.Span.Contains(variable.Span))
            .Select(variable => variable.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        return names.Count > 0
            && node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is BlockSyntax or MemberDeclarationSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax) is { } scope
            && scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.Text));
    }

    private static IEnumerable<SingleVariableDesignationSyntax> DesignationsIn(SyntaxNode node) => node.DescendantNodes().OfType<SingleVariableDesignationSyntax>();

    private SyntaxNode? HostOf(SyntaxNode node)
    {
        for (var (inner, outer) = (node, node.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case SwitchExpressionArmSyntax arm when arm.Pattern == inner && node is PatternSyntax:
                    return arm;
                case CasePatternSwitchLabelSyntax label when label.Pattern == inner && node is PatternSyntax:
                    return label.Pattern.DescendantNodesAndSelf().Any(part => part is SingleVariableDesignationSyntax) ? null : label;
                case ArrowExpressionClauseSyntax or LambdaExpressionSyntax:
                    return inner is ExpressionSyntax ? outer : null;
                case BlockSyntax or StatementSyntax when outer is not BlockSyntax && !IsHost((StatementSyntax)outer):
                    break;
                case BlockSyntax or StatementSyntax:
                    return outer;
                case ExpressionSyntax expression when !_declaring.Contains(expression) && HasPlace(expression) && _canBeChosen(expression):
                    return expression;
                case MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or AttributeSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The statement can be there twice: none of what it declares is used behind it, and nobody jumps to it.</summary>
    private static bool IsHost(StatementSyntax statement) => statement is not (LocalFunctionStatementSyntax or LabeledStatementSyntax) && statement.Parent is not (LabeledStatementSyntax or GlobalStatementSyntax) && !Leaks(statement);

    /// <summary>It is visited as a value, not as a statement.</summary>
    private static bool HasPlace(ExpressionSyntax expression) => expression.Parent is not (ExpressionStatementSyntax or ForStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax) || expression.Parent is ForStatementSyntax head && head.Condition == expression;

    private static bool Leaks(StatementSyntax statement)
    {
        if (statement is BlockSyntax || statement.Parent is not { } around)
            return false;
        if (statement is LocalFunctionStatementSyntax)
            return true;
        var names = statement.DescendantNodes(node => node == statement || node is not (StatementSyntax or AnonymousFunctionExpressionSyntax or SwitchExpressionArmSyntax or SwitchSectionSyntax))
            .Select(node => node switch
            {
                SingleVariableDesignationSyntax variable => variable.Identifier.Text,
                VariableDeclaratorSyntax variable when statement is LocalDeclarationStatementSyntax => variable.Identifier.Text,
                _ => null,
            })
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        return names.Count > 0 && around.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.SpanStart > statement.Span.End && names.Contains(name.Identifier.Text));
    }

    private static bool StartsWithBinding(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf().Any(node => node is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax && node.SpanStart == expression.SpanStart);
}
