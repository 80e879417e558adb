namespace CodegenLab.Engine.Workers;

/// <summary>How worker processes are run.</summary>
public sealed record WorkerSettings
{
    /// <summary>Bytes of managed memory: a subject that wants more dies alone.</summary>
    public long HeapLimit { get; init; } = 400L << 20;

    /// <summary>CPU time that one execution may take. Fuel ends what is instrumented long before; this is for loops in dependencies.</summary>
    public TimeSpan StallCpu { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time that one execution may take when it uses none of the CPU, as one that waits. Below the time a test may take in the proof.</summary>
    public TimeSpan StallTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What <see cref="StallCpu"/> and <see cref="StallTime"/> are while no mutant is on; null: the same. People's tests may take their time.</summary>
    public TimeSpan? PatienceWithOriginal { get; init; }

    /// <summary>
    /// The same for a test of which the confinement has refused something, from then on; null: the same as for all. What it waits for, such as the answer of a server that may not listen, may never come.
    /// </summary>
    public TimeSpan? PatienceAfterRefusal { get; init; }

    /// <summary>After which a test without a mutant runs for long, and somebody may want to know which.</summary>
    public TimeSpan LongTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The operating system keeps the worker from doing harm, where it can. False: it runs as any test run would.</summary>
    public bool IsConfined { get; init; } = true;

    /// <summary>Settings of the runtime (<c>configProperties</c>) that the subject asks for.</summary>
    public IReadOnlyDictionary<string, object> Properties { get; init; } = new Dictionary<string, object>();

    /// <summary>Time until the first execution or report.</summary>
    public TimeSpan StartTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Time to end by itself once asked to stop.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Workers that may die before a job goes on without searching any further.</summary>
    public int Restarts { get; init; } = 25;

    /// <summary>Shared frameworks that the subject needs, by name; Microsoft.NETCore.App is always there.</summary>
    public IReadOnlyCollection<string> Frameworks { get; init; } = [];

    /// <summary>
    /// The subject can write to memory that is not its own, all the more as a mutant. Then the worker's own code may stumble over what is left of an object, and that is the death of a process like any other.
    /// </summary>
    public bool MayCorruptMemory { get; init; }

    /// <summary>Folder of CodegenLab.Worker.dll; null: that of this assembly.</summary>
    public string? WorkerFolder { get; init; }
}
