using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What drafting starts from: a project, and what the engine made of it.</summary>
public sealed record DraftingSubject
{
    public required LoadedSolution Solution { get; init; }

    public required LoadedProject Project { get; init; }

    /// <summary>Documentation ids that tests were asked for; empty: all.</summary>
    public required ImmutableArray<string> Targets { get; init; }

    public required TestProjectPlan Plan { get; init; }

    public required GeneratedSuite Suite { get; init; }

    /// <summary>The engine's tests as C#: what a model is shown of what the code does.</summary>
    public required ImmutableArray<RenderedFixture> Rendered { get; init; }
}
