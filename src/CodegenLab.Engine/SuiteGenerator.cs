using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine;

/// <summary>The engine's story: instrument, search, observe again in a fresh process. Text and processes in, tests as data out.</summary>
/// <param name="scratch">An empty folder outside the repository, for builds of the subject.</param>
/// <param name="memory">Suites of earlier runs; null: all is searched from nothing.</param>
public sealed class SuiteGenerator(string scratch, KeptSuites? memory = null)
{
    /// <summary>Share of the budget for finding tests; the rest is for telling mutants apart. Measured on three seeds of Cronos: .8 reaches more branches than .7 (607.7 to 603.7 of 688) and kills no fewer mutants.</summary>
    private const double SearchShare = .8;

    /// <summary>On a machine this many times slower than the one where work units were fitted, time ends the search.</summary>
    private const double CpuLimitFactor = 3;

    /// <summary>Seconds that no search is ended before: a worker's start, its compiling included, can take longer than a small budget.</summary>
    private const double LeastCpuLimit = 6;

    /// <summary>Decimal comma, dotless i: what depends on the culture shows.</summary>
    internal const string OtherCulture = "tr-TR";

    private const ulong OtherOrder = 0xC0DE;

    /// <summary>In the second each test has run after every other; more of them meet threads that come in another order by chance.</summary>
    private const int ReplayRounds = 5;

    /// <param name="subject">What to write tests for.</param>
    /// <param name="coveredGoals">Goals that tests in the repository cover already; called with the instrumented subject.</param>
    /// <exception cref="WorkerException">The worker itself failed, or died over and over.</exception>
    public async Task<GeneratedSuite> GenerateAsync(
        SubjectProject subject,
        SuiteBudget budget,
        Func<InstrumentedSubject, CancellationToken, Task<IReadOnlyCollection<int>>> coveredGoals,
        IProgress<Progress> progress,
        CancellationToken cancellationToken)
    {
        var fakes = new FakeWriter(subject.InternalsVisible).Write(subject.Compilation);
        var instrumented = Instrument(subject, fakes, cancellationToken);
        var covered = await coveredGoals(instrumented, cancellationToken);
        var setting = memory?.SettingOf(subject, budget, fakes) ?? "";
        var sources = KeptSuites.SourcesOf(subject, covered);
        var kept = memory?.Find(setting);
        if (kept?.Sources == sources)
            return Again(kept, subject, instrumented, fakes);

        ImmutableArray<WorkerCrash> crashes = [];
        var earlier = kept is null ? null : memory!.Recall(kept, instrumented, out crashes);
        var job = SearchJobOf(subject, instrumented, fakes, budget) with { CoveredGoals = [.. covered], Earlier = earlier, KilledMutants = [.. crashes.Select(crash => crash.Mutant)] };
        var suite = await SearchAsync(subject, job, instrumented, fakes, progress, cancellationToken);
        suite = suite with { Crashes = [.. crashes, .. suite.Crashes] };
        memory?.Keep(setting, sources, suite);
        return suite;
    }

    /// <summary>The suite of an earlier run on the same code.</summary>
    private static GeneratedSuite Again(KeptSuite kept, SubjectProject subject, InstrumentedSubject instrumented, ImmutableArray<Fake> fakes) => new()
    {
        Subject = instrumented,
        Catalog = kept.Catalog,
        Tests = [.. kept.Tests],
        Fakes = fakes,
        CoveredGoals = [.. kept.CoveredGoals],
        Suspicions = [.. kept.Suspicions],
        MoreSuspicions = kept.MoreSuspicions,
        Untested = [.. kept.Untested],
        ReachedMutants = [.. kept.ReachedMutants],
        Reachers = [.. kept.Reachers],
        Remembered = new Remembered(null, kept.Tests.Length),
        NotRepeated = kept.NotRepeated,
        Confinement = kept.Confinement,
        Crashes = [.. kept.Crashes],
        Reproducible = kept.Reproducible,
        Chances = ChanceFinder.Find(subject.Compilation),
        Seams = new SeamFinder(subject.Compilation).Find(),
        WorkerMemory = kept.WorkerMemory,
    };

