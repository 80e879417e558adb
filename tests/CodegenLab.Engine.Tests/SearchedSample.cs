using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Tests.Rendering;
using CodegenLab.Worker;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests;

/// <summary>A sample, instrumented, with the jobs that a worker would get for it; they run in this process.</summary>
internal sealed class SearchedSample : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
    private readonly SubjectProject _project;

    public SearchedSample(params string[] sources)
        : this(library: null, sources)
    {
    }

    /// <param name="library">Code of an assembly that the sample is built on; null for none.</param>
    public SearchedSample(string? library, string[] sources)
    {
        var libraries = new List<string>();
        if (library is not null)
        {
            libraries.Add(Path.Combine(_folder, "Library.dll"));
            Assert.That(SampleCompilation.Of("Library", OutputKind.DynamicallyLinkedLibrary, [], library).Emit(libraries[0]).Success, Is.True);
        }

        Original = SampleCompilation.Of("Sample", OutputKind.DynamicallyLinkedLibrary, libraries.Select(path => MetadataReference.CreateFromFile(path)), sources);
        _project = new SubjectProject { Compilation = Original, References = [.. libraries] };
        Fakes = new FakeWriter().Write(Original);
        Subject = new SuiteGenerator(_folder).Instrument(_project, Fakes, default);
    }

    public CSharpCompilation Original { get; }

    public ImmutableArray<Fake> Fakes { get; }

    public InstrumentedSubject Subject { get; }

    /// <summary>Of the last run.</summary>
    public Progress? LastProgress { get; private set; }

    /// <param name="targets">Documentation ids; none: all.</param>
    public SearchJob Job(ulong seed, double cpuSeconds = .35, params ImmutableArray<string> targets)
    {
        var job = SuiteGenerator.SearchJobOf(_project with { Targets = targets }, Subject, Fakes, new SuiteBudget(cpuSeconds, seed));

        // Counted work ends these searches, never a slow machine.
        return job with { Budget = job.Budget with { CpuLimit = TimeSpan.FromHours(1) } };
    }

    public SearchOutcome Search(ulong seed) => Search(Job(seed));

    public SearchOutcome Search(SearchJob job) => (SearchOutcome)Run(job);

    /// <summary>What a search finds, and the source of all fixtures for it, which the test shows too.</summary>
    public (SearchOutcome Found, string Text) Written(double cpuSeconds)
    {
        var found = Search(Job(seed: 1, cpuSeconds));
        var text = string.Join("\n\n", Render(found).Select(fixture => fixture.Source));
        TestContext.Out.WriteLine(text);
        return (found, text);
    }

    /// <summary>The suite that the engine makes of what a search found.</summary>
    public GeneratedSuite SuiteOf(SearchOutcome found) => new()
    {
        Subject = Subject,
        Catalog = found.Catalog,
        Tests = SuiteGenerator.Repeated(found.Tests, Replay(found, shuffle: 5)),
        Fakes = Fakes,
        Untested = [.. found.Untested],
        ReachedMutants = [.. found.ReachedMutants],
        NotRepeated = 0,
        Confinement = "",
        Crashes = [],
        Reproducible = found.Reproducible,
        Chances = [],
        WorkerMemory = 0,
    };

    /// <summary>The job with which the search goes on, as another process would get it.</summary>
    public SearchJob Continuation(GeneratedSuite suite, IReadOnlyList<TestCase> seeds, ulong seed, double cpuSeconds)
    {
        var job = SuiteGenerator.ContinuationOf(_project, suite, seeds, new SuiteBudget(cpuSeconds, seed));
        return (SearchJob)ProtocolJson.ReadJob(ProtocolJson.Write(job with { Budget = job.Budget with { CpuLimit = TimeSpan.FromHours(1) } }));
    }

    public Observation[]?[] Replay(SearchOutcome found, ulong shuffle) =>
        ((ReplayOutcome)Run(SuiteGenerator.ReplayJobOf(Job(0), found) with { Shuffle = shuffle })).Observations;

    public ImmutableArray<RenderedFixture> Render(SearchOutcome found, RenderingOptions? options = null) =>
        new TestRenderer(TestTemplates.Embedded).Render(found.Catalog, found.Tests, Subject.Sites, Fakes, options ?? Options);

    /// <summary>The fixtures for what a search found build against the sample as it is, and all their tests pass.</summary>
    public void AssertPasses(SearchOutcome found)
    {
        using var subject = new MemoryStream();
        Assert.That(Original.Emit(subject).Success, Is.True);

        foreach (var fixture in Render(found))
            RenderedTests.AssertPasses(fixture, Options, [.. subject.ToArray()]);
    }

    public static RenderingOptions Options { get; } = new()
    {
        RootNamespace = "Sample.Tests",
        SubjectRootNamespace = "Sample",
        ToolVersion = "1.2.3",
        Seed = 1,
        Framework = TestFramework.NUnit,
        FrameworkVersion = 5,
        FrameworkMinorVersion = 0,
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Report Run(Job job)
    {
        var host = new RecordingHost();
        JobRunner.Run(job, host);
        LastProgress = host.Reports.OfType<Progress>().LastOrDefault();
        return host.Reports[^1];
    }

    private sealed class RecordingHost : IWorkerHost
    {
        public List<Report> Reports { get; } = [];

        public bool StopRequested => false;

        public void Send(Report report) => Reports.Add(report);

        public void Running(TestCase test, int mutant) { }

        public void Calling(int member) { }
    }
}
