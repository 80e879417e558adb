using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Tests.Contexts;

public sealed class ContextBuilderTests
{
    private const string Shop = """
        using System;
        using System.Collections.Generic;

        namespace Shop;

        /// <summary>What goods are sold in.</summary>
        public enum Unit { Piece, Kilogram }

        public interface IRates { decimal Rate(Unit unit); decimal Factor { get; } }

        public sealed class FixedRates(decimal rate) : IRates
        {
            public decimal Rate(Unit unit) => rate;
            public decimal Factor => 1;
        }

        public sealed record Line(string Name, decimal Price)
        {
            public required int Count { get; init; }
            public static Line Parse(string text) => throw new FormatException(text);
        }

        /// <summary>Works out prices.</summary>
        /// <remarks>Knows nothing of tax.</remarks>
        public sealed class Till(IRates rates)
        {
            private const decimal Least = 0.01m;

            /// <summary>Price of the lines; never less than a cent for each.</summary>
            /// <exception cref="ArgumentException">No line at all.</exception>
            public decimal Total(IReadOnlyList<Line> lines, Unit unit = Unit.Piece)
            {
                if (lines.Count == 0)
                    throw new ArgumentException("No lines.", nameof(lines));
                var sum = 0m;
                foreach (var line in lines)
                    sum += Rounded(line.Price * line.Count * rates.Rate(unit));
                return sum;
            }

            public string Receipt(IReadOnlyList<Line> lines) => lines.Count > 3 ? "long" : Total(lines).ToString();

            private static decimal Rounded(decimal price) => price < Least ? Least : Math.Round(price, Digits());

            private static int Digits() => 2;
        }
        """;

    private const string Things = """

        public interface IScales
        {
            /// <summary>Grams, never negative.</summary>
            /// <param name="goods"></param>
            /// <returns>Zero when nothing lies on it.</returns>
            int Weigh(string goods);

            /// <summary>Grams it can bear.</summary>
            int Most { get; }
        }

        public sealed class Scales : IScales
        {
            internal static Scales Tested() => new(null!);
            internal Scales(Gauge gauge) => _ = gauge;
            public Scales(int most) => Most = most;
            internal bool IsFull(int grams) => grams >= Most - Reserve();
            private static int Reserve() => 5;

            /// <inheritdoc />
            public int Weigh(string goods) => goods.Length;

            public int Most { get; }
        }

        internal sealed class Gauge;

        public static class Loading
        {
            public static bool Fits(Scales scales, int grams) => !scales.IsFull(grams);
        }
        """;

    private const string App = """
        using System.Collections.Generic;
        using Shop;

        namespace App;

        public static class Program
        {
            public static void Main()
            {
                var till = new Till(new FixedRates(2));
                System.Console.WriteLine(till.Total([new Line("Tea", 3) { Count = 1 }]));
                decimal again = till.Total([new Line("Tea", 3) { Count = 1 }],
                    Unit.Kilogram);
            }
        }
        """;

    private const string Tests = """
        using System;
        using Shop;

        namespace Shop.Tests;

        public sealed class TestAttribute : Attribute;

        public sealed class TillTests
        {
            [Test]
            public void Total_adds_up()
            {
                var total = new Till(new FixedRates(1)).Total([new Line("Tea", 3) { Count = 2 }]);
                if (total != 6)
                    throw new InvalidOperationException();
            }

            [Test]
            public void Receipt_is_short() => new Till(new FixedRates(1)).Receipt([]);

            public void Helper() => new Till(new FixedRates(1)).Total([]);
        }
        """;

    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static TestRepository _repository = null!;
    private static LoadedSolution _solution = null!;
    private static LoadedProject _shop = null!;
    private static InstrumentedSubject _subject = null!;

    [OneTimeSetUp]
    public static void Load()
    {
        _repository = new TestRepository();
        _repository.Write("AGENTS.md", "Prices are decimals.\n```\nnever doubles\n```\n");
        _shop = With(_repository.Project("src/Shop/Shop.csproj", Shop + Things));
        var shop = _shop.Compilation.ToMetadataReference();
        _solution = _repository.Solution(
            _shop,
            With(_repository.Project("src/App/App.csproj", App), shop),
            With(_repository.Project("tests/Shop.Tests/Shop.Tests.csproj", Tests, packages: []), shop));
        _subject = new SubjectBuilder().Build(_shop.Compilation, [], _repository.Scratch, default);
        Assert.That(_solution.Projects.SelectMany(project => project.Compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
    }

    [OneTimeTearDown]
    public static void Delete() => _repository.Dispose();

    [Test]
    public Task Shows_a_member_with_all_that_a_drafter_needs() => Verify(ContextMarkdown.Write(Context("Till.Total")), extension: "md");

    [Test]
    public Task Shows_a_type_with_what_is_known_of_its_branches()
    {
        var goals = _subject.Sites.Where(site => site.Text.Contains("lines.Count", StringComparison.Ordinal)).Select(site => site.Id * 2).ToHashSet();
        var observed = new Observed(["[Test]\npublic void Total_WhenLinesIsEmpty_Throws()\n{\n}"], goals, _subject);

        return Verify(ContextMarkdown.Write(Context("Till", observed: observed)), extension: "md");
    }

    [Test]
    public void Expectations_can_be_drafted_without_the_code()
    {
        var kinds = Context("Till.Total", new ContextRequest { Symbol = "", WorkingFolder = "", WithoutBodies = true }).Sections.Select(section => section.Kind);

        Assert.That(kinds, Does.Contain(ContextKind.CallSites).And.None.AnyOf(ContextKind.Bodies, ContextKind.HiddenCode, ContextKind.Branches));
    }

    [Test]
    public void Documentation_that_is_taken_over_is_shown_where_it_is_taken_over()
    {
        var members = Context("Scales").Sections.Single(section => section.Kind == ContextKind.Members).Items.Select(item => item.Text).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(members, Has.One.EqualTo("/// <summary>Grams, never negative.</summary>\n/// <returns>Zero when nothing lies on it.</returns>\npublic int Weigh(string goods);"));
            Assert.That(members, Has.One.EqualTo("/// <summary>Grams it can bear.</summary>\npublic int Most { get; }"));
        });
    }

