using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>
/// A generated file is made anew as a whole. Where tests are wanted for single members alone, one that holds tests of their type already stays as it is:
/// what it covers counts as covered, and what is missing goes into a file beside it.
/// </summary>
internal static class EarlierTests
{
    /// <param name="selection">What tests are wanted for.</param>
    /// <returns>The plan, in which such files stand like files that a person wrote.</returns>
    public static TestProjectPlan Keep(TestProjectPlan plan, TargetSelection selection)
    {
        var wholes = selection.Ids.Where(id => id.StartsWith("T:", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var parts = selection.Ids.Where(id => !wholes.Contains(id))
            .Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, selection.Project.Compilation)?.ContainingType?.GetDocumentationCommentId())
            .OfType<string>().Where(type => !wholes.Contains(type)).ToHashSet(StringComparer.Ordinal);
        if (parts.Count == 0)
            return plan;

        var classes = TakenNames.FilesIn(plan.Folder).Where(file => IsAbout(file, parts)).SelectMany(TakenNames.Declared).ToList();
        return plan with { TakenNames = plan.TakenNames.Union(classes), HandWritten = plan.HandWritten.Union(classes) };
    }

    private static bool IsAbout(SyntaxTree file, HashSet<string> types) =>
        file.ToString() is var text && GeneratedHeader.TryParse(text, out var header) && types.Contains("T:" + header.Subject.Replace('+', '.'));
}
