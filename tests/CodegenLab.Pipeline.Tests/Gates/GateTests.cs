using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.Tests.Suites;

namespace CodegenLab.Pipeline.Tests.Gates;

public sealed class GateTests
{
    private static readonly ChangedLines Changed = new("origin/main (merge base 1a2b3c4)", [new ChangedFile(SampleFigures.CheckoutPath, null, false, false, [new LineRange(13, 14), new LineRange(21, 21)])]);

    private static readonly Finding Weak = new() { Kind = FindingKind.WeakTest, Path = "tests/Shop.Tests/TillTests.cs", Line = 14, Member = "Adds_up", Message = "Adds_up asserts nothing.", Key = "1" };

    [Test]
    public void A_target_is_met_when_it_is_just_reached()
    {
        var verdict = Judge(new GateTargets { Whole = new ShareTargets(.8, 7d / 11, 5d / 9) });

        Assert.That(verdict.IsMet);
        Assert.That(verdict.Rows.Select(row => row.Name), Is.EqualTo(new[] { "lines", "branches", "mutants" }));
        Assert.That(verdict.FailedTests, Is.EqualTo(1));
    }

    [Test]
    public void A_missed_target_names_what_would_help_most()
    {
        var row = Judge(new GateTargets { Whole = new ShareTargets(Branch: .9) }).Rows.Single();

        Assert.That(row.IsMet, Is.False);
        Assert.That(row.Worst, Is.EqualTo(new[]
        {
            new WorstPlace(SampleFigures.CheckoutPath, 10, "Shop.Checkout.Till.Total(decimal, int, bool)", 2, 2d / 11),
            new WorstPlace(SampleFigures.CheckoutPath, 21, "Shop.Checkout.Till.Size(int)", 2, 2d / 11),
        }));
    }

    [Test]
    public void Changed_lines_count_alone()
    {
        var rows = Judge(new GateTargets { Changed = new ShareTargets(1, 1, 1) }, Changed).Rows;

        Assert.That(rows.Select(row => (row.Name, row.Share)), Is.EqualTo(new (string, Share?)[]
        {
            // Line 21 is an arm of the statement that begins on line 18.
            ("lines changed", new Share(2, 3)), ("branches changed", new Share(3, 5)), ("mutants changed", new Share(0, 2)),
        }));
    }

    [Test]
    public void A_change_without_code_meets_its_target()
    {
        var changed = Changed with { Files = [new ChangedFile(SampleFigures.CheckoutPath, null, false, false, [new LineRange(5, 9)]), new ChangedFile("README.md", null, true, false, [])] };

        var row = Judge(new GateTargets { Changed = new ShareTargets(.9) }, changed).Rows.Single();

        Assert.That((row.IsMet, row.Actual, row.Remark), Is.EqualTo((true, (double?)null, "there are none")));
    }

    [Test]
    public void What_nobody_measured_is_missed()
    {
        var targets = new GateTargets { Whole = new ShareTargets(Mutation: 0), Changed = new ShareTargets(0), WeakTests = 9 };

        var rows = new Gate(targets).Judge(SampleFigures.CoverageOnly).Rows;

        Assert.That(rows.Select(row => (row.IsMet, row.Actual, row.Remark)), Is.EqualTo(new[]
        {
            (false, (double?)null, "not measured"), (false, null, "nobody looked what was changed"), (false, null, "not looked for"),
        }));
    }

    [Test]
    public void A_pattern_is_for_each_project_and_a_namespace_for_all_below_it()
    {
        var targets = new GateTargets { Projects = [new NamedTargets("Shop*", new ShareTargets(.9))], Namespaces = [new NamedTargets("Shop", new ShareTargets(.9)), new NamedTargets("Shop.Checkout", new ShareTargets(.1))] };

        var rows = Judge(targets).Rows;

        Assert.That(rows.Select(row => (row.Name, row.Share, row.IsMet)), Is.EqualTo(new (string, Share?, bool)[]
        {
            ("lines of Shop (Shop*)", new Share(7, 9), false), ("lines of Shop.Money (Shop*)", new Share(1, 1), true),
            ("lines of namespace Shop", new Share(8, 10), false), ("lines of namespace Shop.Checkout", new Share(7, 9), true),
        }));
    }

