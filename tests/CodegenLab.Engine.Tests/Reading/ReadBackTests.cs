using System.Globalization;
using CodegenLab.Engine.Reading;
using CodegenLab.Engine.Rendering;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Reading;

/// <summary>What the renderer writes the reader reads.</summary>
public sealed class ReadBackTests
{
    private static IEnumerable<string> Names => SearchSamples.All.Select(sample => sample.Name);

    [TestCaseSource(nameof(Names))]
    public void What_is_rendered_is_read_as_the_same_calls(string name)
    {
        using var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == name).Source);
        var found = sample.Search(1);

        var back = ReadBack.Of(found.Catalog, found.Tests, sample.Render(found), sample.Original.ToMetadataReference());

        TestContext.Out.WriteLine(back.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(back.ReadableShare, Is.GreaterThanOrEqualTo(.9));
            Assert.That(back.SameShare, Is.GreaterThanOrEqualTo(.9));
        });
    }
}

/// <summary>Rendered tests, read.</summary>
/// <param name="Methods">Rendered.</param>
/// <param name="Unreadable">Their names with the reason.</param>
/// <param name="Tests">Found tests of readable methods.</param>
/// <param name="Differing">Found tests that no case read from their method does the same as.</param>
internal sealed record ReadBack(int Methods, IReadOnlyList<string> Unreadable, int Tests, IReadOnlyList<string> Differing)
{
    public double ReadableShare => Methods == 0 ? 1 : 1 - ((double)Unreadable.Count / Methods);

    public double SameShare => Tests == 0 ? 1 : 1 - ((double)Differing.Count / Tests);

    public static ReadBack Of(Catalog catalog, IReadOnlyList<FoundTest> found, IReadOnlyList<RenderedFixture> fixtures, MetadataReference subject)
    {
        var reader = new TestCaseReader(catalog);
        var unreadable = new List<string>();
        var differing = new List<string>();
        var (methods, tests) = (0, 0);
        foreach (var fixture in fixtures)
        {
            var compilation = CSharpCompilation.Create(
                "Tests",
                [CSharpSyntaxTree.ParseText(fixture.Source, new CSharpParseOptions(LanguageVersion.CSharp14))],
                [subject, .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
            var model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
            var declared = compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text);
            foreach (var test in fixture.Tests)
            {
                methods++;
                var method = declared[test.Name].Single();
                var read = reader.Read(model, method);
                if (read.Unreadable is { } reason)
                {
                    unreadable.Add($"{test.Name}: {reason}\n{method}");
                    continue;
                }

                var forms = read.Cases.Select(NormalForm.Of).ToList();
                foreach (var index in test.Found)
                {
                    tests++;
                    var original = NormalForm.Of(found[index].Case);
                    if (!forms.Exists(form => form.Take(original.Count).SequenceEqual(original)))
                        differing.Add($"{string.Join('\n', original)}\n--- but read:\n{string.Join("\n;\n", forms.Select(form => string.Join('\n', form)))}\n{method}");
                }
            }
        }

        return new ReadBack(methods, unreadable, tests, differing);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Methods - Unreadable.Count} of {Methods} methods readable, {Tests - Differing.Count} of {Tests} tests the same\n{string.Join("\n\n", Unreadable)}\n=====\n{string.Join("\n\n", Differing)}");
}