    private static async Task<GeneratedSuite> SearchAsync(
        SubjectProject subject, SearchJob job, InstrumentedSubject instrumented, ImmutableArray<Fake> fakes, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var run = await SearchAsync(subject, job, progress, cancellationToken);
        var found = run.Found;
        var seams = new SeamFinder(subject.Compilation);
        return new GeneratedSuite
        {
            Subject = instrumented,
            Catalog = found.Catalog,
            Tests = run.Repeated,
            Fakes = fakes,
            CoveredGoals = [.. job.CoveredGoals],
            Suspicions = [.. run.Suspicions, .. StackOverflows.Of(run.Crashes, found.Catalog)],
            MoreSuspicions = found.MoreSuspicions,
            Untested = [.. seams.Explain([.. found.Untested, .. Lost(found.Catalog, found.Tests, run.Repeated)])],
            ReachedMutants = [.. found.ReachedMutants],
            Reachers = [.. found.Reachers],
            Remembered = job.Earlier is { } earlier ? new Remembered(earlier.Changed.Length, found.Recalled) : null,
            NotRepeated = found.Tests.Length - run.Repeated.Length,
            Confinement = run.Confinement,
            Crashes = run.Crashes,
            Reproducible = found.Reproducible,
            Chances = ChanceFinder.Find(subject.Compilation),
            Seams = seams.Find(),
            WorkerMemory = run.PeakMemory,
        };
    }

    /// <summary>
    /// Goes on searching where a suite ended, from its tests and from seeds that somebody else thought of: they are mutated, minimised and given assertions as if the search
    /// had found them. The builds of the suite are used once more; they must still be on disk.
    /// </summary>
    /// <param name="subject">The one that the suite was generated for.</param>
    /// <param name="seeds">In the vocabulary of the suite's catalog. Tests that come of one have its <see cref="TestCase.Origin"/>.</param>
    /// <param name="budget">Comes on top of what the suite has cost.</param>
    /// <returns>A suite that covers and kills all that the first one does. What seeds do counts only where it repeats.</returns>
    /// <exception cref="WorkerException">The worker itself failed, or died over and over.</exception>
    public static async Task<GeneratedSuite> ContinueAsync(
        SubjectProject subject, GeneratedSuite suite, IReadOnlyList<TestCase> seeds, SuiteBudget budget, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var run = await SearchAsync(subject, ContinuationOf(subject, suite, seeds, budget), progress, cancellationToken);
        var found = run.Found;
        var tests = SuiteUnion.Of(suite.Tests, run.Repeated);
        var tested = tests.Select(test => found.Catalog.Members[test.Subject].DocumentationId).ToHashSet();
        return suite with
        {
            Catalog = found.Catalog,
            Tests = tests,
            Suspicions = [.. suite.Suspicions.Concat(run.Suspicions).DistinctBy(suspicion => (suspicion.Rule, suspicion.Subject, suspicion.Words))],
            Untested = [.. new SeamFinder(subject.Compilation).Explain(found.Untested.Concat(Lost(found.Catalog, found.Tests, run.Repeated)).Where(untested => !tested.Contains(untested.Member)))],
            ReachedMutants = suite.ReachedMutants.Union(found.ReachedMutants),
            NotRepeated = suite.NotRepeated + found.Tests.Length - run.Repeated.Length,
            Confinement = run.Confinement,
            Crashes = [.. suite.Crashes, .. run.Crashes],
            Reproducible = suite.Reproducible && found.Reproducible,
            WorkerMemory = Math.Max(suite.WorkerMemory, run.PeakMemory),
        };
    }