    [Test]
    public void Internal_code_is_not_shown_to_who_cannot_call_it()
    {
        var request = new ContextRequest { Symbol = "", WorkingFolder = "", InternalsVisible = false };

        var all = ContextMarkdown.Write(Context("Scales"));
        var shown = ContextMarkdown.Write(Context("Scales", request));

        Assert.That(all, Does.Contain("Gauge").And.Contains("Tested()"));
        Assert.That(shown, Does.Not.Contain("Gauge").And.Not.Contains("Tested()"));
    }

    [Test]
    public void Code_can_be_that_of_some_members()
    {
        var request = new ContextRequest { Symbol = "", WorkingFolder = "", CodeOf = new HashSet<string> { "M:Shop.Till.Digits", "M:Shop.Till.Receipt(System.Collections.Generic.IReadOnlyList{Shop.Line})" } };

        var sections = Context("Till", request).Sections;

        Assert.That(sections.Single(section => section.Kind == ContextKind.Bodies).Items.Select(item => item.Text), Is.EqualTo(new[] { "public string Receipt(IReadOnlyList<Line> lines) => lines.Count > 3 ? \"long\" : Total(lines).ToString();" }));
        Assert.That(sections.Single(section => section.Kind == ContextKind.HiddenCode).Items[0].Text, Does.Contain("Digits() => 2"));
    }

    [Test]
    public void Code_that_only_other_types_reach_is_shown_first_with_how_they_do()
    {
        var request = new ContextRequest { Symbol = "", WorkingFolder = "", InternalsVisible = false, CodeOf = new HashSet<string> { "M:Shop.Scales.IsFull(System.Int32)" } };

        var sections = Context("Scales", request).Sections;

        var hidden = sections.Single(section => section.Kind == ContextKind.HiddenCode).Items.Select(item => item.Text).ToList();
        Assert.That(hidden, Has.Count.EqualTo(2));
        Assert.That(hidden[0], Does.Contain("IsFull(int grams) => grams >= Most - Reserve()"));
        Assert.That(hidden[1], Does.Contain("Reserve() => 5"));
        Assert.That(sections.Single(section => section.Kind == ContextKind.CallSites).Items[0].Text, Does.Contain("scales.IsFull(grams)"));
        Assert.That(Context("Scales", request with { CodeOf = null }).Sections.Select(section => section.Kind), Does.Not.Contain(ContextKind.HiddenCode));
    }

    [Test]
    public void Of_branches_those_that_are_open_can_be_shown_alone()
    {
        var goals = _subject.Sites.SelectMany(site => new[] { site.Id * 2, site.Id * 2 + 1 }).Skip(1).ToHashSet();
        var request = new ContextRequest { Symbol = "", WorkingFolder = "", OpenBranchesOnly = true };

        var branches = Context("Till", request, new Observed([], goals, _subject)).Sections.SingleOrDefault(section => section.Kind == ContextKind.Branches);

        Assert.That(branches?.Items.Length ?? 0, Is.LessThanOrEqualTo(1).And.EqualTo(_subject.Sites[0].Member.StartsWith("M:Shop.Till", StringComparison.Ordinal) ? 1 : 0));
    }

    [TestCase(30)]
    [TestCase(120)]
    [TestCase(400)]
    public void The_budget_is_kept_and_what_it_left_out_is_counted(int tokens)
    {
        var all = Context("Till").Sections.ToDictionary(section => section.Kind, section => section.Items.Length);

        var context = Context("Till", new ContextRequest { Symbol = "", WorkingFolder = "", MaxTokens = tokens });

        Assert.Multiple(() =>
        {
            Assert.That(context.Tokens, Is.LessThanOrEqualTo(tokens));
            Assert.That(context.Sections[0].Kind, Is.EqualTo(ContextKind.Members));
            Assert.That(context.Sections.Select(section => section.Items.Length + section.LeftOut), Is.EqualTo(context.Sections.Select(section => all[section.Kind])));
        });
    }

    [Test]
    public void A_name_of_several_things_is_answered_with_their_names()
    {
        var failure = Assert.Throws<InputException>(() => ContextBuilder.Find(_solution, new ContextRequest { Symbol = "*Rat*", WorkingFolder = _repository.Root }));

        Assert.That(failure!.Message, Does.StartWith("'*Rat*' names 2 things: Shop.FixedRates, Shop.IRates."));
    }

    [Test]
    public void An_unknown_name_is_answered_with_near_ones() =>
        Assert.That(() => ContextBuilder.Find(_solution, new ContextRequest { Symbol = "Tll", WorkingFolder = _repository.Root }), Throws.TypeOf<InputException>().With.Message.Contains("Till"));

    private static CodeContext Context(string symbol, ContextRequest? request = null, Observed? observed = null)
    {
        var (project, symbols) = ContextBuilder.Find(_solution, new ContextRequest { Symbol = symbol, WorkingFolder = _repository.Root });
        return ContextBuilder.Compose(_solution, project, symbols, _subject, observed, request ?? new ContextRequest { Symbol = symbol, WorkingFolder = "" });
    }

    private static LoadedProject With(LoadedProject project, params MetadataReference[] references) =>
        project with { Compilation = project.Compilation.WithReferences(Framework.Concat(references)) };
}
