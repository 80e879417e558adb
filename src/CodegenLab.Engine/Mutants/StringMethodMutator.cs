using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>The other end or the other case of a text; nothing for a part of it.</summary>
internal sealed class StringMethodMutator : IMutator
{
    private static readonly Dictionary<string, string> Table = new()
    {
        ["EndsWith"] = "StartsWith",
        ["StartsWith"] = "EndsWith",
        ["TrimStart"] = "TrimEnd",
        ["TrimEnd"] = "TrimStart",
        ["ToUpper"] = "ToLower",
        ["ToLower"] = "ToUpper",
        ["ToUpperInvariant"] = "ToLowerInvariant",
        ["ToLowerInvariant"] = "ToUpperInvariant",
        ["PadLeft"] = "PadRight",
        ["PadRight"] = "PadLeft",
        ["IndexOf"] = "LastIndexOf",
        ["LastIndexOf"] = "IndexOf",
    };

    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.Text: var name } } access } call)
            yield break;

        var other = Table.GetValueOrDefault(name);
        if ((other is null && name is not ("Trim" or "Substring" or "ElementAt" or "ElementAtOrDefault")) || model.GetTypeInfo(access.Expression).Type?.SpecialType != SpecialType.System_String || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            yield break;

        if (other is null)
            yield return new Mutation("String method", method.ReturnType.SpecialType == SpecialType.System_Char ? LiteralExpression(CharacterLiteralExpression, Literal('\0')) : LiteralExpression(StringLiteralExpression, Literal("")));
        else if (method.IsSharedAs(other))
            yield return new Mutation("String method", call.WithExpression(access.WithName(IdentifierName(other))));
    }
}