    internal static SearchJob ContinuationOf(SubjectProject subject, GeneratedSuite suite, IReadOnlyList<TestCase> seeds, SuiteBudget budget) => SearchJobOf(subject, suite.Subject, suite.Fakes, budget) with
    {
        Catalog = suite.Catalog,
        Resume = [.. suite.Tests.Select(test => test.Case)],
        Seeds = [.. seeds.DistinctBy(seed => seed.ToString())],
        CoveredGoals = [.. suite.CoveredGoals],
        Blacklist = [.. suite.Crashes.Where(crash => crash.Mutant < 0).Select(crash => crash.Culprit).OfType<TestCase>().DistinctBy(culprit => culprit.ToString())],
        Avoided = Culprits.MembersToAvoid(suite.Crashes),
        KilledMutants = [.. suite.Crashes.Select(crash => crash.Mutant).Where(mutant => mutant >= 0).Concat(suite.EquivalentMutants.Order()).Distinct()],
    };

    /// <summary>Searches, then runs what was found once more in a fresh process.</summary>
    private static async Task<SearchedTests> SearchAsync(SubjectProject subject, SearchJob job, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var pool = new WorkerPool(new WorkerSettings { Frameworks = subject.Frameworks, MayCorruptMemory = UnsafeCodeFinder.IsIn(subject.Compilation) });
        var search = await pool.SearchAsync(job, progress, cancellationToken);
        var replayJob = ReplayJobOf(job, search.Outcome);
        var replay = await pool.ReplayAsync(replayJob, progress, cancellationToken);
        var stateful = await GlobalStateHunt.FindAsync(pool, replayJob, search.Outcome, replay.Outcome.Observations, progress, cancellationToken);
        return new SearchedTests(
            search.Outcome, Repeated(search.Outcome.Tests, replay.Outcome.Observations), [.. Repeated(search.Outcome, replay.Outcome.Observations), .. stateful], search.Confinement.Description, [.. search.Crashes, .. replay.Crashes], Math.Max(search.PeakMemory, replay.PeakMemory));
    }

    private sealed record SearchedTests(SearchOutcome Found, ImmutableArray<FoundTest> Repeated, ImmutableArray<FoundSuspicion> Suspicions, string Confinement, ImmutableArray<WorkerCrash> Crashes, long PeakMemory);

    internal InstrumentedSubject Instrument(SubjectProject subject, ImmutableArray<Fake> fakes, CancellationToken cancellationToken)
    {
        var options = (CSharpParseOptions?)subject.Compilation.SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default;
        var trees = fakes.Select(fake => CSharpSyntaxTree.ParseText(fake.CompilationUnit, options, fake.FakeTypeName + ".cs", Encoding.UTF8, cancellationToken)).ToList();
        var built = new SubjectBuilder(subject.Resources).Build(subject.Compilation, trees, scratch, cancellationToken);
        if (subject.TargetPath is { } target)
            Satellites.Copy(target, Path.GetDirectoryName(built.SearchAssembly)!, Path.GetDirectoryName(built.MutantAssembly)!);
        return built;
    }

    internal static SearchJob SearchJobOf(SubjectProject subject, InstrumentedSubject instrumented, ImmutableArray<Fake> fakes, SuiteBudget budget)
    {
        var work = budget.CpuSeconds * 1_000_000;
        var job = new SearchJob
        {
            Search = instrumented.SearchBuild,
            Mutants = instrumented.MutantBuild,
            References = [.. subject.References],
            InternalsVisible = subject.InternalsVisible,
            Targets = [.. subject.Targets],
            Constants = ConstantMiner.Mine(subject.Compilation, fakes.SelectMany(fake => fake.Words).Distinct()),
            Announcements = AnnouncementFinder.Find(subject.Compilation),
            Budget = new Budget((long)(work * SearchShare), (long)(work * (1 - SearchShare)), budget.Seed, TimeSpan.FromSeconds(Math.Max(LeastCpuLimit, budget.CpuSeconds * CpuLimitFactor))),
        };
        return job with { OtherLines = [.. instrumented.Lines.Where(line => !job.IsAskedFor(line.Member)).Select(line => line.Id)] };
    }

