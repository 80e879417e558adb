namespace CodegenLab.Pipeline.Solutions;

/// <summary>How much of a solution is loaded, and at what cost.</summary>
internal sealed record LoadDepth
{
    /// <summary>All of it, from nothing.</summary>
    public static LoadDepth Whole { get; } = new();

    /// <summary>Only test projects and what they reference: samples and tools of the repository take time and say nothing about tests.</summary>
    public bool OnlyTests { get; init; }

    /// <summary>Packages are taken as they were restored, as every <c>--no-build</c> does.</summary>
    public bool NoRestore { get; init; }

    /// <summary>What project files say is kept on disk, and taken from there while nothing has changed.</summary>
    public bool KeepsEvaluations { get; init; }

    /// <summary>Of earlier loads: nothing is built but generators of the repository, and no body is bound. Null: everything is looked at.</summary>
    public LoadMemory? Memory { get; init; }
}
