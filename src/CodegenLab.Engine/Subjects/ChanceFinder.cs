using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>A place where a subject asks the clock or draws lots.</summary>
/// <param name="Member">Documentation id of the member it stands in.</param>
/// <param name="Source">What is asked: <c>DateTime.UtcNow</c>, <c>new Random()</c>.</param>
public sealed record Chance(string Member, string Source);

/// <summary>
/// Finds what makes a subject behave differently in another process. Texts and numbers that it returns feed the search, so the same seed
/// need not lead to the same tests then.
/// </summary>
public static class ChanceFinder
{
    // Hash codes are chance too, but nearly all code that asks for them keeps them to itself.
    private static readonly HashSet<string> Sources =
    [
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.TimeProvider.System", "System.Environment.TickCount", "System.Environment.TickCount64", "System.Environment.ProcessId",
        "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch.StartNew",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.Shared",
        "System.IO.Path.GetRandomFileName", "System.IO.Path.GetTempFileName",
        "System.Security.Cryptography.RandomNumberGenerator.Create", "System.Security.Cryptography.RandomNumberGenerator.Fill",
        "System.Security.Cryptography.RandomNumberGenerator.GetBytes", "System.Security.Cryptography.RandomNumberGenerator.GetInt32",
    ];

    private static readonly HashSet<string> Names = [.. Sources.Select(source => source[(source.LastIndexOf('.') + 1)..])];

    /// <summary>Each member and source once, in the order of the source text.</summary>
    public static ImmutableArray<Chance> Find(CSharpCompilation compilation)
    {
        var found = new List<Chance>();
        foreach (var tree in compilation.SyntaxTrees.Where(tree => !tree.IsGenerated))
        {
            SemanticModel? model = null;
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not AttributeListSyntax))
            {
                if (!MayBeChance(node))
                    continue;
                model ??= compilation.GetSemanticModel(tree);
                if (SourceOf(node, model) is { } source && model.GetEnclosingSymbol(node.SpanStart) is { } member)
                    found.Add(new Chance(MemberIds.Of(member), source));
            }
        }

        return [.. found.Distinct()];
    }

    private static bool MayBeChance(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => Names.Contains(name.Identifier.ValueText),
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList is null or { Arguments.Count: 0 },
        _ => false,
    };

    private static bool IsNameOnly(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });

    private static string? SourceOf(SyntaxNode node, SemanticModel model)
    {
        if (model.GetSymbolInfo(node).Symbol is not { ContainingType: { } type } symbol || IsNameOnly(node))
            return null;
        var owner = type.ToDisplayString();
        if (node is BaseObjectCreationExpressionSyntax)
            return owner == "System.Random" ? "new Random()" : null;
        return Sources.Contains($"{owner}.{symbol.Name}") ? $"{type.Name}.{symbol.Name}" : null;
    }
}
