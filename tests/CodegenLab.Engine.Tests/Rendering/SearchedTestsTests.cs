using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Rendering;

/// <summary>What was executed is what is rendered: tests of a real search, with the real catalog, pass when they are built and run.</summary>
public sealed class SearchedTestsTests
{
    private const string Source = """
        namespace Parcels;

        public interface ITariff { decimal PriceOf(double kilograms, Zone zone); Task<decimal?> FindAsync(string? code); }

        public enum Zone : byte { Home, Abroad = 5 }

        public readonly record struct Weight(double Kilograms)
        {
            public static Weight Parse(string text) =>
                text.EndsWith("kg", StringComparison.Ordinal) && double.TryParse(text[..^2], System.Globalization.CultureInfo.InvariantCulture, out var value) ? new(value)
                : throw new FormatException("Not a weight.");
            public static bool operator >(Weight left, Weight right) => left.Kilograms > right.Kilograms;
            public static bool operator <(Weight left, Weight right) => left.Kilograms < right.Kilograms;
        }

        public sealed class Parcel(Weight weight, params string[] labels)
        {
            public Weight Weight { get; } = weight.Kilograms >= 0 ? weight : throw new ArgumentOutOfRangeException(nameof(weight));
            public IReadOnlyList<string> Labels => labels;
            public string? Note { get; set; }
            public bool IsHeavy => Weight.Kilograms > 20;
            public IEnumerable<string> Marked(Func<string, bool> mark) { foreach (var label in labels) if (mark(label)) yield return label + "!"; }
            public bool TryFind(string label, out int index) => (index = Array.IndexOf(labels, label)) >= 0;
        }

        public sealed class Post(ITariff tariff)
        {
            public decimal Price(Parcel parcel, Zone zone = Zone.Home)
            {
                ArgumentNullException.ThrowIfNull(parcel);
                var price = tariff.PriceOf(parcel.Weight.Kilograms, zone);
                return price < 0 ? 0 : zone == Zone.Abroad ? price * 2 : price;
            }

            public async Task<string> DescribeAsync(string? code)
            {
                await Task.Yield();
                return await tariff.FindAsync(code) is { } price ? $"{code}: {price}" : throw new KeyNotFoundException("No tariff.");
            }
        }
        """;

    [Test]
    public void Build_without_warnings_and_pass()
    {
        var compilation = SampleCompilation.Of(Source);
        var fakes = new FakeWriter().Write(compilation);
        var folder = Directory.CreateTempSubdirectory("codegen-lab");
        try
        {
            var trees = fakes.Select(fake => CSharpSyntaxTree.ParseText(fake.CompilationUnit, (CSharpParseOptions)compilation.SyntaxTrees[0].Options, fake.FakeTypeName + ".cs")).ToList();
            var subject = new SubjectBuilder().Build(compilation, trees, folder.FullName, CancellationToken.None);
            var outcome = Search(subject, ConstantMiner.Mine(compilation));
            var options = RenderedTests.Options with { RootNamespace = "Parcels.Tests", SubjectRootNamespace = "Parcels" };
            var fixtures = new TestRenderer(TestTemplates.Embedded).Render(outcome.Catalog, outcome.Tests, subject.Sites, fakes, options);

            using var image = new MemoryStream();
            Assert.That(compilation.Emit(image).Success, Is.True);
            Assert.That(fixtures.SelectMany(fixture => fixture.Tests).SelectMany(test => test.Found).Order(), Is.EqualTo(Enumerable.Range(0, outcome.Tests.Length)));
            Assert.That(outcome.Tests, Has.Length.GreaterThan(5));
            foreach (var fixture in fixtures)
                RenderedTests.AssertPasses(fixture, options, [.. image.ToArray()]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SearchOutcome Search(InstrumentedSubject subject, ConstantPool constants)
    {
        var host = new Host();
        JobRunner.Run(
            new SearchJob
            {
                Search = new Build(subject.SearchAssembly, [.. subject.Sites.Select(site => new SiteShape(site.Member, site.IsArm, site.IsSoft))], [.. subject.Switches], [], subject.Lines.Length, [.. subject.Members]),
                Mutants = new Build(subject.MutantAssembly, [], [], [.. subject.Mutants.Select(mutant => new MutantShape(mutant.Member))], 0, [.. subject.Members]),
                References = [],
                Constants = constants,
                Budget = new Budget(SearchWork: 300_000, KillWork: 100_000, Seed: 1, CpuLimit: TimeSpan.FromMinutes(2)),
            },
            host);
        return host.Outcome!;
    }

    private sealed class Host : IWorkerHost
    {
        public SearchOutcome? Outcome { get; private set; }

        public bool StopRequested => false;

        public void Send(Report report) => Outcome = report as SearchOutcome ?? Outcome;

        public void Running(TestCase test, int mutant)
        {
        }

        public void Calling(int member) { }
    }
}
