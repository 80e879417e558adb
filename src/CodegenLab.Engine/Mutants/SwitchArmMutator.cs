using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>An arm of a switch expression or a section of a switch statement that is not there.</summary>
internal sealed class SwitchArmMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) => node switch
    {
        SwitchExpressionArmSyntax { Expression: not ThrowExpressionSyntax, Parent: SwitchExpressionSyntax { Arms.Count: > 1 } } => [new Mutation("Switch arm", null)],
        SwitchSectionSyntax { Parent: SwitchStatementSyntax statement } section when section.Labels.All(label => label is not DefaultSwitchLabelSyntax) && section.Statements is not [ThrowStatementSyntax] && !Jumps(statement) =>
            [new Mutation("Switch arm", null)],
        _ => [],
    };

    // A section that is jumped to must have a label that is a constant and nothing else.
    private static bool Jumps(SwitchStatementSyntax statement) => statement.DescendantNodes().Any(node => node.IsKind(SyntaxKind.GotoCaseStatement));
}
