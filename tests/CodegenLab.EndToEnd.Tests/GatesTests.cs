using System.Text.Json;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>The commands for CI, on tests that people wrote: those of a sample, and our own.</summary>
public sealed class GatesTests
{
    private TemporaryFolder _ledger = null!;

    [OneTimeSetUp]
    public async Task CopyTheSample()
    {
        _ledger = new TemporaryFolder();
        _ledger.Fill(Path.Combine(PackedTool.Repository, "tests", "subjects", "Ledger"));
        foreach (var arguments in (string[][])[["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "All"]])
            (await Command.RunAsync("git", _ledger.Path, new Dictionary<string, string>(), arguments)).Succeeded();
    }

    [OneTimeTearDown]
    public void Delete() => _ledger.Dispose();

    [Test]
    public async Task Coverage_is_reported_though_a_test_fails()
    {
        var outcome = await PackedTool.RunToolAsync(_ledger.Path, "test", "--coverage", "--report", "cobertura,lcov,html", "--output", "reports", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(6), outcome.Complaints);
        Assert.That(Of(outcome).GetProperty("suite").GetProperty("tests").GetProperty("failed").GetInt32(), Is.EqualTo(1));
        Assert.That(File.ReadAllText(_ledger["reports/coverage.cobertura.xml"]), Does.Contain("filename=\"src/Ledger/Account.cs\""));
        Assert.That(File.ReadAllText(_ledger["reports/coverage.info"]), Does.Contain("SF:src/Ledger/Account.cs"));
    }

    [Test]
    public async Task A_score_below_the_target_has_an_exit_code_and_a_report()
    {
        var outcome = await PackedTool.RunToolAsync(_ledger.Path, "mutate", Path.Combine("tests", "Ledger.XUnit3.Tests"), "--break-at", "99", "--report", "mutation-json", "--output", "reports");

        Assert.That(outcome.ExitCode, Is.EqualTo(7), outcome.Output + outcome.Complaints);
        Assert.That(outcome.Output, Does.Contain("the target is 99 %"));
        using var report = JsonDocument.Parse(File.ReadAllText(_ledger["reports/mutation-report.json"]));
        Assert.That(report.RootElement.GetProperty("files").EnumerateObject().Select(file => file.Name), Does.Contain("src/Ledger/Account.cs"));
        Assert.That(report.RootElement.GetProperty("performance").GetProperty("mutation").GetInt64(), Is.Positive);
    }

    [Test]
    public async Task Only_what_was_changed_is_mutated()
    {
        var account = _ledger["src/Ledger/Account.cs"];
        File.WriteAllText(account, File.ReadAllText(account).Replace("amount > Balance + overdraft", "amount > overdraft + Balance", StringComparison.Ordinal));

        await PackedTool.RunToolAsync(_ledger.Path, "mutate", Path.Combine("tests", "Ledger.XUnit3.Tests"), "--since", "HEAD", "--report", "mutation-json", "--output", "reports");

        using var report = JsonDocument.Parse(File.ReadAllText(_ledger["reports/mutation-report.json"]));
        var tried =
            from file in report.RootElement.GetProperty("files").EnumerateObject()
            let lines = File.ReadAllLines(_ledger[file.Name])
            from mutant in file.Value.GetProperty("mutants").EnumerateArray()
            where mutant.GetProperty("status").GetString() != "Ignored"
            select lines.Take(mutant.GetProperty("location").GetProperty("start").GetProperty("line").GetInt32()).Last(line => line.Contains("    public ", StringComparison.Ordinal)).Trim();
        Assert.That(tried.Distinct(), Is.EqualTo(new[] { "public bool TryWithdraw(decimal amount)" }));
    }

    [Test]
    public async Task A_base_that_is_not_there_is_bad_input()
    {
        var outcome = await PackedTool.RunToolAsync(_ledger.Path, "mutate", "--since", "nowhere");

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Complaints, Does.Contain("There is no branch, tag or commit 'nowhere'."));
    }

    [Test]
    public async Task Tests_that_are_not_built_or_built_before_their_sources_are_told()
    {
        using var copy = new TemporaryFolder();
        copy.Fill(Path.Combine(PackedTool.Repository, "tests", "subjects", "Ledger"));
        var tests = Path.Combine("tests", "Ledger.XUnit3.Tests");

        var unbuilt = await PackedTool.RunToolAsync(copy.Path, "test", tests, "--no-build");
        (await PackedTool.RunToolAsync(copy.Path, "test", tests)).Succeeded();
        File.SetLastWriteTimeUtc(Directory.GetFiles(copy[tests], "*.cs")[0], DateTime.UtcNow);
        var outdated = (await PackedTool.RunToolAsync(copy.Path, "test", tests, "--no-build")).Succeeded();

        Assert.That(unbuilt.ExitCode, Is.EqualTo(2));
        Assert.That(unbuilt.Complaints, Does.Contain("Ledger.XUnit3.Tests.csproj: It is not built"));
        Assert.That(outdated.Output, Does.Match(@"Ledger\.XUnit3\.Tests is run as it was built, before \S+\.cs was\s+written\."));
    }

    [Test]
    public async Task Our_own_targets_are_met()
    {
        var built = File.Exists(Path.Combine(PackedTool.Repository, "tests", "CodegenLab.Cli.Tests", "bin", "Debug", "net10.0", "CodegenLab.Cli.Tests.dll"));
        using var reports = new TemporaryFolder();

        var outcome = await PackedTool.RunToolAsync(
            PackedTool.Repository, ["check", Path.Combine("src", "CodegenLab.Cli"), "--no-history", "--report", "markdown", "--output", reports.Path, .. built ? (string[])["--no-build"] : []]);

        TestContext.Out.WriteLine(outcome.Output);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Complaints);
        Assert.That(outcome.Output, Does.Match(@"met +lines +\d").And.Match(@"met +branches +\d").And.Match("met +weak tests +0"));
    }

    private static JsonElement Of(CommandOutcome outcome) => JsonDocument.Parse(outcome.Output).RootElement;
}
