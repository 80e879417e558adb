using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline;

/// <summary>What a person asked <c>generate-tests</c> for; bound once.</summary>
public sealed record GenerationRequest
{
    /// <summary>.sln, .slnx, .csproj or a folder; null: the solution found upward from <see cref="WorkingFolder"/>.</summary>
    public string? Path { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>Names or globs of projects to write tests for; empty: all that are not tests.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Types, members, files or globs, mixed; empty: everything public.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The targets are the members that changed lines are part of; null: they are named, or all.</summary>
    public ChangeScope? Changed { get; init; }

    /// <summary>Folder of the test project; null: where the repository keeps its tests.</summary>
    public string? Output { get; init; }

    /// <summary>CPU seconds per project, searching and killing mutants together.</summary>
    public double BudgetSeconds { get; init; } = 30;

    public ulong Seed { get; init; } = 1;

    /// <summary>Projects that are worked on at once, each with a worker process of its own; no say in what is written.</summary>
    public int Workers { get; init; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>What earlier runs found is not used, and what this one finds is not kept.</summary>
    public bool NoHistory { get; init; }

    /// <summary>Nothing is written into the repository, and no model is asked.</summary>
    public bool DryRun { get; init; }

    /// <summary>No model is asked, whatever the settings say.</summary>
    public bool Offline { get; init; }

    /// <summary>Laws are looked for and written as properties, without a model; null: tests by example.</summary>
    public PropertyOptions? Properties { get; init; }

    /// <summary>What the command line says about the model.</summary>
    public ModelOptions Model { get; init; } = new();

    public DraftingOptions Drafting { get; init; } = new();

    public SpendingLimits Limits { get; init; } = new();

    /// <summary>Folder that every answer of the model is written to; null: none.</summary>
    public string? Record { get; init; }

    /// <summary>Folder that all answers come from, in the place of a model; null: none.</summary>
    public string? Replay { get; init; }

    /// <summary>Recordings answer for purpose, subject and round, whatever became of the code since.</summary>
    public bool IsReplayLoose { get; init; }

    /// <summary>Folder for the ledger of suspicions; null: none is written.</summary>
    public string? Suspicions { get; init; }

    /// <summary>Suspicions are shown by explicit tests in the test project as well.</summary>
    public bool Repros { get; init; }

    /// <summary>The first questions to the model are reported instead of asked; nothing is written.</summary>
    public bool ShowPrompt { get; init; }
}
