using System.Text.RegularExpressions;

namespace CodegenLab.Bench.Suites;

/// <summary>What came of the mutants of one suite, by us and by Stryker.NET.</summary>
/// <param name="Ours">From built tests, where nothing is kept from an earlier run.</param>
/// <param name="OursAgain">Right after that; verdicts are not taken from it.</param>
/// <param name="OursWithBuild">With the build of tests and library, from nothing.</param>
/// <param name="Failure">Null: all there.</param>
internal sealed record MutationRow(string Subject, RunCost? Ours, RunCost? OursAgain, RunCost? OursWithBuild, RunCost? Stryker, MutantComparison? Comparison, string? Failure);

/// <summary>Runs <c>mutate</c> and Stryker.NET on the same built suite, one after the other.</summary>
internal sealed partial class MutationMeasurement(SuiteCopy copies, string tool, string stryker, LogFolder logs)
{
    public async Task<MutationRow> MeasureAsync(SuiteSubject subject, CancellationToken cancellationToken)
    {
        var row = new MutationRow(subject.Name, null, null, null, null, null, null);
        try
        {
            var folder = await copies.MakeAsync(subject, cancellationToken);
            var own = logs.Of(subject.Name);
            var run = new MeasuredRun(own);
            var tests = Path.Combine(folder, subject.Tests);
            await Console.Error.WriteLineAsync($"{subject.Name}: mutate");
            var report = Path.Combine(folder, "ours");
            string[] mutate = ["dotnet", tool, "mutate", tests, "--report", "mutation-json", "--output", report, .. subject.IsUnconfined ? (string[])["--unconfined"] : []];
            KeptState.Delete(folder);
            row = row with
            {
                Ours = await CostAsync(run, "mutate", folder, [.. mutate, "--no-build"], OurPhase(), cancellationToken),
                OursAgain = await CostAsync(run, "mutate-again", folder, [.. mutate, "--no-build", "--no-history"], OurPhase(), cancellationToken),
            };

            await Console.Error.WriteLineAsync($"{subject.Name}: Stryker.NET");
            var theirs = Path.Combine(folder, "theirs");
            row = row with
            {
                Stryker = await CostAsync(
                    run, "stryker", Path.GetDirectoryName(tests)!, [stryker, "--test-project", tests, "--reporter", "json", "--concurrency", "1", "--output", theirs], TheirPhase(), cancellationToken),
                Comparison = MutantComparison.Of(Path.Combine(report, "mutation-report.json"), Path.Combine(theirs, "reports", "mutation-report.json")),
            };

            await Console.Error.WriteLineAsync($"{subject.Name}: mutate with the build");
            KeptState.Delete(folder);
            foreach (var made in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) is "bin" or "obj").Where(Directory.Exists).ToList())
                Directory.Delete(made, recursive: true);
            return row with { OursWithBuild = await CostAsync(run, "mutate-build", folder, mutate, OurPhase(), cancellationToken) };
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return row with { Failure = e.Message };
        }
    }

    private static async Task<RunCost> CostAsync(MeasuredRun run, string name, string folder, IReadOnlyList<string> command, Regex phase, CancellationToken cancellationToken)
    {
        var (outcome, cost) = await run.RunAsync(name, folder, command, phase, cancellationToken);
        // Tests that fail without a mutant are a fact of the suite.
        return outcome.ExitCode is 0 or 6 ? cost : throw new InvalidOperationException($"{name} ended with {outcome.ExitCode}: {outcome.Tail}");
    }

    [GeneratedRegex("killing mutants")]
    private static partial Regex OurPhase();

    [GeneratedRegex("total mutants will be tested")]
    private static partial Regex TheirPhase();
}
