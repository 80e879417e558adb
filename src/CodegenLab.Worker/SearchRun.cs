using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.Suspicions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker;

/// <summary>The whole way from two builds to a small suite: discover, search, assess, kill, minimise, choose assertions.</summary>
internal sealed class SearchRun(SearchJob job, IWorkerHost host)
{
    private readonly SearchJob _job = Narrowed(job);

    /// <summary>Work units between checkpoints, later on: what a crash costs at most. In the beginning a checkpoint comes whenever the work has doubled.</summary>
    private const long CheckpointEvery = 4_000_000;

    private const long SecondCheckpoint = 250_000;

    /// <summary>The code of a library that speaks all languages names a few dozen.</summary>
    private const int MostCultures = 100;

    private const double SearchShareOfLimit = .6;
    private const double OtherShareOfLimit = .3;

    /// <summary>Of the work that a search has not used because nothing new came any more. On the sample shop (three seeds) half of it brings 9 kills of 722, and all of it 1 more.</summary>
    private const double LeftForKills = .5;

    private readonly List<TestCase> _started = [];

    // The first one comes at once: a blacklist means something only beside its catalog.
    private long _nextCheckpoint;

    public void Run()
    {
        host.Send(new Progress(Phase.Loading, null, 0, 0, 0, 0, 0));
        Allocate();
        var catalog = _job.Catalog ?? new Catalog();
        catalog.IsNarrowed = _job.Targets.Length > 0;
        var search = new Universe(_job.Search.Path, _job.References, catalog);
        var discovery = new Discovery(search, _job.InternalsVisible, IsTarget);
        var untested = discovery.Run();
        var mutants = new Universe(_job.Mutants.Path, _job.References, search);
        var shunned = _job.Avoided.Where(member => !member.SmallIsFine).ToArray();
        var avoided = shunned.Select(member => member.Member).ToHashSet();
        var vocabulary = new Vocabulary(search, discovery.SubjectTypes, avoided) { Cultures = [.. _job.Constants.Texts.Where(KnownValues.IsCulture).Take(MostCultures)] };

        var random = new RandomStream(_job.Budget.Seed);
        var pool = new ValuePool(_job.Constants);
        var meter = new WorkMeter();
        var admission = new Admission(search);
        var unexpected = new UnexpectedExceptions(search, _job.Search.Members, _job.Announcements, admission);
        var runner = new Runner(host, search, mutants, new Observer(vocabulary, pool.IsFromSubject), meter, _job.Blacklist, new DeadlyCalls(catalog, _job.Avoided, _job.Resume)) { Watch = unexpected };
        var archive = new Archive(_job.Search, random);
        var literals = new LiteralMaker(random, pool);
        var maker = new ExpressionMaker(vocabulary, random, literals);
        var variation = new Variation(vocabulary, random, maker, literals);
        var loop = new SearchLoop(_job.Search, vocabulary, archive, runner, variation, maker, pool, random);

        meter.BeginPhase(_job.Budget.CpuLimit * SearchShareOfLimit);
        foreach (var test in _job.Resume.Concat(_job.Seeds))
            Start(test, loop, runner);
        var started = meter.Spent;
        loop.Run(_job.Budget.SearchWork, done =>
        {
            host.Send(new Progress(Phase.Searching, null, archive.Covered, archive.Goals, 0, _job.Mutants.Mutants.Length, done));
            CheckpointNow(meter, () => Found(archive, loop), catalog);
        });

        var left = Math.Max(0, _job.Budget.SearchWork - (meter.Spent - started));
        var assessor = new Assessor(runner, archive, _job.Search, _job.Mutants) { Unexpected = unexpected };
        meter.BeginPhase(_job.Budget.CpuLimit * OtherShareOfLimit);
        var candidates = Assess(runner, assessor, archive, loop, variation);
        var kill = new KillPhase(runner, assessor, variation, new Carvings(vocabulary, random), random);
        kill.Killed.UnionWith(_job.KilledMutants);
        Report(Phase.Killing, archive, kill, 0);
        kill.RunAgainstLive(candidates);
        kill.Hunt(candidates, _job.Budget.KillWork + (long)(left * LeftForKills), done =>
        {
            Report(Phase.Killing, archive, kill, done);
            CheckpointNow(meter, () => candidates.Select(candidate => candidate.Test), catalog);
        });

        Report(Phase.Minimising, archive, kill, 0);
        meter.BeginPhase(_job.Budget.CpuLimit * OtherShareOfLimit);
        var reduction = new SuiteReduction(runner, assessor, vocabulary, _job.Search, _job.Mutants);
        var tests = reduction.Reduce(candidates, new Obligations([.. _job.CoveredGoals], [.. _job.OtherLines], [.. _job.KilledMutants]), done => Report(Phase.Minimising, archive, kill, done));
        var suspicions = new SuspicionHunt(runner, vocabulary, maker, unexpected, admission, _job.Announcements).Run([.. candidates.Select(candidate => candidate.Test)]);
        host.Send(new SearchOutcome
        {
            Catalog = catalog,
            Tests = tests,
            Suspicions = suspicions.Kept,
            MoreSuspicions = suspicions.More,
            ReachedMutants = [.. kill.Reached.Order()],
            Untested = [.. untested, .. new UntestedMembers(vocabulary, loop, assessor, shunned).Find(candidates, tests)],
            Executions = runner.Executions,
            Reproducible = runner.IsReproducible,
        });
    }

