using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>A statement that is not executed.</summary>
/// <param name="keepsNeeded">What is <see cref="IsNeeded"/> stays; else the compiler finds out.</param>
internal sealed class StatementRemovalMutator(bool keepsNeeded = false) : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is StatementSyntax statement && IsRemovable(statement, model) && !(keepsNeeded && IsNeeded(statement)) ? [new Mutation("Statement removal", null)] : [];

    /// <summary>The expression is one that may go where it stands for a statement.</summary>
    public static bool IsRemovable(ExpressionSyntax expression, SemanticModel model) => expression switch
    {
        // Updates are turned round by their own mutator; without its assignment a local would be unassigned.
        AssignmentExpressionSyntax { Right: not RefExpressionSyntax, Left: not (TupleExpressionSyntax or DeclarationExpressionSyntax) } assignment =>
            assignment.Left is ElementAccessExpressionSyntax || model.GetSymbolInfo(assignment.Left).Symbol is IFieldSymbol or IPropertySymbol or IEventSymbol,
        InvocationExpressionSyntax or ConditionalAccessExpressionSyntax or AwaitExpressionSyntax => true,
        _ => false,
    };

    private static bool IsRemovable(StatementSyntax statement, SemanticModel model) => statement switch
    {
        ExpressionStatementSyntax { Expression: var expression } => IsRemovable(expression, model),
        ThrowStatementSyntax => IsGuard(statement),
        ContinueStatementSyntax => true,
        BreakStatementSyntax => statement.FirstAncestorOrSelf<SyntaxNode>(node => node is SwitchSectionSyntax or ForStatementSyntax or ForEachStatementSyntax or ForEachVariableStatementSyntax or WhileStatementSyntax or DoStatementSyntax) is not SwitchSectionSyntax,
        ReturnStatementSyntax { Expression: null } => IsGuard(statement),
        _ => false,
    };

    /// <summary>The only way on from an <c>if</c> without <c>else</c>: what follows is there to go on with.</summary>
    private static bool IsGuard(StatementSyntax statement)
    {
        var parent = statement.Parent is BlockSyntax { Statements: [.., var last] } block && last == statement ? block.Parent : statement.Parent;
        return parent is IfStatementSyntax { Else: null };
    }

    /// <summary>A jump: what the condition around it declares has a value behind the <c>if</c> only because this leaves.</summary>
    public static bool IsNeeded(StatementSyntax statement)
    {
        if (statement is not (ThrowStatementSyntax or ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax or YieldStatementSyntax))
            return false;
        for (var node = statement.Parent; node is StatementSyntax or ElseClauseSyntax; node = node.Parent)
        {
            if (node is not IfStatementSyntax condition || condition.Parent is not { } around)
                continue;
            var names = condition.Condition.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Where(variable => variable.Parent is PatternSyntax).Select(variable => variable.Identifier.Text).ToHashSet(StringComparer.Ordinal);
            if (names.Count > 0 && around.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.SpanStart > statement.Span.End && names.Contains(name.Identifier.Text)))
                return true;
        }

        return false;
    }
}
