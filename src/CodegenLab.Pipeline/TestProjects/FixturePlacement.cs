using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>
/// Finds the file of a fixture: its namespace below the project's root gives the folders, its class the name. A name that a person's
/// own class has already gives way: <c>MoneyTests</c>, <c>MoneyGeneratedTests</c>, <c>MoneyGeneratedTests2</c>, …
/// </summary>
public sealed class FixturePlacement(TestProjectPlan plan)
{
    public PlacedFixture Place(RenderedFixture fixture)
    {
        var folder = FolderOf(fixture.Namespace);
        string? kept = null;
        foreach (var name in Names(fixture.ClassName))
        {
            var path = Path.Combine(folder, name + ".cs");
            var text = File.Exists(path) ? File.ReadAllText(path) : null;
            var fullName = fixture.Namespace.Length == 0 ? name : fixture.Namespace + "." + name;
            if (!plan.TakenNames.Contains(fullName) && (text is null || GeneratedHeader.IsUntouched(text)))
                return new PlacedFixture(Named(fixture, name), path, kept);
            if (kept is null && text is not null && GeneratedHeader.TryParse(text, out _))
                kept = path;
        }

        throw new InvalidOperationException("There is always another number.");
    }

    private string FolderOf(string space)
    {
        var root = plan.Rendering.RootNamespace;
        var below = space == root ? ""
            : space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..]
            : space;
        return Path.Combine([plan.Folder, .. below.Split('.', StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static IEnumerable<string> Names(string rendered)
    {
        yield return rendered;
        var stem = rendered.EndsWith("Tests", StringComparison.Ordinal) ? rendered[..^"Tests".Length] : rendered;
        yield return stem + "GeneratedTests";
        for (var number = 2; ; number++)
            yield return FormattableString.Invariant($"{stem}GeneratedTests{number}");
    }

    // One line stays one line, so that the places of the tests remain right.
    private static RenderedFixture Named(RenderedFixture fixture, string name) =>
        name == fixture.ClassName
            ? fixture with { Source = GeneratedHeader.Seal(fixture.Source) }
            : fixture with
            {
                ClassName = name,
                Source = GeneratedHeader.Seal(Regex.Replace(fixture.Source, $@"\bclass {Regex.Escape(fixture.ClassName)}\b", "class " + name, RegexOptions.CultureInvariant)),
            };
}