    private bool IsTarget(string type, string member) => _job.Targets.Length == 0 || _job.Targets.Contains(type) || _job.Targets.Contains(member);

    /// <summary>What was not asked for guides the search and counts for nothing.</summary>
    private static SearchJob Narrowed(SearchJob job)
    {
        if (job.Targets.Length == 0)
            return job;
        var others = Enumerable.Range(0, job.Mutants.Mutants.Length).Where(mutant => !job.IsAskedFor(job.Mutants.Mutants[mutant].Member));
        return job with
        {
            Search = job.Search with { Sites = [.. job.Search.Sites.Select(site => job.IsAskedFor(site.Member) ? site : site with { IsSoft = true })] },
            KilledMutants = [.. job.KilledMutants.Union(others)],
        };
    }

    private void Allocate()
    {
        Trace.Allocate(_job.Search.Sites.Length, Math.Max(_job.Search.Lines, _job.Mutants.Lines), Math.Max(_job.Search.Members.Length, _job.Mutants.Members.Length), _job.Mutants.Mutants.Length, Math.Max(_job.Search.Switches.Length, _job.Mutants.Switches.Length));
        for (var i = 0; i < _job.Search.Switches.Length; i++)
        {
            var arms = _job.Search.Switches[i].Arms;
            Trace.Switches[i] = new SwitchArms { Sites = [.. arms.Select(arm => arm.Site)], Integers = [.. arms.Select(arm => arm.Integers)], Texts = [.. arms.Select(arm => arm.Texts)] };
        }
    }

    /// <summary>Tries a test to start from. One that does not come to its end may be worth something up to there.</summary>
    private void Start(TestCase test, SearchLoop loop, Runner runner)
    {
        var kept = loop.Try(test);
        if (kept is null && runner.Search.Results is { Count: > 0 and var ran } && ran < test.Statements.Length)
            kept = loop.Try(Slots.Take(test, ran));
        if (kept is not null)
            _started.Add(kept);
    }

    // The archive keeps the smallest test for a goal; those to start from may be there for the mutants they kill.
    private IEnumerable<TestCase> Found(Archive archive, SearchLoop loop) =>
        Enumerable.Range(0, archive.GoalIds).Where(archive.IsCounted).Select(archive.Covering).OfType<TestCase>().Concat(loop.Outcomes).Concat(_started).Distinct(ReferenceEqualityComparer.Instance).Cast<TestCase>();

    private List<Candidate> Assess(Runner runner, Assessor assessor, Archive archive, SearchLoop loop, Variation variation)
    {
        host.Send(new Progress(Phase.Observing, null, archive.Covered, archive.Goals, 0, _job.Mutants.Mutants.Length, 0));
        runner.ReturnToFolder();
        return [.. Found(archive, loop).Select(variation.WithFakesInSight).DistinctBy(test => test.ToString()).OrderBy(test => test.Size).Select(test => Assess(assessor, variation.WithEventsHeard(test), test)).OfType<Candidate>()];
    }

    /// <summary>With listeners where that goes: an event may refuse them.</summary>
    private static Candidate? Assess(Assessor assessor, TestCase heard, TestCase test) =>
        assessor.Assess(heard) ?? (ReferenceEquals(heard, test) ? null : assessor.Assess(test));

    private void CheckpointNow(WorkMeter meter, Func<IEnumerable<TestCase>> tests, Catalog catalog)
    {
        if (meter.Spent < _nextCheckpoint)
            return;
        _nextCheckpoint = Math.Max(SecondCheckpoint, meter.Spent + Math.Min(meter.Spent, CheckpointEvery));
        host.Send(new Checkpoint(catalog, [.. tests()], meter.Spent));
    }

    private void Report(Phase phase, Archive archive, KillPhase kill, double done) =>
        host.Send(new Progress(phase, null, archive.Covered, archive.Goals, kill.Killed.Count, _job.Mutants.Mutants.Length, done));
}
