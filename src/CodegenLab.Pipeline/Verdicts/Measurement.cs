using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>A run of tests against the instrumented subject.</summary>
/// <param name="Trace">Folder with what was hit, for <see cref="RecordedHits.Read"/>.</param>
/// <param name="Run">What the runner saw.</param>
public sealed record MeasuredRun(string Trace, TestRun Run);

/// <summary>
/// Finds out what tests cover: they run under the real <c>dotnet test</c> on a copy of their output folder in which the instrumented
/// build of the subject takes its place. The user's own output is never changed.
/// </summary>
/// <param name="scratch">Folder outside the repository; the caller deletes it.</param>
/// <param name="confined">Runs tests that are not to be trusted; null: <paramref name="dotnet"/> does.</param>
public sealed class Measurement(RunDotnet dotnet, string scratch, RunDotnet? confined = null)
{
    private readonly TestCommand _test = new(confined ?? dotnet, scratch);
    private int _measured;

    /// <summary>Tests of a project as it stands; null: it does not build.</summary>
    /// <param name="classes">Full names of the classes to run, nested ones included; empty: all.</param>
    public async Task<MeasuredRun?> MeasureProjectAsync(
        TestProjectPlan plan, InstrumentedSubject subject, ImmutableArray<string> classes, CancellationToken cancellationToken)
    {
        var built = await new TestBuild(dotnet).BuildAsync(plan, scratch, isFresh: true, cancellationToken);
        return built.Assembly is { } assembly ? await RunAsync(plan, assembly, subject, classes, cancellationToken) : null;
    }

    /// <summary>Tests that are built.</summary>
    /// <param name="assembly">The test assembly in its output folder.</param>
    /// <param name="classes">Full names of the classes to run; empty: all.</param>
    public Task<MeasuredRun> MeasureAsync(
        TestProjectPlan plan, string assembly, InstrumentedSubject subject, ImmutableArray<string> classes, CancellationToken cancellationToken) =>
        RunAsync(plan, assembly, subject, [.. classes.Select(name => name + ".")], cancellationToken);

    private async Task<MeasuredRun> RunAsync(
        TestProjectPlan plan, string assembly, InstrumentedSubject subject, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(scratch, FormattableString.Invariant($"measured{++_measured}"));
        OutputFolder.Copy(Path.GetDirectoryName(assembly)!, folder);
        var place = Path.Combine(folder, plan.SubjectAssembly);
        File.Delete(Path.ChangeExtension(place, ".pdb"));
        File.Copy(subject.SearchAssembly, place, overwrite: true);
        var probes = typeof(Probes.Trace).Assembly.Location;
        File.Copy(probes, Path.Combine(folder, Path.GetFileName(probes)), overwrite: true);
        // Tests of xUnit 3 run in their own program.
        DependencyFile.Add(Path.Combine(folder, Path.GetFileName(assembly)), Path.GetFileName(probes));

        var trace = Directory.CreateDirectory(folder + "-trace").FullName;
        var environment = ImmutableDictionary<string, string?>.Empty
            .Add("CODEGEN_LAB_TRACE", trace)
            // Otherwise the host is killed 100 ms after the last test, and with it what the probes have not written yet.
            .Add("VSTEST_TESTHOST_SHUTDOWN_TIMEOUT", "30000");
        var run = await _test.RunAssemblyAsync(Path.Combine(folder, Path.GetFileName(assembly)), names, environment, cancellationToken);
        return new MeasuredRun(trace, run);
    }
}
