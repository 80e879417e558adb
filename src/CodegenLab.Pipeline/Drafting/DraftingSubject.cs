using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Worker.TestCases;

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
    public required Func<GeneratedSuite, ImmutableArray<RenderedFixture>> Render { get; init; }

    /// <summary>Has the engine go on from a suite with what drafts do; <see cref="SuiteGenerator.ContinueAsync"/>.</summary>
    public required Func<GeneratedSuite, IReadOnlyList<TestCase>, CancellationToken, Task<GeneratedSuite>> Grow { get; init; }
}
