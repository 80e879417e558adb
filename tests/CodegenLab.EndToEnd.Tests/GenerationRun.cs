using System.Text.Json;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>One run of the installed tool, as its JSON document tells it.</summary>
internal sealed record GenerationRun(int ExitCode, Report Report)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The only project of the run.</summary>
    public ProjectEntry Project => Report.Projects.Single();

    public static async Task<GenerationRun> OfAsync(TemporaryFolder folder, string path, params string[] options)
    {
        var outcome = (await PackedTool.RunToolAsync(folder.Path, ["generate-tests", path, "--budget", "4", "--seed", "1", "--json", "--verbosity", "quiet", .. options])).Succeeded();
        return JsonSerializer.Deserialize<GenerationRun>(outcome.Output, Json)!;
    }
}

internal sealed record Report(string ToolVersion, bool DryRun, ProjectEntry[] Projects, JsonElement[] Problems);

internal sealed record ProjectEntry(
    string? TestProject, bool TestProjectIsNew, string[] Files, string[] KeptFiles, TypeEntry[] Types, DroppedEntry[] Dropped, bool Reproducible, string[] Remarks)
{
    public int Tests => Types.Sum(type => type.Tests);

    /// <summary>0–1, of all branches of all types.</summary>
    public double BranchCoverage => (double)Types.Sum(type => type.Branches.After) / Types.Sum(type => type.Branches.Total);

    /// <summary>0–1, of the mutants that the tests reach.</summary>
    public double MutationScore => (double)Types.Sum(type => type.Mutants.Killed) / Types.Sum(type => type.Mutants.Reached);

    public override string ToString() =>
        $"{Tests} tests, branches {BranchCoverage:P1}, mutants {MutationScore:P1}, dropped [{string.Join("; ", Dropped.Select(test => $"{test.Test}: {test.Reason}"))}], "
        + $"reproducible {Reproducible}, remarks [{string.Join("; ", Remarks)}]";
}

internal sealed record TypeEntry(string Type, int Tests, CoverageEntry Branches, MutantEntry Mutants, UntestedEntry[] Untested);

internal sealed record UntestedEntry(string Member, string Reason, string Detail);

internal sealed record CoverageEntry(int? Before, int After, int Total);

internal sealed record MutantEntry(int Killed, int Reached);

internal sealed record DroppedEntry(string Test, string Reason);
