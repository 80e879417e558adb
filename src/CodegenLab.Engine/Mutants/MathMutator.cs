using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Another function of System.Math.</summary>
internal sealed class MathMutator : IMutator
{
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["Acos"] = ["Acosh", "Asin", "Atan"],
        ["Acosh"] = ["Acos", "Asinh", "Atanh"],
        ["Asin"] = ["Asinh", "Acos", "Atan"],
        ["Asinh"] = ["Asin", "Acosh", "Atanh"],
        ["Atan"] = ["Atanh", "Acos", "Asin"],
        ["Atanh"] = ["Atan", "Acosh", "Asinh"],
        ["BitDecrement"] = ["BitIncrement"],
        ["BitIncrement"] = ["BitDecrement"],
        ["Ceiling"] = ["Floor"],
        ["Cos"] = ["Cosh", "Sin", "Tan"],
        ["Cosh"] = ["Cos", "Sinh", "Tanh"],
        ["Exp"] = ["Log"],
        ["Floor"] = ["Ceiling"],
        ["Log"] = ["Exp", "Pow"],
        ["Max"] = ["Min"],
        ["MaxMagnitude"] = ["MinMagnitude"],
        ["Min"] = ["Max"],
        ["MinMagnitude"] = ["MaxMagnitude"],
        ["Pow"] = ["Log"],
        ["ReciprocalEstimate"] = ["ReciprocalSqrtEstimate"],
        ["ReciprocalSqrtEstimate"] = ["ReciprocalEstimate", "Sqrt"],
        ["Sin"] = ["Sinh", "Cos", "Tan"],
        ["Sinh"] = ["Sin", "Cosh", "Tanh"],
        ["Tan"] = ["Tanh", "Cos", "Sin"],
        ["Tanh"] = ["Tan", "Cosh", "Sinh"],
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax call || NameOf(call.Expression) is not { } name || !Table.TryGetValue(name.Identifier.Text, out var others))
            yield break;

        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || method.ContainingType.ToDisplayString() != "System.Math")
            yield break;

        foreach (var other in others.Where(other => method.IsSharedAs(other)))
            yield return new Mutation("Math", call.ReplaceNode(name, SyntaxFactory.IdentifierName(other)));
    }

    private static IdentifierNameSyntax? NameOf(ExpressionSyntax method) => method switch
    {
        IdentifierNameSyntax name => name,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax name } => name,
        _ => null,
    };
}
