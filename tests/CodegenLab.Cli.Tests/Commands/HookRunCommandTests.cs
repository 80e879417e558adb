using System.Text.Json;
using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Tests.Commands;

/// <summary><c>hook run</c> with a git and a story that are told what to answer.</summary>
public sealed class HookRunCommandTests
{
    private static readonly StagedOutcome Good = new() { Files = 2, Members = ["Shop.Till.Add(int)"], Tests = 4, Elapsed = TimeSpan.FromSeconds(1.24) };

    private readonly Screen _screen = new();
    private StagedCall? _call;
    private string _folder = "";
    private string _tree = "2222";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("hook").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Nothing_staged_is_said_at_once()
    {
        _tree = "1111";

        Assert.That(await RunAsync(Good), Is.EqualTo(ExitCode.Done));
        Assert.That((_screen.Output, _call), Is.EqualTo(("Nothing is staged.\n", (StagedCall?)null)));
    }

    [Test]
    public async Task What_was_verified_is_not_looked_at_again()
    {
        await RunAsync(Good);
        _call = null;

        Assert.That(await RunAsync(Good), Is.EqualTo(ExitCode.Done));
        Assert.That(_screen.Output, Is.EqualTo("1 changed member in 2 staged files; 4 tests pass; 1.2 s\nWhat is staged was verified before.\n"));
        Assert.That(_call, Is.Null);
    }

    [Test]
    public async Task A_failure_is_shown_with_its_place_and_looked_at_again()
    {
        var outcome = Good with
        {
            Failures = [new StagedFailure("TillTests.Adds", "Expected: 5 But was: -5", "tests/TillTests.cs", 9)],
            Rows = [new TargetRow { Name = "lines changed", Measure = TargetMeasure.Line, Target = .8, Actual = .5, Share = new Pipeline.Suites.Share(1, 2), IsMet = false, Worst = [new WorstPlace("src/Till.cs", 7, "Shop.Till.Half()", 1, .5)] }],
            IsAdvice = true,
            Findings = [new Finding { Kind = FindingKind.WeakTest, Path = "tests/TillTests.cs", Line = 20, Member = "Is_there", Message = "TillTests.Is_there asserts nothing.", Key = "k" }],
            Untested = ["Shop.Till.Half()"],
            Remarks = ["In no project of Shop.slnx, and not looked at: scripts/Tool.cs"],
        };

        Assert.That(await RunAsync(outcome), Is.EqualTo(ExitCode.TestsFailed));
        _call = null;
        await RunAsync(outcome, "-v", "quiet");
        Assert.That(_call, Is.Not.Null);
        await Verify(_screen.Output);
    }

    [Test]
    public async Task A_missed_target_has_its_own_exit_code()
    {
        var row = new TargetRow { Name = "lines changed", Measure = TargetMeasure.Line, Target = .8, Actual = .5, Share = new Pipeline.Suites.Share(1, 2), IsMet = false };

        Assert.That(await RunAsync(Good with { Rows = [row] }), Is.EqualTo(ExitCode.TargetsMissed));
        Assert.That(await RunAsync(Good with { Rows = [row], IsAdvice = true }), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task A_program_gets_a_document()
    {
        await RunAsync(Good, "--json");

        using var document = JsonDocument.Parse(_screen.Output);
        Assert.That(document.RootElement.GetProperty("staged").GetProperty("tests").GetInt32(), Is.EqualTo(4));
        Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Options_are_passed_on()
    {
        await RunAsync(Good, "src/Shop.slnx", "--cold", "--idle", "0.5");

        Assert.That((_call!.IsCold, _call.Idle, _call.Request.Path), Is.EqualTo((true, TimeSpan.FromSeconds(30), Path.Combine("src", "Shop.slnx"))));
        Assert.That(_call.Request.Snapshot, Is.EqualTo(new StagedSnapshot(_folder, "2222", "1111")));
    }

    private async Task<ExitCode> RunAsync(StagedOutcome outcome, params string[] arguments)
    {
        var command = new HookRunCommand(
            (call, _, _) =>
            {
                _call = call;
                return Task.FromResult(outcome);
            },
            (words, _, _) => Task.FromResult(new GitOutcome(0, words switch { ["write-tree"] => _tree + "\n", [.., "--show-toplevel"] => _folder + "\n", _ => "1111\n" }, "")),
            _screen.Terminal, _folder).Create();
        return (ExitCode)await command.Parse(arguments).InvokeAsync();
    }
}