    [Test]
    public void Rows_of_one_project_can_be_told_apart()
    {
        var twins = SampleFigures.Figures with { Projects = [SampleFigures.Figures.Projects[0], SampleFigures.Figures.Projects[0] with { Path = "old/Shop/Shop.csproj" }] };

        var rows = new Gate(new GateTargets { Projects = [new NamedTargets("Shop", new ShareTargets(.1)), new NamedTargets("S*", new ShareTargets(.1))] }).Judge(twins).Rows;

        Assert.That(rows.Select(row => row.Name), Is.EqualTo(new[]
        {
            "lines of src/Shop/Shop.csproj", "lines of old/Shop/Shop.csproj", "lines of src/Shop/Shop.csproj (S*)", "lines of old/Shop/Shop.csproj (S*)",
        }));
    }

    [Test]
    public void A_target_for_nothing_is_a_mistake()
    {
        Assert.That(() => Judge(new GateTargets { Projects = [new NamedTargets("Shop.Mony", new ShareTargets(.9))] }), Throws.TypeOf<InputException>()
            .With.Message.EqualTo("The section targets.projects of codegen-lab.json is for 'Shop.Mony', and there is no such project. Did you mean Shop.Money or Shop?"));
        Assert.That(() => Judge(new GateTargets { Namespaces = [new NamedTargets("Shop.Chekout", new ShareTargets(.9))] }), Throws.TypeOf<InputException>()
            .With.Message.EqualTo("The section targets.namespaces of codegen-lab.json is for 'Shop.Chekout', and there is no such namespace. Did you mean Shop.Checkout or Shop?"));
    }

    [Test]
    public void The_ratchet_holds_what_was_reached_within_its_tolerance()
    {
        var before = new RatchetMemory(ImmutableSortedDictionary<string, RatchetFigures>.Empty
            .Add("Shop", new RatchetFigures(new RatchetShare(8, 9), new RatchetShare(7, 11), null)).Add("Gone", new RatchetFigures(new RatchetShare(1, 1), new RatchetShare(0, 0), null)));

        var strict = Judge(new GateTargets { Ratchet = new RatchetTarget(0, true, true, true) }, before: before).Rows;
        var lenient = Judge(new GateTargets { Ratchet = new RatchetTarget(.12, true, false, false) }, before: before);

        Assert.That(strict.Select(row => (row.Name, row.IsMet, row.Remark)), Is.EqualTo(new[]
        {
            ("lines, not below before", false, "before: 8 of 9"), ("lines of Shop, not below before", false, "before: 8 of 9"),
            ("branches, not below before", true, "before: 7 of 11"), ("branches of Shop, not below before", true, "before: 7 of 11"),
        }));
        Assert.That(lenient.IsMet);
    }

    [Test]
    public void A_part_of_the_projects_is_held_against_that_part_and_forgets_none_of_the_others()
    {
        var before = RatchetMemory.Of(SampleFigures.Figures);
        var part = SampleFigures.Figures with { Projects = [.. SampleFigures.Figures.Projects.Where(project => project.Name == "Shop")] };

        var rows = new Gate(new GateTargets { Ratchet = new RatchetTarget(0, true, false, false) }).Judge(part, before: before).Rows;

        Assert.That(rows.Select(row => (row.Name, row.IsMet, row.Remark)), Is.EqualTo(new[] { ("lines, not below before", true, "before: 7 of 9") }));
        Assert.That(RatchetMemory.Of(part, before, isPart: true).Projects.Keys, Is.EqualTo(new[] { "Shop", "Shop.Money" }));
        Assert.That(RatchetMemory.Of(part, before).Projects.Keys, Is.EqualTo(new[] { "Shop" }));
    }

    [Test]
    public void A_new_project_is_held_to_nothing()
    {
        var before = new RatchetMemory(RatchetMemory.Of(SampleFigures.Figures).Projects.Remove("Shop"));

        var rows = Judge(new GateTargets { Ratchet = new RatchetTarget(0, true, false, false) }, before: before).Rows;

        Assert.That(rows.Select(row => (row.Name, row.IsMet, row.Remark)), Is.EqualTo(new[] { ("lines, not below before", true, "before: 1 of 1"), ("lines of Shop.Money, not below before", true, "before: 1 of 1") }));
    }

    [Test]
    public void The_memory_is_read_as_it_was_written()
    {
        var memory = RatchetMemory.Of(SampleFigures.Figures);

        Assert.That(RatchetMemory.Parse(memory.Write(), "x").Write(), Is.EqualTo(memory.Write()));
    }

    [Test]
    public Task The_memory() => Verify(RatchetMemory.Of(SampleFigures.Figures).Write(), extension: "json");

