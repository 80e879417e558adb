using CodegenLab.Engine.Laws;
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

    [TestCase("string?", false)]
    [TestCase("string", true)]
    public void Values_shrink_by_parts_that_are_never_missing(string part, bool shrinks)
    {
        var compilation = SampleCompilation.Of($$"""
            #nullable enable
            namespace Sample.Laws;
            public sealed class Note(string text) : System.IEquatable<Note>
            {
                public {{part}} Text { get; } = text;
                public bool Equals(Note? other) => other is not null && other.Text == Text;
                public override bool Equals(object? obj) => Equals(obj as Note);
                public override int GetHashCode() => Text?.Length ?? 0;
            }
            """);
        var laws = new LawFinder(compilation, internalsVisible: false, []).Find(default);

        var source = new PropertyRenderer(TestTemplates.Embedded, compilation, Options, cases: 100, internalsVisible: false).Render(laws, new HashSet<int>(), _ => ([], [])).Single().Source;

        Assert.That(source.Contains("Shrinker(value.Text)", StringComparison.Ordinal), Is.EqualTo(shrinks));
    }

    private static IEnumerable<RenderedFixture> Render(string target, RenderingOptions? options = null) =>
        Renderer(options ?? Options).Render(new LawFinder(LawSample.Compilation, internalsVisible: false, [target]).Find(default), new HashSet<int>(), _ => ([1, 2], [3]));

    private static PropertyRenderer Renderer(RenderingOptions options) => new(TestTemplates.Embedded, LawSample.Compilation, options, cases: 100, internalsVisible: false);
}
