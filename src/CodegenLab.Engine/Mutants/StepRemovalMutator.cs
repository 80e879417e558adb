using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Control goes on where it left, and a count stays what it was: what <see cref="StatementRemovalMutator"/> lets stand.</summary>
internal sealed class StepRemovalMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is StatementSyntax statement && IsRemovable(statement) && !StatementRemovalMutator.IsNeeded(statement) ? [new Mutation("Statement removal", null)] : [];

    private static bool IsRemovable(StatementSyntax statement) => statement switch
    {
        ExpressionStatementSyntax { Expression: PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or BaseObjectCreationExpressionSyntax } => true,
        ThrowStatementSyntax => !EndsSection(statement),
        ReturnStatementSyntax { Expression: null } => !EndsSection(statement) && !EndsFunction(statement),
        ContinueStatementSyntax or GotoStatementSyntax => !EndsSection(statement),
        YieldStatementSyntax => !(statement.IsKind(SyntaxKind.YieldBreakStatement) && EndsFunction(statement)),
        _ => false,
    };

    /// <summary>A section of a switch must not run into the next.</summary>
    private static bool EndsSection(StatementSyntax statement)
    {
        SyntaxNode node = statement;
        while (true)
        {
            switch (node.Parent)
            {
                case SwitchSectionSyntax section:
                    return section.Statements[^1] == node;
                case IfStatementSyntax { Else: null }:
                case null:
                    return false;
                case BlockSyntax block when block.Statements[^1] != node:
                    return false;
                case StatementSyntax and not (LocalFunctionStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax) or ElseClauseSyntax or CatchClauseSyntax or FinallyClauseSyntax:
                    node = node.Parent;
                    break;
                default:
                    return false;
            }
        }
    }

    private static bool EndsFunction(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } block && block.Statements[^1] == statement;
}
