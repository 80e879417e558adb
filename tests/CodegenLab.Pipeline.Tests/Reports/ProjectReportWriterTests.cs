using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Tests.Reports;

public sealed class ProjectReportWriterTests
{
    private const string Add = "M:Shop.Money.Add(System.Int32)";
    private const string Sign = "M:Shop.Money.Sign(System.Int32)";
    private const string Ship = "M:Shop.Order.Line.Ship(System.String,System.Int32@)";

    private const string Source = """
        namespace Shop;
        public static class Money
        {
            public static int Add(int amount) { if (amount > 10) return 10; return amount + 1; }
            public static string Sign(int amount) => amount < 0 ? "minus" : "plus";
        }
        public class Order
        {
            public static class Line { public static bool Ship(string? to, out int days) { days = 3; return to != null && to.Length > 3; } }
        }
        public static class Texts
        {
            extension(string text)
            {
                public string First() { if (text.Length > 0) return text[..1]; return ""; }
                public bool IsShort => text.Length < 3 ? true : false;
            }
        }
        public interface IPrice<T> { T Of(T[] items); }
        public sealed class Price<TKey> : IPrice<TKey?>, System.IComparable<Price<TKey>> where TKey : class
        {
            TKey? IPrice<TKey?>.Of(TKey?[] items) => items.Length > 0 ? items[0] : null;
            int System.IComparable<Price<TKey>>.CompareTo(Price<TKey>? other) => other is null ? 1 : 0;
            public static Price<TKey> operator +(Price<TKey> a, Price<TKey> b) => a == b ? a : b;
            public static implicit operator int(Price<TKey> price) => price is null ? 0 : 1;
            public string this[int row, int[,] cells] { get { if (row > 0) return "a"; return "b"; } }
            public T Pick<T>(T a, System.Collections.Generic.List<T?> b) { if (b.Count > 0) return a; return b[0]!; }
            static Price() { if (System.Environment.ProcessorCount > 0) Known = 1; }
            public static int Known;
            ~Price() { if (Known > 0) Known = 2; }
        }
        internal static class Vault
        {
            public static bool Opens(int code) => code == 3;
            private static class Lock { public static int Turns(int code) => code + 1; }
        }
        internal sealed class MarkAttribute : System.Attribute { public int Next(int number) => number + 1; }
        """;

    private TestRepository _repository = null!;
    private LoadedProject _project = null!;
    private InstrumentedSubject _subject = null!;

    [OneTimeSetUp]
    public void BuildSubject()
    {
        _repository = new TestRepository();
        var project = _repository.Project("src/Shop/Shop.csproj", Source);
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"));
        _project = project with { Compilation = project.Compilation.WithReferences(framework.Select(path => MetadataReference.CreateFromFile(path))) };
        _subject = new SubjectBuilder().Build(_project.Compilation, [], _repository.Scratch, default);
    }

    [OneTimeTearDown]
    public void DeleteSubject() => _repository.Dispose();

    [Test]
    public void Types_are_named_as_in_CSharp_and_stand_in_order() =>
        Assert.That(Report(Suite()).Types.Select(type => type.Type), Is.EqualTo(new[] { "Shop.MarkAttribute", "Shop.Money", "Shop.Order.Line", "Shop.Price<TKey>", "Shop.Texts", "Shop.Vault", "Shop.Vault.Lock" }));

    [Test]
    public void Types_that_one_line_would_open_are_named_with_it() =>
        Assert.That(Report(Suite(), internalsVisible: false).Remarks, Has.Some.EqualTo("Not tested because it is internal: Vault. <InternalsVisibleTo Include=\"Shop.Tests\" /> in Shop.csproj would open it to tests."));

