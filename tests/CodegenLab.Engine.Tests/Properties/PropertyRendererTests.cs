using CodegenLab.Engine.Properties;
using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Properties;

public sealed class PropertyRendererTests
{
    private static readonly RenderingOptions Options = new() { RootNamespace = "Sample.Laws.Tests", SubjectRootNamespace = "Sample.Laws", ToolVersion = "1.0.0", Seed = 7, Framework = TestFramework.NUnit };

    [Test]
    public Task Renders_laws_with_values_that_shrink() => Verify(Render("T:Sample.Laws.Degrees").Single().Source, extension: "cs");

    [Test]
    public Task Renders_a_collection_beside_its_model() => Verify(Render("T:Sample.Laws.Bag`1").Single().Source, extension: "cs");

    [Test]
    public Task Renders_for_xunit_in_a_block() =>
        Verify(Render("T:Sample.Laws.Codec", Options with { Framework = TestFramework.XUnit, FrameworkVersion = 2, FileScopedNamespaces = false }).Single().Source, extension: "cs");

    [Test]
    public void Every_property_knows_its_lines()
    {
        var fixture = Render("T:Sample.Laws.Degrees").Single();
        var lines = fixture.Source.Split('\n');

        Assert.That(fixture.Tests.Select(test => string.Join('\n', lines[(test.FirstLine - 1)..test.LastLine])), Is.All.StartsWith("    [FsCheck.NUnit.Property(MaxTest = 100)]").And.All.EndsWith(";"));
        Assert.That(fixture.Tests.Select(test => test.Found.Single()), Is.EqualTo(Enumerable.Range(0, fixture.Tests.Length)));
    }

    [Test]
    public void What_is_dropped_takes_its_values_along()
    {
        var laws = new LawFinder(LawSample.Compilation, internalsVisible: false, ["T:Sample.Laws.Codec"]).Find(default);
        var encoding = laws.Select((law, index) => (law, index)).Single(one => one.law.Kind == LawKind.RoundTrip).index;

        var fixture = Renderer(Options).Render(laws, new HashSet<int>(Enumerable.Range(0, laws.Length).Where(index => index != encoding)), _ => ([], [])).Single();

        Assert.That(fixture.Tests.Single().Found, Is.EqualTo([encoding]));
        Assert.That(fixture.Source, Does.Contain("AnyBytes()").And.Not.Contain("AnyText()"));
    }

    [Test]
    public void Rendered_properties_are_valid_csharp() =>
        Assert.That(
            Render("T:Sample.Laws.Degrees").Concat(Render("T:Sample.Laws.Tag")).Concat(Render("T:Sample.Laws.Bag`1")).Concat(Render("T:Sample.Laws.Codec"))
                .SelectMany(fixture => CSharpSyntaxTree.ParseText(fixture.Source).GetDiagnostics()),
            Is.Empty);

    private static IEnumerable<RenderedFixture> Render(string target, RenderingOptions? options = null) =>
        Renderer(options ?? Options).Render(new LawFinder(LawSample.Compilation, internalsVisible: false, [target]).Find(default), new HashSet<int>(), _ => ([1, 2], [3]));

    private static PropertyRenderer Renderer(RenderingOptions options) => new(TestTemplates.Embedded, LawSample.Compilation, options, cases: 100, internalsVisible: false);
}