    [Test]
    public void A_run_without_mutants_forgets_none()
    {
        var before = RatchetMemory.Of(SampleFigures.Figures);

        Assert.That(RatchetMemory.Of(SampleFigures.CoverageOnly, before).Projects["Shop"].Mutation, Is.EqualTo(new RatchetShare(5, 9)));
        Assert.That(RatchetMemory.Of(SampleFigures.CoverageOnly).Projects["Shop"].Mutation, Is.Null);
    }

    [Test]
    public void What_is_not_the_whole_or_not_good_enough_is_not_remembered()
    {
        var problem = new LoadProblem("/shop/Till.Tests.csproj", LoadProblemKind.DoesNotCompile, "It does not compile.", "Put that right.") { MayHoldTests = true };
        var passing = SampleFigures.Figures with { Tests = [.. SampleFigures.Figures.Tests.Where(test => test.Status == SuiteTestStatus.Passed)] };

        Assert.That(Why(passing, 0), Is.Null);
        Assert.That(Why(passing, 1), Is.EqualTo("a target is missed"));
        Assert.That(Why(SampleFigures.Figures, 1), Is.EqualTo("a test fails"));
        Assert.That(Why(passing with { Problems = [problem] }, 0), Is.EqualTo("the tests of a project are not counted"));

        static string? Why(SuiteFigures figures, double lines) => RatchetMemory.WhyNotWritten(figures, new Gate(new GateTargets { Whole = new ShareTargets(lines) }).Judge(figures));
    }

    [TestCase("{", "m.json(1,2) is not a memory of what was reached before. Delete it, and let the next run write it anew.")]
    [TestCase("[]", "m.json(1,2) is not a memory of what was reached before. Delete it, and let the next run write it anew.")]
    [TestCase("{}", "m.json is not a memory of version 1. Delete it, and let the next run write it anew.")]
    [TestCase("{\"schemaVersion\":1,\"projects\":{\"A\":{\"line\":{\"met\":3,\"all\":2}}}}", "m.json is not a memory of version 1. Delete it, and let the next run write it anew.")]
    [TestCase("{\n<<<<<<< HEAD\n", "m.json holds the marks of a merge conflict. Take either side; the next run that may write it puts it right.")]
    public void A_memory_that_is_none_is_refused(string text, string message) =>
        Assert.That(() => RatchetMemory.Parse(text, "m.json"), Throws.TypeOf<InputException>().With.Message.EqualTo(message));

    [Test]
    public void Counts_may_not_exceed_their_target()
    {
        var rows = new Gate(new GateTargets { WeakTests = 0, StaleTests = 0, UntestedMembers = 1 }).Judge(SampleFigures.Figures, others: [Weak]).Rows;

        Assert.That(rows.Select(row => (row.Name, row.Actual, row.IsMet)), Is.EqualTo(new (string, double?, bool)[] { ("weak tests", 1, false), ("stale tests", 0, true), ("untested public members", 1, true) }));
        Assert.That(rows[0].Worst.Single().Member, Is.EqualTo("Adds_up"));
    }

    [Test]
    public Task A_person_reads_the_verdict()
    {
        var targets = new GateTargets
        {
            Whole = new ShareTargets(.8, .9, .6), Changed = new ShareTargets(.9), Namespaces = [new NamedTargets("Shop.Checkout", new ShareTargets(Branch: .5))],
            Ratchet = new RatchetTarget(0, true, false, false), WeakTests = 0, UntestedMembers = 0,
        };
        var verdict = new Gate(targets).Judge(SampleFigures.Figures, Changed, RatchetMemory.Of(SampleFigures.Figures), [Weak]);

        return Verify(ReportFormat.All.First(format => format.Name == "markdown").Write(ReportMaterial.Of(SampleFigures.Figures, verdict, Changed), new ReportOptions { Title = "Shop" }).Single().Text, extension: "md");
    }

    [Test]
    public void A_missed_target_is_an_error_in_every_place_that_shows_it()
    {
        var verdict = Judge(new GateTargets { Whole = new ShareTargets(.81) });
        var material = ReportMaterial.Of(SampleFigures.Figures, verdict);

        Assert.That(Text("github"), Does.Contain("line=14,title=Target missed::lines: 80.0 %25, target 81.0 %25\n"));
        Assert.That(Text("junit"), Does.Contain("<failure message=\"target 81.0 %, actual 80.0 %\">"));

        string Text(string name) => ReportFormat.All.First(format => format.Name == name).Write(material, new ReportOptions()).Single().Text;
    }

    private static GateVerdict Judge(GateTargets targets, ChangedLines? changed = null, RatchetMemory? before = null) => new Gate(targets).Judge(SampleFigures.Figures, changed, before);
}