    /// <summary>Whatever the member is: a place that is not counted would make the coverage look better than it is.</summary>
    [Test]
    public void Every_branch_line_and_mutant_of_the_subject_is_counted_somewhere()
    {
        var types = Report(Suite()).Types;

        Assert.Multiple(() =>
        {
            Assert.That(types.Sum(type => type.Branches.Total), Is.EqualTo(_subject.Sites.Where(site => !site.IsSoft).Sum(site => site.IsArm ? 1 : 2)));
            Assert.That(types.Sum(type => type.Lines.Total), Is.EqualTo(_subject.Lines.DistinctBy(line => line.Line).Count()));
            Assert.That(types.Sum(type => type.Mutants.Total), Is.EqualTo(_subject.Mutants.Length));
        });
    }

    [Test]
    public void Branches_and_lines_are_those_of_the_test_runs_before_and_after()
    {
        var site = _subject.Sites.First(site => site.Member == Add);
        var lines = _subject.Lines.Where(line => line.Member == Add).Select(line => line.Id).ToList();

        var money = Of("Shop.Money", Report(Suite(), before: Hits([site.Id * 2], [lines[0]]), emitted: Hits([site.Id * 2 + 1], lines)));

        Assert.Multiple(() =>
        {
            Assert.That((money.Branches.Before, money.Branches.After), Is.EqualTo((1, 2)));
            Assert.That((money.Lines.Before, money.Lines.After), Is.EqualTo((1, _subject.Lines.Where(line => line.Member == Add).DistinctBy(line => line.Line).Count())));
        });
    }

    [Test]
    public void Without_earlier_tests_there_is_no_before()
    {
        var money = Of("Shop.Money", Report(Suite(), emitted: Hits([0], [])));

        Assert.That((money.Branches.Before, money.Lines.Before), Is.EqualTo(((int?)null, (int?)null)));
    }

