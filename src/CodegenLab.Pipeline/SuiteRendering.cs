using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline;

/// <summary>Renders a suite without the tests that a proof excludes, keeping the indexes of the whole suite.</summary>
internal sealed class SuiteRendering(GeneratedSuite suite, RenderingOptions options)
{
    private readonly TestRenderer _renderer = new(TestTemplates.Embedded);

    public ImmutableArray<RenderedFixture> Render(Exclusions exclusions)
    {
        var kept = Enumerable.Range(0, suite.Tests.Length).Where(index => !exclusions.Dropped.Contains(index)).ToImmutableArray();
        var tests = new List<FoundTest>(kept.Select(index => suite.Tests[index]));
        var unmerged = Enumerable.Range(0, kept.Length).Where(position => exclusions.Unmerged.Contains(kept[position])).ToHashSet();
        var fixtures = _renderer.Render(suite.Catalog, tests, suite.Subject.Sites, suite.Fakes, options with { Unmerged = unmerged });
        return [.. fixtures.Select(fixture => fixture with { Tests = [.. fixture.Tests.Select(test => test with { Found = [.. test.Found.Select(position => kept[position])] })] })];
    }
}
