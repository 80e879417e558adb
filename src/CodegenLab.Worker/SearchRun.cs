using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Recollections;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.Suspicions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker;

/// <summary>The whole way from two builds to a small suite: discover, recall, search, assess, kill, minimise, choose assertions.</summary>
internal sealed class SearchRun(SearchJob job, IWorkerHost host)
{
    private readonly SearchJob _job = Narrowed(job);

    /// <summary>Work units between checkpoints, later on: what a crash costs at most. In the beginning a checkpoint comes whenever the work has doubled.</summary>
    private const long CheckpointEvery = 4_000_000;

    private const long SecondCheckpoint = 250_000;

    /// <summary>The code of a library that speaks all languages names a few dozen.</summary>
    private const int MostCultures = 100;

    /// <summary>Enough to look at; of some libraries, all tests of some type are such.</summary>
    private const int MostUnsteady = 100;

    private const double SearchShareOfLimit = .6;
    private const double OtherShareOfLimit = .3;
    private const double SmallShareOfLimit = .1;

    /// <summary>Of the work that a search has not used because nothing new came any more. On the sample shop half of it brought 0 to 12 kills of 722, in four runs 6 on average, and all of it one more in the only one where that was tried.</summary>
    private const double LeftForKills = .5;

    /// <summary>Of the work for kills, for mutants in what initialises types.</summary>
    private const double ShareForInitialisers = .25;

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
        var runner = new Runner(host, search, mutants, new Observer(vocabulary, pool.IsFromSubject), meter, _job.Blacklist, new DeadlyCalls(catalog, _job.Avoided, _job.Resume)) { Watch = unexpected, OpensFiles = vocabulary.FileOfTest is not null };
        var assessor = new Assessor(runner, _job.Search, _job.Mutants) { Unexpected = unexpected };
        meter.BeginPhase(_job.Budget.CpuLimit * SearchShareOfLimit);
        var recollection = Recollect(search, assessor);
        var asked = recollection?.Narrowed ?? _job.Search;
        var archive = new Archive(asked, random);
        var literals = new LiteralMaker(random, pool);
        var maker = new ExpressionMaker(vocabulary, random, literals);
        var variation = new Variation(vocabulary, random, maker, literals);
        var carvings = new Carvings(vocabulary, random);
        var loop = new SearchLoop(asked, vocabulary, archive, runner, variation, carvings, maker, pool, random) { Targets = AimsOf(vocabulary, recollection) };
        var share = recollection?.Share ?? 1;

        foreach (var test in _job.Resume.Concat(_job.Seeds).Concat(recollection?.Seeds ?? []))
            Start(test, loop, runner);
        var work = (long)(_job.Budget.SearchWork * share);
        var started = meter.Spent;
        loop.Run(work, done =>
        {
            host.Send(new Progress(Phase.Searching, null, archive.Covered, archive.Goals, 0, _job.Mutants.Mutants.Length, done));
            CheckpointNow(meter, () => Found(archive, loop), catalog);
        });

        // With time of their own: large code is searched until the limit.
        meter.BeginPhase(_job.Budget.CpuLimit * SmallShareOfLimit);
        new RefusedValues(vocabulary, runner, loop).Try();
        new DisposedObjects(vocabulary, runner, loop).Try();
        var left = Math.Max(0, work - (meter.Spent - started));
        meter.BeginPhase(_job.Budget.CpuLimit * OtherShareOfLimit);
        var settled = recollection?.Settled ?? new Obligations([.. _job.CoveredGoals], [.. _job.OtherLines], [.. _job.KilledMutants]);
        var candidates = Assess(runner, assessor, archive, loop, variation, new Flushes(vocabulary, assessor));
        var kill = new KillPhase(runner, assessor, variation, carvings, random);
        kill.Killed.UnionWith(settled.Kills);

        // Running each candidate for the first time compiles it, and much code closed over many types takes all of a limit to compile.
        meter.BeginPhase(_job.Budget.CpuLimit * OtherShareOfLimit);
        Report(Phase.Killing, archive, kill, 0);
        var killWork = (long)(_job.Budget.KillWork * share + left * LeftForKills);
        kill.RunAgainstLive([.. candidates.Where(candidate => !candidate.EndsInNull)], killWork);
        kill.Hunt(candidates, killWork, done =>
        {
            Report(Phase.Killing, archive, kill, done);
            CheckpointNow(meter, () => candidates.Select(candidate => candidate.Test), catalog);
        });

        // Not before: what another test can notice is better noticed by that one.
        kill.RunAgainstLive([.. candidates.Where(candidate => candidate.EndsInNull)], killWork);
        candidates.AddRange(Parts(candidates, assessor));
        assessor.Initialisation.Give(candidates);
        var once = new InitialisationKillPhase(runner, assessor, variation, random, kill);
        once.RunCandidates(candidates, killWork);
        once.Hunt(candidates, (long)(killWork * ShareForInitialisers));
        Report(Phase.Minimising, archive, kill, 0);
        meter.BeginPhase(_job.Budget.CpuLimit * OtherShareOfLimit);
        var reduction = new SuiteReduction(runner, assessor, vocabulary, _job.Search, _job.Mutants);
        IReadOnlyDictionary<Candidate, int>? places = null;
        var chosen = reduction.Choose(candidates, settled, done => Report(Phase.Minimising, archive, kill, done));
        if (recollection is not null)
        {
            kill.Reached.UnionWith(recollection.Reached);
            chosen = recollection.With(chosen, out places);
        }