    [Test]
    public void Without_emitted_tests_the_search_counts_for_nothing()
    {
        var money = Of("Shop.Money", Report(Suite(), standing: []));

        Assert.That((money.Tests, money.Branches.After, money.Lines.After, money.Mutants.Killed), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public void Only_tests_that_stand_kill()
    {
        var money = Of("Shop.Money", Report(Suite(), standing: [0]));

        Assert.That((money.Tests, money.Mutants.Killed, money.Mutants.Reached), Is.EqualTo((1, 1, 2)));
    }

    [Test]
    public void A_mutant_that_is_reached_and_not_killed_is_shown_where_it_stands()
    {
        var mutant = _subject.Mutants.Where(mutant => mutant.Member == Add).ElementAt(1);

        var survivors = Of("Shop.Money", Report(Suite(), standing: [0])).Survivors;

        Assert.That(survivors, Is.EqualTo(new[] { new SurvivingMutant(mutant.File, mutant.Span.Start.Line + 1, mutant.Mutator, mutant.Original, mutant.Replacement) }));
        Assert.That(Of("Shop.Money", Report(Suite(), standing: [0, 1])).Survivors, Is.Empty);
    }

    [Test]
    public void A_mutant_that_compiles_to_the_same_code_counts_as_such_and_nowhere_else()
    {
        var mutant = _subject.Mutants.Where(mutant => mutant.Member == Add).ElementAt(1);
        var all = Of("Shop.Money", Report(Suite(), standing: [0])).Mutants;

        var money = Of("Shop.Money", Report(Suite() with { EquivalentMutants = [mutant.Id] }, standing: [0]));

        Assert.That(money.Mutants, Is.EqualTo(new MutantCounts(1, 1, all.Total - 1) { Equivalent = 1 }));
        Assert.That(money.Survivors, Is.Empty);
    }

    [Test]
    public void A_mutant_that_two_tests_kill_is_one() => Assert.That(Of("Shop.Money", Report(Suite(), standing: [0, 1, 2])).Mutants.Killed, Is.EqualTo(2));

    [Test]
    public void Members_without_a_test_are_shown_as_in_CSharp_with_the_reason()
    {
        var line = Of("Shop.Order.Line", Report(Suite()));

        Assert.That(line.Members, Is.EqualTo(1));
        Assert.That(line.Untested, Is.EqualTo(new[] { new UntestedMember("Ship(string?, out int)", "NoArgument", "to: String") }));
    }

    [Test]
    public void A_member_whose_tests_were_all_dropped_is_shown_with_the_reason()
    {
        var one = Of("Shop.Money", Report(Suite(), standing: [1, 2], dropped: (0, DropReason.Flaky)));
        var all = Of("Shop.Money", Report(Suite(), standing: [2], dropped: [(0, DropReason.Flaky), (1, DropReason.DependsOnOrder)]));

        Assert.That(one.Untested, Is.Empty);
        Assert.That(all.Untested, Is.EqualTo(new[] { new UntestedMember("Add(int)", "Flaky", "its tests were dropped") }));
    }

    [Test]
    public void What_stands_in_a_file_that_a_person_edited_counts()
    {
        var money = Of("Shop.Money", Report(Suite(), standing: [], alreadyThere: [0, 2]));

        Assert.That((money.Tests, money.Mutants.Killed), Is.EqualTo((2, 1)));
    }

    [TestCase("T:Shop.Money", "Shop.Money")]
    [TestCase(Sign, "Shop.Money")]
    [TestCase("T:Shop.Order.Line", "Shop.Order.Line")]
    public void Only_types_that_were_asked_for_are_reported(string target, string expected) =>
        Assert.That(Report(Suite(), targets: [target]).Types.Select(type => type.Type), Is.EqualTo(new[] { expected }));

    [Test]
    public void Without_a_test_that_stands_there_is_no_test_project() => Assert.That(Report(Suite(), standing: []).TestProject, Is.Null);

    [Test]
    public void A_test_says_which_drafts_it_was_grown_from_and_shares_their_cost()
    {
        var suite = Suite();
        suite = suite with { Tests = [Grown(suite.Tests[0], 1), Grown(suite.Tests[1], 0), suite.Tests[2]] };
        var drafted = DraftedSuite.None with { Seeds = [new Seed("Add_Spring", "gpt", .001m), new Seed("Add_Large", "gpt", .002m)] };

        var rows = Report(suite, standing: [0, 1, 2], drafted: drafted).Tests.Single();
        var unknown = Report(suite, standing: [1], drafted: drafted with { Seeds = [new Seed("Add_Spring", "gpt", null)] }).Tests.Single();
        var alone = Report(suite, standing: [2], drafted: drafted).Tests.Single();

        Assert.Multiple(() =>
        {
            Assert.That((rows.Drafter, rows.Cost), Is.EqualTo((TestReport.Engine, .003m)));
            Assert.That(rows.GrownFrom, Is.EqualTo(new[] { new GrownFrom("Add_Large", "gpt"), new GrownFrom("Add_Spring", "gpt") }));
            Assert.That(unknown.Cost, Is.Null);
            Assert.That((alone.GrownFrom.Length, alone.Cost), Is.EqualTo((0, 0)));
        });

        static FoundTest Grown(FoundTest test, int seed) => test with { Case = test.Case with { Origin = seed } };
    }

    [Test]
    public void A_crash_is_told_once_with_the_number_of_tests()
    {
        var crash = new WorkerCrash(WorkerCrashKind.Died, null, -1, "Stack overflow.\n at …", 134) { Members = [Sign] };

        var report = Report(Suite() with { Crashes = [crash, crash, crash with { Mutant = 3 }] });

        Assert.That(report.Remarks, Is.EqualTo(new[] { "Shop.Money.Sign(int) overflowed the stack, in 2 tests.", "1 mutant crashed or hung the process and counts as not killed." }));
    }

    [Test]
    public void A_crash_that_nobody_is_to_blame_for_is_told_too()
    {
        var report = Report(Suite() with { Crashes = [new WorkerCrash(WorkerCrashKind.Died, null, -1, "", 3)] });

        Assert.That(report.Remarks, Is.EqualTo(new[] { "A test ended the process (exit code 3)." }));
    }

    [Test]
    public void What_the_next_run_may_do_otherwise_is_told()
    {
        var timed = Report(Suite() with { Reproducible = false });
        var chance = Report(Suite() with { Chances = [new Chance(Add, "Random"), new Chance(Sign, "Guid.NewGuid"), new Chance(Ship, "Random")] });

        Assert.Multiple(() =>
        {
            Assert.That((timed.Reproducible, chance.Reproducible), Is.EqualTo((false, false)));
            Assert.That(timed.Remarks.Single(), Does.StartWith("A time limit"));
            Assert.That(chance.Remarks.Single(), Is.EqualTo("Shop.Money.Add(int) uses Random, and 2 more members do the like; another run with the same seed may give other tests."));
            Assert.That(Report(Suite()).Reproducible, Is.True);
        });
    }

    [Test]
    public void A_failure_comes_first() =>
        Assert.That(Report(Suite() with { Reproducible = false }, failure: "The build fails.").Remarks, Has.Length.EqualTo(2).And.ItemAt(0).EqualTo("The build fails."));

    /// <summary>Tests 0 and 1 of Money.Add and 2 of Money.Sign, and Order.Line.Ship without one.</summary>
    private GeneratedSuite Suite()
    {
        var catalog = new Catalog
        {
            Types = { new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "Shop.Money", IsSubject = true } },
            Members =
            {
                new MemberShape { Id = 0, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "Add", DocumentationId = Add, IsSubject = true },
                new MemberShape { Id = 1, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "Sign", DocumentationId = Sign, IsSubject = true },
                new MemberShape { Id = 2, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "Sign", DocumentationId = "M:System.String.Trim" },
            },
        };
        var mutants = _subject.Mutants.Where(mutant => mutant.Member == Add).Take(2).Select(mutant => mutant.Id).ToArray();
        return new GeneratedSuite
        {
            Subject = _subject,
            Catalog = catalog,
            Tests = [Test(0, mutants[0]), Test(0, mutants[0], mutants[1]), Test(1)],
            Fakes = [],
            Untested = [new Untested(Ship, UntestedReason.NoArgument, "to: String")],
            ReachedMutants = [.. mutants],
            NotRepeated = 0,
            Confinement = "none",
            Crashes = [],
            Reproducible = true,
            Chances = [],
            WorkerMemory = 0,
        };

        static FoundTest Test(int subject, params int[] kills) => new(new TestCase([new Statement(new Invocation(0, subject, null, [], []))]), [], subject, [], [], kills, -1);
    }

    private ProjectReport Report(GeneratedSuite suite, int[]? standing = null, ImmutableArray<string>? targets = null, RecordedHits? before = null, RecordedHits? emitted = null, string? failure = null,
        int[]? alreadyThere = null, DraftedSuite? drafted = null, bool internalsVisible = true, params (int Test, DropReason Reason)[] dropped)
    {
        standing ??= [.. Enumerable.Range(0, suite.Tests.Length)];
        var proof = new ProofOutcome
        {
            Fixtures = standing.Length == 0 ? [] : [new RenderedFixture("Shop.Money", "Shop.Tests", "MoneyTests", "", [new RenderedTest("Works", 1, 2, [.. standing])])],
            Dropped = [],
            DroppedFound = dropped.ToDictionary(one => one.Test, one => one.Reason),
            AlreadyThere = alreadyThere?.ToHashSet() ?? [],
            Files = [],
            KeptFiles = [],
            Classes = standing.Length == 0 ? [] : ["Shop.Tests.MoneyTests"],
            Assembly = null,
            Failure = failure,
            Remarks = [],
        };
        return new ProjectReportWriter(_project, targets ?? [], Fixtures.Plan(_repository) with { InternalsVisible = internalsVisible }, suite, drafted ?? DraftedSuite.None, []).Write(proof, before, emitted);
    }

    private static TypeReport Of(string type, ProjectReport report) => report.Types.Single(one => one.Type == type);

    private static RecordedHits Hits(IEnumerable<int> goals, IEnumerable<int> lines) => new([.. goals], [.. lines], [], []);
}
