using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>A search up to the tests that minimising chooses from, in the steps of the real run, with its parts at hand.</summary>
internal sealed class FoundCandidates
{
    public FoundCandidates(SearchJob job)
    {
        Job = job;
        Trace.Allocate(job.Search.Sites.Length, Math.Max(job.Search.Lines, job.Mutants.Lines), job.Search.Members.Length, job.Mutants.Mutants.Length, job.Search.Switches.Length);
        var universe = new Universe(job.Search.Path, job.References, Catalog);
        var discovery = new Discovery(universe, job.InternalsVisible, (_, _) => true);
        discovery.Run();
        var mutants = new Universe(job.Mutants.Path, job.References, universe);
        Vocabulary = new Vocabulary(universe, discovery.SubjectTypes, new HashSet<string>());

        var random = new RandomStream(job.Budget.Seed);
        var pool = new ValuePool(job.Constants);
        Runner = new Runner(new QuietHost(), universe, mutants, new Observer(Vocabulary, pool.IsFromSubject), new WorkMeter(), [], new DeadlyCalls(Catalog, [], []));
        var archive = new Archive(job.Search, random);
        var literals = new LiteralMaker(random, pool);
        var maker = new ExpressionMaker(Vocabulary, random, literals);
        var variation = new Variation(Vocabulary, random, maker, literals);
        var carvings = new Carvings(Vocabulary, random);
        var loop = new SearchLoop(job.Search, Vocabulary, archive, Runner, variation, carvings, maker, pool, random);
        loop.Run(job.Budget.SearchWork, _ => { });

        Assessor = new Assessor(Runner, job.Search, job.Mutants);
        var found = Enumerable.Range(0, archive.GoalIds).Where(archive.IsCounted).Select(archive.Covering).OfType<TestCase>().Concat(loop.Outcomes);
        All = [.. found.Select(variation.WithFakesInSight).DistinctBy(test => test.ToString()).OrderBy(test => test.Size).Select(Assessor.Assess).OfType<Candidate>()];
        var kill = new KillPhase(Runner, Assessor, variation, carvings, random);
        kill.RunAgainstLive(All, job.Budget.KillWork);
        kill.Hunt(All, job.Budget.KillWork, _ => { });
    }

    public SearchJob Job { get; }

    public Catalog Catalog { get; } = new();

    public Vocabulary Vocabulary { get; }

    public Runner Runner { get; }

    public Assessor Assessor { get; }

    public List<Candidate> All { get; }

    public Homes Homes => new(Catalog, Job.Search, Job.Mutants);

    private sealed class QuietHost : IWorkerHost
    {
        public bool StopRequested => false;

        public void Send(Report report) { }

        public void Running(TestCase test, int mutant) { }

        public void Calling(int member) { }
    }
}
