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
    /// <summary>What the project of the shop imports without saying so, and the samples do not.</summary>
    internal const string ImplicitUsings = "global using System.IO; global using System.Threading;";

    private static IEnumerable<string> Names => SearchSamples.All.Select(sample => sample.Name);

    [TestCaseSource(nameof(Names))]
    public void What_is_rendered_is_read_as_the_same_calls(string name)
    {
        using var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == name).Source);

        ReadsBack(sample, cpuSeconds: .35, SearchedSample.Options);
    }

    [Test]
    public void What_is_rendered_for_the_shop_is_read_as_the_same_calls()
    {
        using var sample = new SearchedSample([.. ShopSources(), ImplicitUsings]);

        ReadsBack(sample, cpuSeconds: .05, SearchedSample.Options with { RootNamespace = "Shop.Tests", SubjectRootNamespace = "Shop" });
    }

    private static void ReadsBack(SearchedSample sample, double cpuSeconds, RenderingOptions options)
    {
        var found = sample.Search(sample.Job(seed: 1, cpuSeconds));
        found = found with { Tests = [.. SuiteGenerator.Repeated(found.Tests, sample.Replay(found, shuffle: 0))] };

        var back = ReadBack.Of(found.Catalog, found.Tests, sample.Render(found, options), sample.Original.ToMetadataReference());
        var again = sample.Replay(found with { Tests = [.. back.Same.Select(pair => new FoundTest(pair.Read, [], -1, [], [], [], -1))] }, shuffle: 0);
        var unseen = back.Same.Where((pair, i) => FactsOf(found.Tests[pair.Found].Observations).Except(FactsOf(again[i] ?? [])).Any())
            .Select(pair => found.Tests[pair.Found].Case.ToString());

        TestContext.Out.WriteLine(back.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(found.Tests, Is.Not.Empty);
            Assert.That(back.ReadableShare, Is.GreaterThanOrEqualTo(.9));
            Assert.That(back.SameShare, Is.GreaterThanOrEqualTo(.9));
            Assert.That(unseen, Is.Empty, "Run as read, each shows what it showed before.");
        });
    }

    /// <summary>Without the places, which move when a part of a call gets a variable of its own.</summary>
    private static IEnumerable<string> FactsOf(IEnumerable<Observation> observations) =>
        observations.Select(observation => observation.Fact).Where(fact => fact is not Fact.SameAs).Select(fact => fact switch
        {
            Fact.Elements elements => string.Join(',', elements.Items),
            Fact.Throws thrown => $"{thrown with { Message = null }}",
            _ => $"{fact}",
        });

    internal static IEnumerable<string> ShopSources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodegenLab.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No solution above the tests.");
        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "tests", "subjects", "Shop", "src", "Shop"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText);
    }
}

/// <summary>Rendered tests, read.</summary>
/// <param name="Methods">Rendered.</param>
/// <param name="Unreadable">Their names with the reason.</param>
/// <param name="Tests">Found tests of readable methods.</param>
/// <param name="Same">Found tests, by index, with the case read from their method that does the same.</param>
/// <param name="Differing">Found tests that no case read from their method does the same as.</param>
internal sealed record ReadBack(int Methods, IReadOnlyList<string> Unreadable, int Tests, IReadOnlyList<(int Found, TestCase Read)> Same, IReadOnlyList<string> Differing)
{
    // This assembly has a shop of its own.
    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => !Path.GetFileName(path).StartsWith("CodegenLab.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    public double ReadableShare => Methods == 0 ? 1 : 1 - ((double)Unreadable.Count / Methods);

    public double SameShare => Tests == 0 ? 1 : 1 - ((double)Differing.Count / Tests);

    public static ReadBack Of(Catalog catalog, IReadOnlyList<FoundTest> found, IReadOnlyList<RenderedFixture> fixtures, MetadataReference subject)
    {
        var reader = new TestCaseReader(catalog);
        var unreadable = new List<string>();
        var differing = new List<string>();
        var same = new List<(int, TestCase)>();
        var (methods, tests) = (0, 0);
        foreach (var fixture in fixtures)
        {
            var compilation = CSharpCompilation.Create(
                "Tests",
                [CSharpSyntaxTree.ParseText(fixture.Source, new CSharpParseOptions(LanguageVersion.CSharp14))],
                [subject, .. Framework],
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
                    if (forms.FindIndex(form => form.Take(original.Count).SequenceEqual(original)) is >= 0 and var match)
                        same.Add((index, read.Cases[match]));
                    else
                        differing.Add($"{string.Join('\n', original)}\n--- but read:\n{string.Join("\n;\n", forms.Select(form => string.Join('\n', form)))}\n{method}");
                }
            }
        }

        return new ReadBack(methods, unreadable, tests, same, differing);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Methods - Unreadable.Count} of {Methods} methods readable, {Tests - Differing.Count} of {Tests} tests the same\n{string.Join("\n\n", Unreadable)}\n=====\n{string.Join("\n\n", Differing)}");
}
