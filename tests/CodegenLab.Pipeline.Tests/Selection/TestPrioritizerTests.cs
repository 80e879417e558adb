using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Tests.Selection;

public sealed class TestPrioritizerTests
{
    [Test]
    public void Next_comes_what_adds_most_to_what_is_reached() =>
        Assert.That(Order([Test("Small", 10, "A"), Test("Big", 10, "A", "B", "C"), Test("Same_as_big", 10, "A", "B", "C"), Test("Other", 10, "D")]), Is.EqualTo(new[] { "Big", "Other", "Same_as_big", "Small" }));

    [Test]
    public void A_second_counts() =>
        Assert.That(Order([Test("Slow", 1000, "A", "B", "C"), Test("Quick", 10, "A")]), Is.EqualTo(new[] { "Quick", "Slow" }));

    [Test]
    public void Changed_members_weigh_more() =>
        Assert.That(Order([Test("Wide", 10, "A", "B", "C"), Test("Changed", 10, "D")], "D"), Is.EqualTo(new[] { "Changed", "Wide" }));

    [Test]
    public void Complex_members_weigh_more()
    {
        var simple = Test("Simple", 10, "A", "B");
        var complex = Test("Complex", 10) with { Coverage = new TestCoverage([], [new MemberHits("M:T.X", [], [0, 2])], true) };

        Assert.That(Order([simple, complex]), Is.EqualTo(new[] { "Complex", "Simple" }));
    }

    [Test]
    public void What_failed_weighs_more_and_the_last_time_most()
    {
        var long_ago = Test("Long_ago", 10, "A") with { Results = Results(10, "PPPF") };
        var lately = Test("Lately", 10, "B") with { Results = Results(10, "PFPP") };

        Assert.That(Order([Test("Never", 10, "C"), long_ago, lately]), Is.EqualTo(new[] { "Lately", "Long_ago", "Never" }));
        Assert.That(TestPrioritizer.FailureHistory(lately), Is.EqualTo(0.25));
        Assert.That(TestPrioritizer.FailureHistory(long_ago), Is.EqualTo(0.0625));
    }

    [Test]
    public void Tests_of_what_depends_on_a_change_come_first()
    {
        var candidates = new[] { Test("Independent", 10, "A"), Test("Dependent", 10, "B") }.Select(test => new Candidate(test.Name, test, test.Name.Key == "Dependent")).ToList();

        Assert.That(TestPrioritizer.Order(candidates, ImmutableHashSet<CodePiece>.Empty).Select(ranked => ranked.Candidate.Name.Key), Is.EqualTo(new[] { "Dependent", "Independent" }));
    }

    [Test]
    public void What_is_not_known_comes_first_and_is_expected_to_take_what_its_class_takes()
    {
        var fresh = new Candidate(Test("New", 0).Name, null, false);
        var order = TestPrioritizer.Order([new Candidate(Test("Known", 30, "A").Name, Test("Known", 30, "A"), false), fresh], ImmutableHashSet<CodePiece>.Empty);

        Assert.That(order.Select(ranked => (ranked.Candidate.Name.Key, ranked.Expected.TotalMilliseconds)), Is.EqualTo(new[] { ("New", 60.0), ("Known", 60.0) }));
    }

    [Test]
    public void All_come_back_once_whatever_they_reach()
    {
        var random = new Random(7);
        var tests = Enumerable.Range(0, 200).Select(number => Test($"T{number}", random.Next(50), [.. Enumerable.Range(0, random.Next(6)).Select(_ => $"M{random.Next(40)}")])).ToArray();

        Assert.That(Order(tests), Is.EquivalentTo(tests.Select(test => test.Name.Key)));
    }

    [Test]
    public void The_judge_knows_the_formula()
    {
        var names = "ABCDE".Select(letter => Test(letter.ToString(), 1).Name).ToList();

        Assert.That(OrderJudge.Apfd(names, new HashSet<TestName> { names[0] }), Is.EqualTo(0.9).Within(1e-9));
        Assert.That(OrderJudge.Apfd(names, new HashSet<TestName> { names[4] }), Is.EqualTo(0.1).Within(1e-9));
        Assert.That(OrderJudge.Apfd(names, new HashSet<TestName> { names[0], names[4] }), Is.EqualTo(0.5).Within(1e-9));
    }

    [Test]
    public void The_judge_orders_by_what_was_known_before_the_run()
    {
        // "Bad" fails in each run: the first time nothing points at it, from then on its history does.
        var tests = new[] { Test("Good", 10, "A", "B") with { Results = Results(10, "PPPPP") }, Test("Fine", 10, "C", "D") with { Results = Results(10, "PPPPP") }, Test("Bad", 10, "E") with { Results = Results(10, "FFFFP") } };
        var quality = new OrderJudge([.. tests]).Judge();

        Assert.That(quality.Runs, Is.EqualTo(4));
        Assert.That(quality.AsTheyStand, Is.EqualTo(1.0 / 6).Within(1e-9));
        Assert.That(quality.Apfd, Is.EqualTo((1.0 / 6 + 3 * (5.0 / 6)) / 4).Within(1e-9));
    }

    [Test]
    public void From_few_runs_the_judge_says_nothing()
    {
        var quality = new OrderJudge([Test("Good", 1, "A") with { Results = Results(1, "PP") }, Test("Bad", 1, "B") with { Results = Results(1, "FP") }]).Judge();

        Assert.That(quality, Is.EqualTo(new OrderQuality(1, null, null)));
    }

    private static IEnumerable<string> Order(KnownTest[] tests, params string[] changed) =>
        TestPrioritizer.Order([.. tests.Select(test => new Candidate(test.Name, test, false))], changed.Select(name => new CodePiece(PieceKind.Member, "Bank", "M:T." + name)).ToHashSet()).Select(ranked => ranked.Candidate.Name.Key);

    /// <param name="members">One line in each.</param>
    private static KnownTest Test(string key, double milliseconds, params string[] members) => new(
        new TestName("Bank.Tests", key, "Bank.Tests.AccountTests", key, key, key), Results(milliseconds, "P"), null, new TestCoverage([], [.. members.Distinct().Select(member => new MemberHits("M:T." + member, [0], []))], true));

    /// <param name="newestFirst">P passed, F failed.</param>
    private static ImmutableArray<PastResult> Results(double milliseconds, string newestFirst) =>
        [.. newestFirst.Select((letter, place) => new PastResult(newestFirst.Length - place, letter == 'F' ? SuiteTestStatus.Failed : SuiteTestStatus.Passed, TimeSpan.FromMilliseconds(milliseconds)))];
}
