using CodegenLab.Cli.Commands;
using CodegenLab.Cli.Hosting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Data;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Hooks;
using CodegenLab.Pipeline.Staged;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli;

/// <summary>What the commands have done for them; tests hand in their own.</summary>
public sealed record Stories
{
    /// <summary>Behind <c>generate-tests</c>.</summary>
    public required Func<GenerationRequest, IProgress<GenerationProgress>, CancellationToken, Task<GenerationReport>> Generate { get; init; }

    /// <summary>Behind <c>context</c>.</summary>
    public required Func<ContextRequest, IProgress<GenerationProgress>, CancellationToken, Task<CodeContext>> Gather { get; init; }

    /// <summary>Behind <c>data</c>.</summary>
    public required Func<DataRequest, IProgress<GenerationProgress>, CancellationToken, Task<DataPage>> MakeData { get; init; }

    /// <summary>Behind <c>doctor</c>.</summary>
    public required Func<DoctorRequest, CancellationToken, Task<DoctorReport>> Examine { get; init; }

    /// <summary>Behind <c>test</c> and <c>mutate</c>.</summary>
    public required Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>> Measure { get; init; }

    /// <summary>Behind <c>check</c>.</summary>
    public required Func<GateCheckRequest, IProgress<GenerationProgress>, CancellationToken, Task<GateCheckOutcome>> Check { get; init; }

    /// <summary>Behind <c>hook run</c>.</summary>
    public Func<StagedCall, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> CheckStaged { get; init; } =
new HostedCheck(
            (request, progress, cancellationToken) =>
            {
                // Tests that use git mean repositories of their own.
                foreach (var name in HostStart.VariablesOfGit)
                    Environment.SetEnvironmentVariable(name, null);
                return new StagedCheck(GitCommand.RunAsync).CheckAsync(request, new WarmSolution(request.Snapshot.Root, request.Path), progress, cancellationToken);
            },
            HostPlace.Of, HostStart.Start, Environment.GetEnvironmentVariable).CheckAsync;

    /// <summary>Asks git.</summary>
    public RunGit Git { get; init; } = GitCommand.RunAsync;

    /// <summary>Behind <c>hook install</c> and its like.</summary>
    public HookInstallation Hooks { get; init; } = new(GitCommand.RunAsync);

    public static Stories Real { get; } = new()
    {
        Generate = new Generation().RunAsync,
        Gather = ContextBuilder.BuildAsync,
        MakeData = DataMaking.MakeAsync,
        Measure = new SuiteMeasurement().MeasureAsync,
        Check = new GateCheck(new SuiteMeasurement(), GitCommand.RunAsync).CheckAsync,
        // Not before it is asked for: the libraries of the providers take their time to load.
        Examine = (request, cancellationToken) => new Doctor().ExamineAsync(request, cancellationToken),
    };
}
