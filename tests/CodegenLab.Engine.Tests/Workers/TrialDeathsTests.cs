using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Workers;

public sealed class TrialDeathsTests
{
    private static readonly TrialJob Job = new()
    {
        Search = new Build("search.dll", [], [], [], 0, []),
        Mutants = new Build("mutants.dll", [], [], [], 0, []),
        References = [],
        Draft = "draft.dll",
        Methods = ["A.FirstTests.One", "A.FirstTests.Two", "A.SecondTests.Three"],
        Wanted = [5, 6],
    };

    [Test]
    public void A_method_that_ends_the_worker_is_not_run_again()
    {
        var next = GoOn(Died(TrialJob.NoteOf(1), mutant: -1));

        Assert.That(Notes(next.Blacklist), Is.EqualTo(new[] { TrialJob.NoteOf(1).ToString() }));
        Assert.That((next.Wanted, next.Mutants), Is.EqualTo((Job.Wanted, Job.Mutants)));
    }

    [Test]
    public void A_class_that_cannot_be_loaded_takes_its_methods_along_and_no_others()
    {
        var crash = Died(Job.NoteOfLoading(1), mutant: -1);

        Assert.That(TrialDeaths.BlamedBy(Job, crash), Is.EqualTo(new[] { 0, 1 }));
        Assert.That(TrialDeaths.BlamedBy(Job, Died(Job.NoteOfLoading(2), mutant: -1)), Is.EqualTo(new[] { 2 }));
        Assert.That(Notes(GoOn(crash).Blacklist), Is.EqualTo(Notes([TrialJob.NoteOf(0), TrialJob.NoteOf(1)])));
    }

    [Test]
    public void A_thread_that_throws_late_is_held_against_the_method_that_started_it()
    {
        var crash = Died(TrialJob.NoteOf(2), mutant: -1) with
        {
            Kind = WorkerCrashKind.ThrewOnThread,
            LastWords = "Unhandled exception. System.InvalidOperationException: boom\n   at A.FirstTests.<>c.<One>b__0_0()\n   at System.Threading.Thread.StartCallback()",
        };

        Assert.That(TrialDeaths.BlamedBy(Job, crash), Is.EqualTo(new[] { 0 }));
    }

    [Test]
    public void A_mutant_that_ends_the_worker_is_killed_once_and_tried_no_more()
    {
        var passed = new MethodTrial(1, TrialStatus.Passed, null) { Goals = [3], Kills = [4] };

        var next = GoOn(Died(TrialJob.NoteOf(1), mutant: 5), passed);

        Assert.Multiple(() =>
        {
            Assert.That(next.Blacklist, Is.Empty);
            Assert.That(next.Wanted, Is.EqualTo(new[] { 6 }));
            Assert.That(next.Known.Single().Kills, Is.EqualTo(new[] { 4, 5 }));
            Assert.That(next.Known.Single().Goals, Is.EqualTo(passed.Goals));
        });
    }

    [Test]
    public void Mutants_that_end_one_worker_after_the_other_are_left_alone()
    {
        var crashes = Enumerable.Range(10, 5).Select(mutant => Died(TrialJob.NoteOf(1), mutant)).ToArray();

        var next = TrialDeaths.GoOn(Job, new WorkerDeath([], null, TimeSpan.Zero, [.. crashes]));

        Assert.That(next.Mutants, Is.Null);
    }

    private static TrialJob GoOn(WorkerCrash crash, params MethodTrial[] trials) =>
        TrialDeaths.GoOn(Job, new WorkerDeath([], null, TimeSpan.Zero, [crash]) { Trials = [.. trials] });

    private static WorkerCrash Died(TestCase note, int mutant) => new(WorkerCrashKind.Died, note, mutant, "", 3);

    private static IEnumerable<string> Notes(IEnumerable<TestCase> notes) => notes.Select(note => note.ToString());
}
