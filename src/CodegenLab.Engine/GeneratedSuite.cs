using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine;

/// <summary>Tests as data, and all that is needed to render, prove and account for them.</summary>
public sealed record GeneratedSuite
{
    public required InstrumentedSubject Subject { get; init; }

    /// <summary>What the ids in <see cref="Tests"/> mean.</summary>
    public required Catalog Catalog { get; init; }

    public required ImmutableArray<FoundTest> Tests { get; init; }

    /// <summary>What the code does against rules that need no model; no test states it as what is right.</summary>
    public ImmutableArray<FoundSuspicion> Suspicions { get; init; } = [];

    /// <summary>Suspicions beyond those, left out because there are too many.</summary>
    public int MoreSuspicions { get; init; }

    /// <summary>Classes that tests may use and have to bring along.</summary>
    public required ImmutableArray<Fake> Fakes { get; init; }

    /// <summary>Goals that tests in the repository covered before: not searched for.</summary>
    public ImmutableArray<int> CoveredGoals { get; init; } = [];

    /// <summary>Members without a test, with the reason.</summary>
    public required ImmutableArray<Untested> Untested { get; init; }

    /// <summary>Ids of mutants that some candidate reached after all static state was set up: one of the suite, or one that it made superfluous.</summary>
    public required ImmutableHashSet<int> ReachedMutants { get; init; }

    /// <summary>Tests that were left out and reach mutants that none of <see cref="Tests"/> does.</summary>
    public ImmutableArray<TestCase> Reachers { get; init; } = [];

    /// <summary>What of it was found by an earlier run; null: nothing.</summary>
    public Remembered? Remembered { get; init; }

    /// <summary>Ids of mutants that no test can notice, because the compiler makes the same code of them: they count nowhere. Only those that somebody had compared.</summary>
    public ImmutableHashSet<int> EquivalentMutants { get; init; } = [];

    /// <summary>Tests that did not repeat in a fresh process, under another culture and in another order.</summary>
    public required int NotRepeated { get; init; }

    /// <summary>What held the worker back, in words.</summary>
    public required string Confinement { get; init; }

    /// <summary>Deaths of workers on the way.</summary>
    public required ImmutableArray<WorkerCrash> Crashes { get; init; }

    /// <summary>False: a limit in time, or a test that hung, shaped the suite.</summary>
    public required bool Reproducible { get; init; }

    /// <summary>Where the subject itself asks the clock or draws lots; the same seed need not give the same suite then.</summary>
    public required ImmutableArray<Chance> Chances { get; init; }

    /// <summary>Where the subject reaches out of its process by itself.</summary>
    public ImmutableArray<Seam> Seams { get; init; } = [];

    /// <summary>Largest working set of a worker, in bytes.</summary>
    public required long WorkerMemory { get; init; }
}
