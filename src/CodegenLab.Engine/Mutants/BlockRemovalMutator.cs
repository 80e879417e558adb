using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>A block that does nothing; where a function gives something, default.</summary>
/// <param name="others">A block in which one of them finds something is left alone: what notices that change notices this one.</param>
internal sealed class BlockRemovalMutator(IMutator[] others) : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model) =>
        node is BlockSyntax { Statements.Count: > 0 } block && CanGo(block, model) && !block.DescendantNodes().Any(inner => IsMutated(inner, model)) && Emptied(block, model) is { } emptied
            ? [new Mutation("Block removal", emptied)]
            : [];

    private static bool CanGo(BlockSyntax block, SemanticModel model)
    {
        if (block.Parent is WhileStatementSyntax { Condition: LiteralExpressionSyntax } or ForStatementSyntax { Condition: null } or CheckedStatementSyntax or UnsafeStatementSyntax or DestructorDeclarationSyntax)
            return false;
        // One statement that can go is the same mutant.
        if (block.Statements is [ExpressionStatementSyntax { Expression: var only }] && StatementRemovalMutator.IsRemovable(only, model))
            return false;
        foreach (var outer in block.Ancestors())
        {
            if (outer is LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax and not ConstructorDeclarationSyntax)
                return true;
            if (outer is SwitchSectionSyntax)
                return false;
            if (outer is ConstructorDeclarationSyntax { Parent: StructDeclarationSyntax or RecordDeclarationSyntax { RawKind: (int)SyntaxKind.RecordStructDeclaration } })
                return false;
        }

        return true;
    }

    /// <summary>What another value, another number or an assignment less does is not the whole of what the block does.</summary>
    private bool IsMutated(SyntaxNode node, SemanticModel model) =>
        node is ExpressionStatementSyntax { Expression: not AssignmentExpressionSyntax and var expression } && StatementRemovalMutator.IsRemovable(expression, model)
        || others.Any(mutator => !(mutator is NegateConditionMutator && node.IsReturned) && mutator.Mutate(node, model).Any());

    private static BlockSyntax? Emptied(BlockSyntax block, SemanticModel model)
    {
        var function = block.Parent switch
        {
            BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax => model.GetDeclaredSymbol(block.Parent) as IMethodSymbol,
            AnonymousFunctionExpressionSyntax => model.GetSymbolInfo(block.Parent).Symbol as IMethodSymbol,
            _ => null,
        };
        if (function is { ReturnsByRef: true } or { ReturnsByRefReadonly: true })
            return null;
        var assigned = string.Concat(function?.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => $"{Written(parameter.Name)} = default!; ") ?? []);
        var end = function switch
        {
            null or { ReturnsVoid: true } or { IsAsync: true, IsIterator: false, ReturnType: INamedTypeSymbol { IsGenericType: false } } => "",
            { IsIterator: true } => "yield break; ",
            _ => "return default!; ",
        };
        return (BlockSyntax)SyntaxFactory.ParseStatement($"{{ {assigned}{end}}}");
    }

    private static string Written(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