        var tests = new SuiteOrder(catalog, _job.Search).Arrange(chosen, places);
        meter.BeginPhase(_job.Budget.CpuLimit * SmallShareOfLimit);
        var suspicions = new SuspicionHunt(runner, vocabulary, maker, unexpected, admission, _job.Announcements).Run([.. candidates.Select(candidate => candidate.Test)]);
        IEnumerable<Untested> withoutTest = [.. untested, .. new UntestedMembers(vocabulary, loop, assessor, runner, shunned).Find(candidates, tests)];
        host.Send(new SearchOutcome
        {
            Catalog = catalog,
            Tests = tests,
            Suspicions = [.. recollection?.With(suspicions.Kept) ?? suspicions.Kept],
            MoreSuspicions = suspicions.More,
            ReachedMutants = [.. kill.Reached.Order()],
            Recalled = recollection?.Unaltered ?? 0,
            Reachers = Reachers(candidates, [.. chosen.Select(test => test.Candidate)]),
            Unsteady = [.. assessor.Unsteady.Values.Take(MostUnsteady)],
            Untested = [.. recollection?.Explain(withoutTest) ?? withoutTest],
            Executions = runner.Executions,
            Reproducible = runner.IsReproducible,
        });
    }

    /// <summary>Null: nothing is known from an earlier run.</summary>
    private Recollection? Recollect(Universe search, Assessor assessor)
    {
        if (_job.Earlier is not { } earlier)
            return null;

        // Should a test of then kill this worker, the next one has to know in which words that is said.
        host.Send(new Checkpoint(search.Catalog, [], 0));
        var recollection = new Recollection(_job, earlier, new Translation(earlier.Catalog, search), assessor);
        recollection.Run();
        return recollection;
    }

    /// <summary>What new tests are made for: what has changed, and what the tests around it were about; all, where that names nothing that can be called.</summary>
    private static IReadOnlyList<Target> AimsOf(Vocabulary vocabulary, Recollection? recollection)
    {
        if (recollection is null)
            return vocabulary.Targets;
        List<Target> aims = [.. vocabulary.Targets.Where(target => recollection.Aims.Contains(target.Member.DocumentationId) || (!target.Member.IsSubject && recollection.Aims.Any(member => IsOf(target.Receiver, member))))];
        return aims.Count > 0 ? aims : vocabulary.Targets;

        static bool IsOf(Type type, string member) => member.AsSpan(2).StartsWith(DocumentationId.Of(type).AsSpan(2)) && member.AsSpan(DocumentationId.Of(type).Length) is ['.', ..];
    }

    /// <summary>A few tests for the mutants that candidates reach and none of the suite does: a later run knows so that they can be reached.</summary>
    private static TestCase[] Reachers(IEnumerable<Candidate> candidates, IReadOnlyList<Candidate> suite)
    {
        var known = suite.SelectMany(test => test.Reached).ToHashSet();
        var reachers = new List<TestCase>();
        foreach (var candidate in candidates.Where(candidate => !known.IsSupersetOf(candidate.Reached)))
        {
            known.UnionWith(candidate.Reached);
            reachers.Add(candidate.Test);
        }

        return [.. reachers];
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

    private List<Candidate> Assess(Runner runner, Assessor assessor, Archive archive, SearchLoop loop, Variation variation, Flushes flushes)
    {
        host.Send(new Progress(Phase.Observing, null, archive.Covered, archive.Goals, 0, _job.Mutants.Mutants.Length, 0));
        runner.ReturnToFolder();
        assessor.Initialisation.Again();
        return [.. Found(archive, loop).Select(variation.WithFakesInSight).DistinctBy(test => test.ToString()).OrderBy(test => test.Size).Select(test => Assess(assessor, variation.WithEventsHeard(test), test)).OfType<Candidate>().Select(flushes.Ended).OrderBy(candidate => candidate.Size)];
    }

    /// <summary>Parts of the candidates with what they are worth on their own.</summary>
    private static List<Candidate> Parts(List<Candidate> candidates, Assessor assessor)
    {
        var known = candidates.Select(candidate => candidate.Test.ToString()).ToHashSet();
        var parts = new List<Candidate>();
        foreach (var whole in candidates)
        {
            foreach (var part in Strands.Of(whole.Test).Where(part => known.Add(part.ToString())).Select(assessor.Assess).OfType<Candidate>())
            {
                part.Kills.UnionWith(whole.Kills.Where(mutant => part.Reached.Contains(mutant) && assessor.Kills(part, mutant)));
                parts.Add(part);
            }
        }

        return parts;
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
