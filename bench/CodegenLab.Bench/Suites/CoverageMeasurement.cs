namespace CodegenLab.Bench.Suites;

/// <summary>CPU seconds of a suite's run from its built tests, several times each.</summary>
/// <param name="Cold">Ours where nothing is kept from an earlier run.</param>
/// <param name="Warm">Ours right after that.</param>
internal sealed record CoverageRow(string Subject, List<double> Plain, List<double> Cold, List<double> Warm, List<double> Coverlet, Covered? OursCovered, Covered? CoverletCovered, CoverageDifferences? Differences, string? Failure);

/// <summary>Runs a suite plainly, with our coverage, and with coverlet, in turns.</summary>
internal sealed class CoverageMeasurement(SuiteCopy copies, string tool, int rounds, LogFolder logs)
{
    public async Task<CoverageRow> MeasureAsync(SuiteSubject subject, CancellationToken cancellationToken)
    {
        var row = new CoverageRow(subject.Name, [], [], [], [], null, null, null, null);
        try
        {
            var folder = await copies.MakeAsync(subject, cancellationToken);
            var tests = Path.Combine(folder, subject.Tests);
            var run = new MeasuredRun(logs.Of(subject.Name));
            var (ours, theirs) = (Path.Combine(folder, "ours"), Path.Combine(folder, "coverlet"));
            string[] command = ["dotnet", tool, "test", tests, "--no-build", "--coverage", "--report", "cobertura", "--output", ours];
            for (var round = 0; round < rounds; round++)
            {
                await Console.Error.WriteLineAsync($"{subject.Name}: round {round + 1}");
                row.Plain.Add(await SecondsAsync("plain", ["dotnet", "test", tests, "--no-build"]));
                KeptState.Delete(folder);
                row.Cold.Add(await SecondsAsync("cold", command));
                row.Warm.Add(await SecondsAsync("warm", command));
                row.Coverlet.Add(await SecondsAsync("coverlet", ["dotnet", "test", tests, "--no-build", "--collect", "XPlat Code Coverage", "--results-directory", theirs]));
            }

            var (our, their) = (Directory.GetFiles(ours, "*.xml").Single(), Directory.GetFiles(theirs, "coverage.cobertura.xml", SearchOption.AllDirectories)[0]);
            return row with { OursCovered = Covered.Read(our), CoverletCovered = Covered.Read(their), Differences = CoverageDifferences.Between(our, their, folder) };

            async Task<double> SecondsAsync(string name, IReadOnlyList<string> words)
            {
                var (outcome, cost) = await run.RunAsync(name, folder, words, null, cancellationToken);
                // 1 and 6: tests that fail here are a fact of the suite.
                return outcome.ExitCode is 0 or 1 or 6 ? cost.CpuSeconds : throw new InvalidOperationException($"{name} ended with {outcome.ExitCode}: {outcome.Tail}");
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return row with { Failure = e.Message };
        }
    }
}