    internal static ReplayJob ReplayJobOf(SearchJob job, SearchOutcome found) => new()
    {
        Search = job.Search,
        References = job.References,
        InternalsVisible = job.InternalsVisible,
        Catalog = found.Catalog,
        Tests = [.. found.Tests.Select(test => test.Case), .. found.Suspicions.Select(suspicion => suspicion.Case)],
        Culture = OtherCulture,
        Shuffle = OtherOrder,
        Rounds = ReplayRounds,
    };

    /// <summary>Members all of whose tests are gone.</summary>
    private static IEnumerable<Untested> Lost(Catalog catalog, FoundTest[] found, ImmutableArray<FoundTest> repeated)
    {
        return SubjectsOf(found).Except(SubjectsOf(repeated)).Select(member => new Untested(member, UntestedReason.NotRepeatable, ""));

        IEnumerable<string> SubjectsOf(IEnumerable<FoundTest> tests) => tests.Select(test => catalog.Members[test.Subject].DocumentationId);
    }

    /// <summary>
    /// Keeps what was seen again. A test whose exception was not goes as a whole; one that loses an observation no longer claims the mutants that only
    /// that one noticed.
    /// </summary>
    internal static ImmutableArray<FoundTest> Repeated(FoundTest[] tests, Observation[]?[] again)
    {
        var repeated = ImmutableArray.CreateBuilder<FoundTest>();
        for (var i = 0; i < tests.Length; i++)
        {
            if (again[i] is not { } seen)
                continue;
            var stable = tests[i].Observations.Select(observation => AsSeenAgain(observation, seen)).OfType<Observation>().ToArray();
            var lostOutcome = tests[i].Observations.Any(observation => observation.Fact is Fact.Throws) && !stable.Any(observation => observation.Fact is Fact.Throws);
            if (stable.Length > 0 && !lostOutcome)
                repeated.Add(tests[i] with { Observations = stable, Kills = StillKilled(tests[i], seen), Noticing = [] });
        }

        return repeated.ToImmutable();
    }

    /// <summary>Suspicions that another process has seen too. A call without an end has none there either: nothing can be seen after it.</summary>
    /// <param name="again">What was seen of the tests, then of the suspicions.</param>
    internal static ImmutableArray<FoundSuspicion> Repeated(SearchOutcome found, Observation[]?[] again) =>
    [
        .. found.Suspicions.Where((suspicion, index) => suspicion.Rule == SuspectedRule.EndlessLoop
            || (again[found.Tests.Length + index] is { } seen && suspicion.Seen.All(observation => AsSeenAgain(observation, seen) is not null))),
    ];

    private static int[] StillKilled(FoundTest test, Observation[] seen)
    {
        var kept = Enumerable.Range(0, test.Observations.Length).Where(index => test.Observations[index].Equals(AsSeenAgain(test.Observations[index], seen))).ToHashSet();
        return kept.Count == test.Observations.Length ? test.Kills : [.. test.Kills.Where((_, kill) => test.Noticing.ElementAtOrDefault(kill)?.Any(kept.Contains) == true)];
    }

    /// <summary>The observation if it was made again; without its message if only that differs (it may name a number or a date); else null.</summary>
    private static Observation? AsSeenAgain(Observation observation, Observation[] seen)
    {
        if (seen.Contains(observation))
            return observation;
        if (observation.Fact is not Fact.Throws thrown)
            return null;
        var silent = thrown with { Message = null };
        return seen.Any(other => other.Of.Equals(observation.Of) && other.Fact is Fact.Throws again && again with { Message = null } == silent) ? observation with { Fact = silent } : null;
    }
}
