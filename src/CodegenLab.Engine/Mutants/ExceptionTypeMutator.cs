using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Mutants;

/// <summary>An exception of another type with the same message.</summary>
internal sealed class ExceptionTypeMutator : IMutator
{
    public IEnumerable<Mutation> Mutate(SyntaxNode node, SemanticModel model)
    {
        if (node is not ObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } creation || model.GetSymbolInfo(creation).Symbol is not IMethodSymbol { ContainingType: var type } constructor)
            yield break;

        var message = creation.ArgumentList is { } list
            ? list.Arguments.Where((argument, at) => argument.NameColon is { Name.Identifier.Text: var name } ? name == "message" : at < constructor.Parameters.Length && IsMessage(constructor.Parameters[at])).FirstOrDefault()
            : null;
        var other = Derives(type, "InvalidOperationException") ? "ArgumentException" : "InvalidOperationException";
        yield return new Mutation(
            "Exception type",
            ObjectCreationExpression(ParseTypeName("global::System." + other))
                .WithNewKeyword(Token(NewKeyword).WithTrailingTrivia(Space))
                .WithArgumentList(message is null ? ArgumentList() : ArgumentList(SingletonSeparatedList(Argument(message.Expression.WithoutTrivia())))));
    }

    private static bool IsMessage(IParameterSymbol parameter) => parameter is { Name: "message", Type.SpecialType: SpecialType.System_String };

    private static bool Derives(INamedTypeSymbol type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.Name == name && at.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true })
                return true;
        return false;
    }
}
