using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline;

/// <summary>Renders a suite and the drafts beside it without the tests that a proof excludes. Indexes are those of the whole suite; drafts are numbered after it.</summary>
internal sealed class SuiteRendering(GeneratedSuite suite, DraftedSuite drafted, RenderingOptions options)
{
    private readonly TestRenderer _renderer = new(TestTemplates.Embedded);

    public ImmutableArray<RenderedFixture> Render(Exclusions exclusions)
    {
        var superfluous = Superfluous(exclusions);
        var kept = Enumerable.Range(0, suite.Tests.Length).Where(index => !exclusions.Dropped.Contains(index) && !superfluous.Contains(index)).ToImmutableArray();
        var tests = new List<FoundTest>(kept.Select(index => suite.Tests[index]));
        var unmerged = Enumerable.Range(0, kept.Length).Where(position => exclusions.Unmerged.Contains(kept[position])).ToHashSet();
        var fixtures = _renderer.Render(suite.Catalog, tests, suite.Subject.Sites, suite.Fakes, options with { Unmerged = unmerged });
        return
        [
            .. fixtures.Select(fixture => Named(fixture with { Tests = [.. fixture.Tests.Select(test => test with { Found = [.. test.Found.Select(position => kept[position])] })] })),
            .. Drafts(exclusions),
        ];
    }

    /// <summary>Under the names that a model gave. A name is that of the method it was given to: rows that stand alone since, and methods that lost their first row, keep the engine's.</summary>
    private RenderedFixture Named(RenderedFixture fixture)
    {
        var given = fixture.Tests.Where(test => drafted.Names.ContainsKey(test.Found[0])).ToDictionary(test => test.Name, test => drafted.Names[test.Found[0]], StringComparer.Ordinal);
        var names = fixture.Tests.Select(test => given.GetValueOrDefault(test.Name)?.Name ?? test.Name).ToList();
        if (given.Count == 0 || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            return fixture;

        var lines = fixture.Source.Split('\n').ToList();
        foreach (var test in fixture.Tests.Reverse())
        {
            if (!given.TryGetValue(test.Name, out var name))
                continue;
            for (var line = test.FirstLine - 1; line < test.LastLine; line++)
            {
                if (!lines[line].Contains($" {test.Name}(", StringComparison.Ordinal))
                    continue;
                lines[line] = lines[line].Replace($" {test.Name}(", $" {name.Name}(", StringComparison.Ordinal);
                break;
            }

            if (name.Intent.Length > 0)
                lines.Insert(test.FirstLine - 1, lines[test.FirstLine - 1][..^lines[test.FirstLine - 1].TrimStart().Length] + "// " + name.Intent);
        }

        var source = string.Join('\n', lines);
        var methods = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text);
        return fixture with { Source = source, Tests = [.. fixture.Tests.Select((test, index) => Rendered(names[index], methods[names[index]].First(), test.Found) with { IsOneCase = test.IsOneCase })] };
    }

    /// <summary>Drafts that go make room for the engine's tests that stood back for them.</summary>
    private IReadOnlySet<int> Superfluous(Exclusions exclusions)
    {
        var drafts = drafted.Tests.ToList();
        var standing = drafts.Where((test, index) => test.IsSpecified && !exclusions.Dropped.Contains(suite.Tests.Length + index)).ToList();
        if (standing.Count == drafts.Count(test => test.IsSpecified))
            return drafted.Superfluous;
        var superfluous = new Gains(suite).Superfluous(standing);
        return drafted.Superfluous.Where(superfluous.Contains).ToImmutableHashSet();
    }

    private IEnumerable<RenderedFixture> Drafts(Exclusions exclusions)
    {
        var first = suite.Tests.Length;
        foreach (var fixture in drafted.Fixtures)
        {
            var kept = Enumerable.Range(0, fixture.Tests.Length).Where(index => !exclusions.Dropped.Contains(first + index)).ToList();
            if (kept.Count > 0)
                yield return Draft(fixture, kept, first);
            first += fixture.Tests.Length;
        }
    }

    private RenderedFixture Draft(DraftedFixture fixture, List<int> kept, int first)
    {
        var tests = kept.Select(index => fixture.Tests[index]).ToList();
        var header = new GeneratedHeader(
            options.ToolVersion, options.Seed, fixture.SubjectType, tests.Count, tests.SelectMany(test => test.Goals).Distinct().Count(), tests.SelectMany(test => test.Kills).Distinct().Count(), null, options.SubjectCode(fixture.SubjectType));
        var code = fixture.Code with { Tests = [.. kept.Select(index => fixture.Code.Tests[index])] };
        var source = DraftText.Of(code, [.. tests.Select(test => test.Source)], header.Write(), fixture.Namespace, fixture.ClassName, options);
        var methods = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text);
        return new RenderedFixture(fixture.SubjectType, fixture.Namespace, fixture.ClassName, source, [.. tests.Select((test, at) => Rendered(test.Name, methods[test.Name].First(), [first + kept[at]]))]);
    }

    private static RenderedTest Rendered(string name, MethodDeclarationSyntax method, ImmutableArray<int> found)
    {
        var lines = method.GetLocation().GetLineSpan();
        return new RenderedTest(name, lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1, found);
    }
}
