using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Workers;

/// <summary>With real worker processes that do what bad subjects do.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public class WorkerPoolTests
{
    private static readonly WorkerSettings Patient = new() { StallCpu = TimeSpan.FromMinutes(1), StallTime = TimeSpan.FromMinutes(1) };

    [Test]
    public async Task Harmless_code_does_not_notice_the_worker()
    {
        var run = await RunAsync(Patient, SelfTestStep.UseConsole, SelfTestStep.WritePrivateFile, SelfTestStep.StartThreads);

        Assert.That(run.Outcome.Results.Select(result => result.Refused), Is.EqualTo(new string?[] { null, null, null }));
        Assert.That(run.Crashes, Is.Empty);
    }

    [Test]
    public async Task What_the_confinement_claims_is_true()
    {
        var run = await RunAsync(Patient, SelfTestStep.WriteElsewhere, SelfTestStep.WriteElsewhereInFinaliser, SelfTestStep.OpenSocket, SelfTestStep.StartProcess);

        var refused = run.Outcome.Results.ToDictionary(result => result.Step, result => result.Refused is not null);
        Assert.Multiple(() =>
        {
            Assert.That(refused[SelfTestStep.WriteElsewhere], Is.EqualTo(run.Confinement.Files));
            Assert.That(refused[SelfTestStep.WriteElsewhereInFinaliser], Is.EqualTo(run.Confinement.Files));
            Assert.That(refused[SelfTestStep.OpenSocket], Is.EqualTo(run.Confinement.Network));
            Assert.That(refused[SelfTestStep.StartProcess], Is.EqualTo(run.Confinement.Processes));
            Assert.That(run.Confinement.Description, Is.Not.Empty);
        });
    }

    [TestCase(SelfTestStep.Exit, WorkerCrashKind.Died)]
    [TestCase(SelfTestStep.OverflowStack, WorkerCrashKind.Died)]
    [TestCase(SelfTestStep.ThrowOnThread, WorkerCrashKind.ThrewOnThread)]
    public async Task A_test_that_ends_the_process_is_left_out_by_the_next_one(SelfTestStep deadly, WorkerCrashKind kind)
    {
        var run = await RunAsync(Patient, deadly, SelfTestStep.StartThreads);

        Assert.That(run.Outcome.Results.Select(result => result.Step), Is.EqualTo(new[] { SelfTestStep.StartThreads }));
        Assert.That(run.Crashes, Has.Length.EqualTo(1));
        Assert.That(run.Crashes[0].Kind, Is.EqualTo(kind), run.Crashes[0].LastWords);
        Assert.That(run.Crashes[0].Culprit?.ToString(), Is.EqualTo(deadly.AsTestCase().ToString()));
    }

    [TestCase(SelfTestStep.Spin)]
    [TestCase(SelfTestStep.Block)]
    public async Task A_test_that_does_not_end_is_killed_and_left_out(SelfTestStep endless)
    {
        var impatient = new WorkerSettings { StallCpu = TimeSpan.FromSeconds(0.3), StallTime = TimeSpan.FromSeconds(endless == SelfTestStep.Block ? 0.5 : 60) };

        var run = await RunAsync(impatient, endless);

        Assert.That(run.Outcome.Results, Is.Empty);
        Assert.That(run.Crashes.Select(crash => (crash.Kind, crash.Culprit?.ToString())), Is.EqualTo(new[] { (WorkerCrashKind.Stalled, (string?)endless.AsTestCase().ToString()) }));
        Assert.That(run.Crashes[0].IsReproducible, Is.False);
    }

    [Test]
    public async Task Memory_is_limited()
    {
        var run = await RunAsync(Patient with { HeapLimit = 64 << 20 }, SelfTestStep.Allocate, SelfTestStep.StartThreads);

        Assert.That(run.Outcome.Results[0].Refused, Does.StartWith("OutOfMemoryException"));
        Assert.That(run.PeakMemory, Is.InRange(1 << 20, 200 << 20));
        Assert.That(run.Cpu, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_failure_of_the_worker_itself_is_shown_with_its_stack()
    {
        var failure = await Assert.ThrowsAsync<WorkerException>(() => RunAsync(Patient, SelfTestStep.Throw));

        Assert.That(failure!.Message, Does.Contain("asked to throw").And.Contain("SelfTest"));
    }

    [Test]
    public async Task A_shared_framework_that_is_not_installed_is_named()
    {
        var failure = await Assert.ThrowsAsync<WorkerException>(() => RunAsync(Patient with { Frameworks = ["Missing.Framework"] }, SelfTestStep.StartThreads));

        Assert.That(failure!.Message, Does.Contain("Missing.Framework"));
    }

    [Test]
    public async Task Cancelling_ends_the_worker()
    {
        using var source = new CancellationTokenSource();
        var job = SelfTestJob.Of(SelfTestStep.Report, SelfTestStep.WaitForStop);
        var progress = new Listener(_ => source.Cancel());

        await Assert.ThrowsAsync<OperationCanceledException>(() => new WorkerPool(Patient).TestItselfAsync(job, progress, source.Token));
    }

    [Test]
    public async Task A_worker_that_does_not_listen_is_killed_on_cancelling()
    {
        using var source = new CancellationTokenSource();
        var job = SelfTestJob.Of(SelfTestStep.Report, SelfTestStep.Block);
        var progress = new Listener(_ => source.Cancel());

        await Assert.ThrowsAsync<OperationCanceledException>(() => new WorkerPool(Patient with { StopTime = TimeSpan.FromSeconds(0.2) }).TestItselfAsync(job, progress, source.Token));
    }

    [Test]
    public void A_search_goes_on_from_the_last_checkpoint_with_what_is_left_to_spend()
    {
        var killer = SelfTestStep.Exit.AsTestCase();
        var found = SelfTestStep.Report.AsTestCase();
        var catalog = new Catalog();
        var dead = new SearchJob
        {
            Search = new Build("", [], [], [], 0, []),
            Mutants = new Build("", [], [], [], 0, []),
            References = [],
            Constants = new ConstantPool([], [], [], []),
            Budget = new Budget(SearchWork: 1000, KillWork: 500, Seed: 7, CpuLimit: TimeSpan.FromSeconds(10)),
            Avoided = [new AvoidedMember("M:A.B", "did not end")],
            Seeds = [found],
        };

        var next = WorkerPool.GoOn(dead, new WorkerDeath([killer], new Checkpoint(catalog, [found], WorkSpent: 300), TimeSpan.FromSeconds(4), []));

        Assert.Multiple(() =>
        {
            Assert.That(next.Budget, Is.EqualTo(new Budget(700, 500, 7, TimeSpan.FromSeconds(6))));
            Assert.That(next.Blacklist, Is.EqualTo(new[] { killer }));
            Assert.That(next.Resume, Is.EqualTo(new[] { found }));
            Assert.That(next.Seeds, Is.EqualTo(dead.Seeds), "Those that killed nobody are tried again.");
            Assert.That(next.Avoided, Is.EqualTo(dead.Avoided));
            Assert.That(next.Catalog, Is.SameAs(catalog));
        });
    }

    [Test]
    public void A_search_that_deaths_have_used_up_leaves_time_for_what_was_found()
    {
        var dead = new SearchJob
        {
            Search = new Build("", [], [], [], 0, []),
            Mutants = new Build("", [], [], [], 0, []),
            References = [],
            Constants = new ConstantPool([], [], [], []),
            Budget = new Budget(SearchWork: 1000, KillWork: 500, Seed: 7, CpuLimit: TimeSpan.FromSeconds(10)),
        };

        var next = WorkerPool.GoOn(dead, new WorkerDeath([SelfTestStep.Exit.AsTestCase()], null, TimeSpan.FromSeconds(11), []));

        Assert.That(next.Budget, Is.EqualTo(new Budget(0, 500, 7, TimeSpan.FromSeconds(20))));
    }

    [TestCase(false, new[] { 1 })]
    [TestCase(true, new[] { 0, 1, 2 })]
    public void A_search_with_many_deaths_ends_with_what_it_has_and_with_too_many_tries_no_mutant_either(bool areTooMany, int[] killed)
    {
        var dead = new SearchJob
        {
            Search = new Build("", [], [], [], 0, []),
            Mutants = new Build("", [], [], [new MutantShape("M:A.B"), new MutantShape("M:A.B"), new MutantShape("M:A.C")], 0, []),
            References = [],
            Constants = new ConstantPool([], [], [], []),
            Budget = new Budget(SearchWork: 1000, KillWork: 500, Seed: 7, CpuLimit: TimeSpan.FromSeconds(10)),
            KilledMutants = [1],
            Resume = [SelfTestStep.Report.AsTestCase()],
        };

        var next = WorkerPool.EndSearch(dead, areTooMany);

        Assert.That(next.Budget, Is.EqualTo(new Budget(0, 0, 7, TimeSpan.FromSeconds(10))));
        Assert.That(next.KilledMutants, Is.EqualTo(killed));
        Assert.That(next.Resume, Is.EqualTo(dead.Resume));
    }

    private static Task<WorkerRun<SelfTestOutcome>> RunAsync(WorkerSettings settings, params SelfTestStep[] steps) =>
        new WorkerPool(settings).TestItselfAsync(SelfTestJob.Of(steps), new Listener(_ => { }), CancellationToken.None);

    private sealed class Listener(Action<Progress> hear) : IProgress<Progress>
    {
        public void Report(Progress value) => hear(value);
    }
}
