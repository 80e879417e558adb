using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline;

/// <summary>What <c>check</c> is asked for.</summary>
/// <param name="Suites">Which tests; what has to be looked at follows from the targets.</param>
/// <param name="Scope">What counts as changed; null: all that this branch adds to the default branch, where a target asks for it.</param>
public sealed record GateCheckRequest(SuiteMeasurementRequest Suites, ChangeScope? Scope)
{
    /// <summary>What is reached now is remembered for the ratchet, when all targets are met.</summary>
    public bool UpdatesRatchet { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Changed">Null: no target asks for it.</param>
/// <param name="Remarks">For people.</param>
public sealed record GateCheckOutcome(SuiteFigures Figures, GateVerdict Verdict, ChangedLines? Changed, ImmutableArray<string> Remarks);

/// <summary>The gate: runs what the targets of <c>codegen-lab.json</c> ask for, and holds the figures against them.</summary>
public sealed class GateCheck(SuiteMeasurement measurement, RunGit git)
{
    /// <exception cref="InputException">There are no targets, or something in hand is wrong; nothing was run for long.</exception>
    public async Task<GateCheckOutcome> CheckAsync(GateCheckRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var suites = await SuiteMeasurement.LoadAsync(request.Suites, progress, cancellationToken);
        var settings = GateSettings.Read(suites.Folder);
        var targets = settings.Targets;
        if (targets.IsEmpty)
            throw new InputException($"There are no targets to check{(settings.File is { } file ? $" in {file}" : "")}.\nWrite a section into codegen-lab.json beside the solution, for example: {{ \"targets\": {{ \"line\": 0.8, \"changed\": {{ \"line\": 0.9 }} }} }}");

        // Before minutes go by: a base that is not there, a memory that cannot be read.
        var changed = targets.NeedsChanges || request.Scope is not null ? await new ChangedLinesReader(git).ReadAsync(request.Scope ?? new ChangeScope.Since(null), suites.Root, cancellationToken) : null;
        var memory = Path.Combine(suites.Folder, RatchetMemory.FileName);
        var before = RatchetMemory.Read(memory);

        var figures = await measurement.MeasureAsync(suites, request.Suites with { Coverage = true, Mutants = targets.NeedsMutants, Command = "check" }, progress, cancellationToken);
        var verdict = new Gate(targets).Judge(figures, changed, before, OthersOf(suites, cancellationToken));
        var remarks = ImmutableArray.CreateBuilder<string>();
        remarks.AddRange(figures.Remarks);
        if (targets.Ratchet is not null && before is null)
            remarks.Add($"The ratchet holds nobody yet: there is no {RatchetMemory.FileName}. --update-ratchet writes it.");
        if (request.UpdatesRatchet && RatchetMemory.WhyNotWritten(figures, verdict) is { } reason)
        {
            remarks.Add($"Nothing was remembered for the ratchet: {reason}.");
        }
        else if (request.UpdatesRatchet)
        {
            var isPart = request.Suites.TestProjects.Count > 0 || SolutionFinder.Find(request.Suites.Path, request.Suites.WorkingFolder).Only is not null;
            RatchetMemory.Of(figures, before, isPart).Write(memory);
            remarks.Add($"Remembered for the ratchet: {memory}");
        }

        return new GateCheckOutcome(figures, verdict, changed, remarks.ToImmutable());
    }

    private static List<Finding> OthersOf(LoadedSuites suites, CancellationToken cancellationToken)
    {
        var weak = new WeakTests(suites.Subjects.Select(subject => subject.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal), suites.Root);
        var stale = new StaleTests([.. suites.Subjects.Select(subject => (Compilation)subject.Compilation)], suites.Root);
        return [.. suites.Assemblies.SelectMany(assembly => weak.Find(assembly.Project.Name, assembly.Project.Compilation, cancellationToken).Concat(stale.Find(assembly.Project.Name, assembly.Project.Compilation)))];
    }
}
