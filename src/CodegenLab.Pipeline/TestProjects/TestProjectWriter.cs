using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Puts a planned test project and its fixtures on disk, through a transaction.</summary>
public sealed class TestProjectWriter(ProjectTemplates templates, RunDotnet dotnet)
{
    /// <summary>Writes the project file when it is new, and the fixtures. Files of an earlier call that are no longer wanted go.</summary>
    /// <param name="suppressed">Diagnostics nobody needs to hear about generated tests: into NoWarn of a new project, else into pragmas.</param>
    /// <param name="earlier">Paths written by the call before, in this transaction.</param>
    /// <returns>Fixtures as they stand on disk.</returns>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public ImmutableArray<PlacedFixture> Write(
        FileTransaction transaction, TestProjectPlan plan, IEnumerable<PlacedFixture> fixtures, IReadOnlySet<string> suppressed, IReadOnlySet<string> earlier)
    {
        if (plan.New is { } project)
        {
            transaction.Write(plan.Path, templates.Render(WithNoWarn(project.Project, suppressed)), plan.Format);
            if (project.CentralFile is { } central)
                transaction.Write(central, WithItems(File.ReadAllText(central), "PackageVersion", project.CentralVersions, "Directory.Packages.props"), plan.Format);
        }

        if (plan.Added is { } added)
            Add(transaction, plan.Path, added);

        var written = fixtures
            .Select(placed => plan.IsNew || suppressed.Count == 0 ? placed : placed with { Fixture = WithPragma(placed.Fixture, suppressed) })
            .ToImmutableArray();
        foreach (var placed in written)
            transaction.Write(placed.Path, placed.Fixture.Source, plan.Format);
        foreach (var path in earlier.Except(written.Select(placed => placed.Path), FilePaths.Comparer))
            transaction.Delete(path);
        return written;
    }

    /// <summary>Adds a new project to its solution; nothing happens for one that exists or has none.</summary>
    /// <exception cref="InputException">The solution does not take it.</exception>
    public async Task AddToSolutionAsync(FileTransaction transaction, TestProjectPlan plan, CancellationToken cancellationToken)
    {
        if (plan.New?.Solution is not { } solution)
            return;
        transaction.Remember(solution);
        var outcome = await dotnet(["sln", solution, "add", plan.Path], Path.GetDirectoryName(solution)!, null, cancellationToken);
        if (outcome.ExitCode != 0)
            throw new InputException($"{plan.Path} could not be added to {solution}: {string.Join(' ', outcome.Output).Trim()}");
    }

    /// <summary>With one more line at the end of the header; the places of the tests move along.</summary>
    private static RenderedFixture WithPragma(RenderedFixture fixture, IReadOnlySet<string> suppressed)
    {
        var lines = fixture.Source.ReplaceLineEndings("\n").Split('\n').ToList();
        var place = lines.FindIndex(line => !line.StartsWith("//", StringComparison.Ordinal));
        lines.Insert(place, "#pragma warning disable " + string.Join(", ", suppressed.Order(StringComparer.Ordinal)));
        return fixture with
        {
            Source = GeneratedHeader.Seal(string.Join('\n', lines)),
            Tests = [.. fixture.Tests.Select(test => test with { FirstLine = test.FirstLine + 1, LastLine = test.LastLine + 1 })],
        };
    }

    private static ProjectText WithNoWarn(ProjectText text, IReadOnlySet<string> suppressed)
    {
        if (suppressed.Count == 0)
            return text;
        var before = text.Properties.FirstOrDefault(property => property.Name == "NoWarn")?.Value ?? "$(NoWarn)";
        var ids = before.Split(';').Concat(suppressed.Order(StringComparer.Ordinal)).Distinct();
        return text with { Properties = [.. text.Properties.Where(property => property.Name != "NoWarn"), new("NoWarn", string.Join(';', ids))] };
    }

    private static void Add(FileTransaction transaction, string project, AddedPackages added)
    {
        transaction.Write(project, WithItems(File.ReadAllText(project), "PackageReference", added.Packages, "The test project"), FileFormat.Of(File.ReadAllBytes(project)));
        if (added.CentralFile is { } central)
            transaction.Write(central, WithItems(File.ReadAllText(central), "PackageVersion", added.CentralVersions, "Directory.Packages.props"), FileFormat.Of(File.ReadAllBytes(central)));
    }

    /// <summary>With an item for each package that is not there, in a group of their own: the last of those that are may hold under a condition.</summary>
    /// <remarks>Text is edited, not XML: a person's comments and indentation stay.</remarks>
    private static string WithItems(string text, string kind, ImmutableArray<TestPackage> packages, string file)
    {
        var missing = packages.Where(package => !text.Contains($"Include=\"{package.Name}\"", StringComparison.OrdinalIgnoreCase)).ToList();
        if (missing.Count == 0)
            return text;
        var lines = missing.Select(package => $"    <{kind} Include=\"{package.Name}\"{(package.Version is { } version ? $" Version=\"{version}\"" : "")} />");
        var end = text.LastIndexOf("</Project>", StringComparison.Ordinal);
        if (end < 0)
            throw new InputException($"{file} ends without </Project>: packages cannot be added.");
        return text[..end] + "  <ItemGroup>\n" + string.Join('\n', lines) + "\n  </ItemGroup>\n" + text[end..];
    }
}
