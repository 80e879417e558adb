using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Search;

/// <summary>Sites: 0 a condition, 1 an arm, 2 a condition that only guides.</summary>
public sealed class ArchiveTests
{
    private static readonly TestCase Short = OfSize(1);

    private static readonly TestCase Long = OfSize(5);

    private Archive _archive = null!;

    [SetUp]
    public void MakeArchive()
    {
        SiteShape[] sites = [new("M:C.M", IsArm: false, IsSoft: false), new("M:C.M", IsArm: true, IsSoft: false), new("M:C.M", IsArm: false, IsSoft: true)];
        Trace.Allocate(sites.Length, 0, 0, 0, 0);
        _archive = new Archive(new Build("", sites, [], [], 0, []), new RandomStream(1));
    }

    [Test]
    public void Counts_two_outcomes_of_a_condition_and_one_of_an_arm() =>
        Assert.That(_archive.Goals, Is.EqualTo(3));

    [Test]
    public void A_shorter_test_case_replaces_a_longer_one_and_gains_nothing()
    {
        Touch((0, 0, 3));
        var first = _archive.Take(Long, threw: false);
        Touch((0, 0, 3));
        var second = _archive.Take(Short, threw: false);
        Touch((0, 0, 3));
        _archive.Take(Long, threw: false);

        Assert.Multiple(() =>
        {
            Assert.That((first, second), Is.EqualTo((true, false)));
            Assert.That(_archive.Covering(0), Is.SameAs(Short));
            Assert.That(_archive.Covered, Is.EqualTo(1));
        });
    }

    [Test]
    public void Guides_are_covered_and_not_counted()
    {
        Touch((2, 0, 3));

        Assert.Multiple(() =>
        {
            Assert.That(_archive.Take(Short, threw: false), Is.True);
            Assert.That(_archive.Covered, Is.Zero);
            Assert.That(_archive.CoveredByLastRun(), Is.Empty);
        });
    }

    [Test]
    public void Gives_a_test_near_an_open_goal_until_it_is_covered()
    {
        Touch((0, 0, 3));
        _archive.Take(Long, threw: false);
        var near = _archive.SampleOpen(out _);
        Touch((0, 3, 0));
        _archive.Take(Short, threw: false);

        Assert.Multiple(() =>
        {
            Assert.That(near.Test, Is.SameAs(Long));
            Assert.That(near.Distance, Is.EqualTo(3));
            Assert.That(_archive.HasOpen, Is.False);
            Assert.That(_archive.Covered, Is.EqualTo(2));
        });
    }

    [Test]
    public void Keeps_the_nearest_tests_of_an_open_goal()
    {
        for (var distance = 20; distance >= 1; distance--)
        {
            Touch((1, distance, 0));
            _archive.Take(Short, threw: false);
        }

        var distances = Enumerable.Range(0, 300).Select(_ => _archive.SampleOpen(out _).Distance).ToHashSet();

        Assert.That(distances, Is.EquivalentTo(new double[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Wishes_for_a_normal_end_where_all_runs_threw()
    {
        Touch((1, 0, 0));
        _archive.Take(Long, threw: true);
        var wished = _archive.NormalEndings.HasOpen;
        var sampled = _archive.NormalEndings.Sample().Test;
        Touch((1, 0, 0));
        var news = _archive.Take(Long, threw: false);

        Assert.Multiple(() =>
        {
            Assert.That(wished, Is.True);
            Assert.That(sampled, Is.SameAs(Long));
            Assert.That(news, Is.True);
            Assert.That(_archive.NormalEndings.HasOpen, Is.False);
        });
    }

    [Test]
    public void A_goal_that_ended_normally_is_never_wished_for_again()
    {
        Touch((1, 0, 0));
        _archive.Take(Short, threw: false);
        Touch((1, 0, 0));
        _archive.Take(Short, threw: true);

        Assert.That(_archive.NormalEndings.HasOpen, Is.False);
    }

    private static void Touch(params (int Site, double True, double False)[] sites)
    {
        Trace.Begin(1000);
        foreach (var (site, whenTrue, whenFalse) in sites)
        {
            Trace.Touched[Trace.TouchedCount++] = site;
            Trace.SiteEpoch[site] = Trace.Epoch;
            Trace.TrueDistance[site] = whenTrue;
            Trace.FalseDistance[site] = whenFalse;
        }
    }

    private static TestCase OfSize(int arguments) => new([new Statement(new Invocation(0, 0, null, [.. Enumerable.Range(0, arguments).Select(i => new Literal(0, i))], []))]);
}
