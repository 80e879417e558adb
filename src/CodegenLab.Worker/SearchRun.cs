using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker;

/// <summary>The whole way from two builds to a small suite: discover, search, assess, kill, minimise, choose assertions.</summary>
internal sealed class SearchRun(SearchJob job, IWorkerHost host)
{
    /// <summary>Work units between checkpoints: what a crash costs at most.</summary>
    private const long CheckpointEvery = 2_000_000;

    private const long MinimiseWorkPerTest = 40_000;

    private long _nextCheckpoint = CheckpointEvery;

    public void Run()
    {
        host.Send(new Progress(Phase.Loading, null, 0, 0, 0, 0, 0));
        Allocate();
        var catalog = job.Catalog ?? new Catalog();
        var search = new Universe(job.Search.Path, job.References, catalog);
        var discovery = new Discovery(search, job.InternalsVisible, IsTarget);
        var untested = discovery.Run();
        var mutants = new Universe(job.Mutants.Path, job.References, search);
        var vocabulary = new Vocabulary(search, discovery.SubjectTypes);

        var random = new RandomStream(job.Budget.Seed);
        var pool = new ValuePool(job.Constants);
        var meter = new WorkMeter(job.Budget.CpuLimit);
        var runner = new Runner(host, search, mutants, new Observer(vocabulary, pool.IsConstant), meter, job.Blacklist);
        var archive = new Archive(job.Search, random);
        var literals = new LiteralMaker(random, pool);
        var maker = new ExpressionMaker(vocabulary, random, literals);
        var variation = new Variation(vocabulary, random, maker, literals);
        var loop = new SearchLoop(job.Search, vocabulary, archive, runner, variation, maker, pool, random);

        foreach (var test in job.Resume)
            loop.Try(test);
        loop.Run(job.Budget.SearchWork, done =>
        {
            host.Send(new Progress(Phase.Searching, null, archive.Covered, archive.Goals, 0, job.Mutants.Mutants.Length, done));
            CheckpointNow(meter, () => Found(archive, loop), catalog);
        });

        var assessor = new Assessor(runner, archive, job.Search, job.Mutants);
        var candidates = Assess(assessor, archive, loop);
        var kill = new KillPhase(runner, assessor, variation, random);
        kill.Killed.UnionWith(job.KilledMutants);
        Report(Phase.Killing, archive, kill, 0);
        kill.RunAgainstLive(candidates);
        kill.Hunt(candidates, job.Budget.KillWork, done =>
        {
            Report(Phase.Killing, archive, kill, done);
            CheckpointNow(meter, () => candidates.Select(candidate => candidate.Test), catalog);
        });

        Report(Phase.Minimising, archive, kill, 0);
        var chosen = new SuiteMinimiser(runner, assessor).Choose(candidates, job.CoveredGoals.ToHashSet(), job.KilledMutants.ToHashSet());
        var minimiser = new TestMinimiser(runner, assessor, vocabulary, MinimiseWorkPerTest);
        var assertions = new AssertionChooser(assessor);
        var suite = new List<(Candidate Candidate, List<Observation> Assertions)>();
        foreach (var test in chosen)
        {
            var smallest = minimiser.Minimise(test);
            suite.Add((smallest, assertions.Choose(smallest)));
            Report(Phase.Minimising, archive, kill, (double)suite.Count / chosen.Count);
        }

        var tests = new SuiteOrder(catalog, job.Search).Arrange(suite);
        host.Send(new SearchOutcome
        {
            Catalog = catalog,
            Tests = tests,
            ReachedMutants = [.. kill.Reached.Order()],
            Untested = [.. untested, .. new UntestedMembers(vocabulary, loop).Find(tests)],
            Executions = runner.Executions,
            Reproducible = !meter.LimitHit,
        });
    }

    private bool IsTarget(string type, string member) => job.Targets.Length == 0 || job.Targets.Contains(type) || job.Targets.Contains(member);

    private void Allocate()
    {
        Trace.Allocate(job.Search.Sites.Length, Math.Max(job.Search.Lines, job.Mutants.Lines), Math.Max(job.Search.Members.Length, job.Mutants.Members.Length), job.Mutants.Mutants.Length, Math.Max(job.Search.Switches.Length, job.Mutants.Switches.Length));
        for (var i = 0; i < job.Search.Switches.Length; i++)
        {
            var arms = job.Search.Switches[i].Arms;
            Trace.Switches[i] = new SwitchArms { Sites = [.. arms.Select(arm => arm.Site)], Integers = [.. arms.Select(arm => arm.Integers)], Texts = [.. arms.Select(arm => arm.Texts)] };
        }
    }

    private static IEnumerable<TestCase> Found(Archive archive, SearchLoop loop) =>
        Enumerable.Range(0, archive.GoalIds).Where(archive.IsCounted).Select(archive.Covering).OfType<TestCase>().Concat(loop.Outcomes).Distinct(ReferenceEqualityComparer.Instance).Cast<TestCase>();

    private List<Candidate> Assess(Assessor assessor, Archive archive, SearchLoop loop)
    {
        host.Send(new Progress(Phase.Observing, null, archive.Covered, archive.Goals, 0, job.Mutants.Mutants.Length, 0));
        return [.. Found(archive, loop).DistinctBy(test => test.ToString()).OrderBy(test => test.Size).Select(assessor.Assess).OfType<Candidate>()];
    }

    private void CheckpointNow(WorkMeter meter, Func<IEnumerable<TestCase>> tests, Catalog catalog)
    {
        if (meter.Spent < _nextCheckpoint)
            return;
        _nextCheckpoint = meter.Spent + CheckpointEvery;
        host.Send(new Checkpoint(catalog, [.. tests()], meter.Spent));
    }

    private void Report(Phase phase, Archive archive, KillPhase kill, double done) =>
        host.Send(new Progress(phase, null, archive.Covered, archive.Goals, kill.Killed.Count, job.Mutants.Mutants.Length, done));
}
