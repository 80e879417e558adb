using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Tells cheaply for which mutants the compiler may make the code of the original, so that the many others need not be compiled to see that it does not.</summary>
internal static class EquivalenceCandidate
{
    /// <summary>Ways to write what an empty field holds.</summary>
    private static readonly HashSet<string> Empty = ["null", "null!", "default", "default!", "\"\"", "string.Empty", "String.Empty", "0", "false"];

    /// <param name="model">Of the original.</param>
    public static bool Is(MutatedPlace place, SemanticModel model)
    {
        if (Empty.Contains(place.Original.ToString()) && Empty.Contains(place.Replacement.WithoutTrivia().ToString()))
            return true;
        for (var node = place.Original; node is not null and not MemberDeclarationSyntax; node = node.Parent)
            if (ComesToNothing(node, model) || IsDecided(node, model))
                return true;
        return false;
    }

    private static bool ComesToNothing(SyntaxNode node, SemanticModel model) => node switch
    {
        ExpressionStatementSyntax statement => ComesToNothing(statement.Expression, model),
        InvocationExpressionSyntax call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && IsLeftOut(method),
        // A value that nobody reads.
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment => model.GetSymbolInfo(target).Symbol switch
        {
            IDiscardSymbol => true,
            ILocalSymbol { RefKind: RefKind.None } local => !IsRead(local, assignment, model),
            _ => false,
        },
        _ => false,
    };

    private static bool IsLeftOut(IMethodSymbol method) =>
        method is { PartialImplementationPart: null, IsPartialDefinition: true }
        || method.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace.Name: "Diagnostics" });

    private static bool IsRead(ILocalSymbol local, SyntaxNode assignment, SemanticModel model) =>
        assignment.Ancestors().OfType<BlockSyntax>().LastOrDefault() is not { } body
        || model.AnalyzeDataFlow(body) is not { Succeeded: true } flow
        || flow.ReadInside.Contains(local, SymbolEqualityComparer.Default)
        || flow.Captured.Contains(local, SymbolEqualityComparer.Default);

    /// <summary>The compiler knows which part of it never runs.</summary>
    private static bool IsDecided(SyntaxNode node, SemanticModel model) => node switch
    {
        IfStatementSyntax @if => model.GetConstantValue(@if.Condition).HasValue,
        ConditionalExpressionSyntax choice => model.GetConstantValue(choice.Condition).HasValue,
        _ => false,
    };
}
