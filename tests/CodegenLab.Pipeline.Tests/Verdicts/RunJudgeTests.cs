using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class RunJudgeTests
{
    private static readonly PlacedFixture Fixture = new(
        Fixtures.Render("MoneyTests", ("One", "[Test]\npublic void One() { }", [0]), ("Rows", "[TestCase(1)]\n[TestCase(2)]\npublic void Rows(int a) { }", [1, 2])),
        "MoneyTests.cs",
        null);

    [Test]
    public void Passing_twice_is_enough() =>
        Assert.That(Judge(Run(One(true)), Run(One(true))).IsClean);

    [Test]
    public void Failing_twice_is_failing() =>
        Assert.That(ReasonOf(Run(One(false)), Run(One(false))), Is.EqualTo(DropReason.Fails));

    [Test]
    public void Failing_first_and_passing_then_is_flaky() =>
        Assert.That(ReasonOf(Run(One(false)), Run(One(true))), Is.EqualTo(DropReason.Flaky));

    [Test]
    public void Failing_in_the_other_order_under_the_usual_culture_depends_on_order() =>
        Assert.That(ReasonOf(Run(One(true)), Run(One(false)), Run(One(false))), Is.EqualTo(DropReason.DependsOnOrder));

    [Test]
    public void Failing_under_the_other_culture_only_depends_on_culture() =>
        Assert.That(ReasonOf(Run(One(true)), Run(One(false)), Run(One(true))), Is.EqualTo(DropReason.DependsOnCulture));

    [Test]
    public void The_test_in_which_the_host_died_crashes_it() =>
        Assert.That(ReasonOf(Run([], "Shop.Tests.MoneyTests.One", false), Run(One(true))), Is.EqualTo(DropReason.Crashes));

    [Test]
    public void The_test_in_which_the_host_was_ended_times_out() =>
        Assert.That(ReasonOf(Run([], "Shop.Tests.MoneyTests.One", true), Run([], "Shop.Tests.MoneyTests.One", true)), Is.EqualTo(DropReason.TimesOut));

    [Test]
    public void A_test_that_is_slow_times_out() =>
        Assert.That(ReasonOf(Run(One(true) with { Duration = TimeSpan.FromMinutes(1) }), Run(One(true))), Is.EqualTo(DropReason.TimesOut));

    [Test]
    public void Rows_are_told_apart_before_any_of_them_goes()
    {
        TestResult[] rows = [new("Shop.Tests.MoneyTests", "Rows", true, default, ""), new("Shop.Tests.MoneyTests", "Rows", false, default, "no")];

        var patient = RunJudge.Judge([Fixture], Run([One(true), .. rows]), Run([One(true), .. rows]), null, mayUnmerge: true);
        var impatient = RunJudge.Judge([Fixture], Run([One(true), .. rows]), Run([One(true), .. rows]), null, mayUnmerge: false);

        Assert.That(patient.Unmerge, Is.EquivalentTo(new[] { 1, 2 }));
        Assert.That(patient.Rejected, Is.Empty);
        Assert.That(impatient.Rejected.Single().Found, Is.EquivalentTo(new[] { 1, 2 }));
    }

    [Test]
    public void What_did_not_run_because_of_a_crash_is_not_judged()
    {
        var verdict = Judge(Run([], "Shop.Tests.MoneyTests.Rows(1)", false), Run(One(true)));

        Assert.That(verdict.Unjudged, Is.EqualTo(1));
        Assert.That(verdict.Rejected, Is.Empty);
    }

    private static TestResult One(bool passed) => new("Shop.Tests.MoneyTests", "One", passed, TimeSpan.Zero, passed ? "" : "expected 1");

    private static TestRun Run(TestResult result) => Run([result, new TestResult("Shop.Tests.MoneyTests", "Rows", true, default, "")]);

    private static TestRun Run(TestResult[] results, string? endedIn = null, bool hanging = false) => new([.. results], endedIn, hanging, endedIn is null, []);

    private static RunVerdict Judge(TestRun usual, TestRun other) => RunJudge.Judge([Fixture], usual, other, null, mayUnmerge: true);

    private static DropReason ReasonOf(TestRun usual, TestRun other, TestRun? otherOrder = null) =>
        RunJudge.Judge([Fixture with { Fixture = Fixture.Fixture with { Tests = [Fixture.Fixture.Tests[0]] } }], usual, other, otherOrder, mayUnmerge: true).Rejected.Single().Reason;
}
