using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine;

/// <summary>What the engine is given to write tests for.</summary>
public sealed record SubjectProject
{
    /// <summary>As the project compiles it, generated sources included, free of errors.</summary>
    public required CSharpCompilation Compilation { get; init; }

    public ImmutableArray<ResourceDescription> Resources { get; init; } = [];

    /// <summary>Implementation assemblies the subject needs to run, the shared framework's own excluded.</summary>
    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>Where the build puts the assembly, with what it says in other cultures beside it; null: nowhere.</summary>
    public string? TargetPath { get; init; }

    /// <summary>Shared frameworks the subject runs on.</summary>
    public ImmutableArray<string> Frameworks { get; init; } = [];

    /// <summary>The future test assembly may see internal members.</summary>
    public bool InternalsVisible { get; init; }

    /// <summary>Documentation ids of types and members to write tests for; empty: all.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];
}

/// <summary>What a generation may spend and what makes it repeat.</summary>
/// <param name="CpuSeconds">For searching and killing mutants; building, proving and loading come on top.</param>
/// <param name="Seed">Starts the random stream.</param>
public sealed record SuiteBudget(double CpuSeconds, ulong Seed);
