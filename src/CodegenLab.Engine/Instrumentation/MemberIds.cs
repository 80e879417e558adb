using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Documentation ids as sites, mutants and the worker's catalog use them.</summary>
public static class MemberIds
{
    /// <summary>
    /// Id of the source member: an accessor or a field of the compiler is its property or event, a lambda or a local function the member around it,
    /// a member of an extension block the static method that implements it.
    /// </summary>
    public static string Of(ISymbol symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LambdaMethod or MethodKind.LocalFunction })
            symbol = symbol.ContainingSymbol;

        if (symbol is IMethodSymbol { AssociatedExtensionImplementation: { } implementation })
            symbol = implementation;
        else if (symbol is IMethodSymbol { AssociatedSymbol: { } associated })
            symbol = associated;
        else if (symbol is IFieldSymbol { AssociatedSymbol: { } property })
            symbol = property;

        return symbol.GetDocumentationCommentId() ?? symbol.ToDisplayString();
    }
}
