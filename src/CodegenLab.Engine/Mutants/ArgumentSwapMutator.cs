using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>Two arguments in the place of each other, where both places take either.</summary>
internal sealed class ArgumentSwapMutator : IMutator
{
    /// <summary>Their arguments are alike.</summary>
    private static readonly HashSet<string> Symmetric = ["Equals", "ReferenceEquals", "SequenceEqual", "Max", "Min", "Combine"];

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        var list = node switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments, Parent: not (ThrowStatementSyntax or ThrowExpressionSyntax) } => arguments,
            _ => null,
        };
        if (list is null || list.Arguments.Count < 2 || model.GetSymbolInfo(node).Symbol is not IMethodSymbol method || Symmetric.Contains(method.Name) || method.ReturnsByRef)
            yield break;

        for (var at = 0; at + 1 < list.Arguments.Count && at + 1 < method.Parameters.Length; at++)
        {
            var (left, right) = (list.Arguments[at], list.Arguments[at + 1]);
            if (!IsPlain(left) || !IsPlain(right) || method.Parameters[at + 1].IsParams || !SymbolEqualityComparer.Default.Equals(method.Parameters[at].Type, method.Parameters[at + 1].Type))
                continue;
            var type = model.GetTypeInfo(left.Expression).Type;
            if (type is null || !SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(right.Expression).Type) || AreSame(left.Expression, right.Expression, model))
                continue;
            yield return new Mutation("Argument swap", node.ReplaceNodes([left, right], (argument, _) => argument == left ? right.WithTriviaFrom(left) : left.WithTriviaFrom(right)));
        }
    }

    private static bool IsPlain(ArgumentSyntax argument) => argument.NameColon is null && argument.RefKindKeyword.IsKind(None);

    private static bool AreSame(ExpressionSyntax left, ExpressionSyntax right, SemanticModel model) =>
        AreEquivalent(left, right) || (model.GetConstantValue(left) is { HasValue: true } one && model.GetConstantValue(right) is { HasValue: true } other && Equals(one.Value, other.Value));
}
