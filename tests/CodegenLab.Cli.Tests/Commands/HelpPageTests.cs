using CodegenLab.Pipeline.Drafts;


namespace CodegenLab.Cli.Tests.Commands;

public class HelpPageTests
{
    [Test]
    public async Task The_tool_shows_its_commands_and_exit_codes() => await Verify(await HelpAsync("--help"));

    [Test]
    public async Task The_command_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("generate-tests", "--help"));

    [Test]
    public async Task The_context_command_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("context", "--help"));

    [Test]
    public async Task Data_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("data", "--help"));

    [Test]
    public async Task Test_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("test", "--help"));

    [Test]
    public async Task Mutate_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("mutate", "--help"));

    [Test]
    public async Task Check_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("check", "--help"));

    [Test]
    public async Task Hook_shows_its_commands() => await Verify(await HelpAsync("hook", "--help"));

    [Test]
    public async Task Hook_install_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("hook", "install", "--help"));

    [Test]
    public async Task Hook_run_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("hook", "run", "--help"));

    [Test]
    public async Task Hook_host_shows_its_commands() => await Verify(await HelpAsync("hook", "host", "--help"));

    [Test]
    public async Task Doctor_shows_options_examples_and_exit_codes() => await Verify(await HelpAsync("doctor", "--help"));

    [Test]
    public async Task Help_is_shown_in_spite_of_a_wrong_option() =>
        Assert.That(await HelpAsync("generate-tests", "--budget", "0", "--help"), Does.Contain("Examples:"));

    private static async Task<string> HelpAsync(params string[] arguments)
    {
        var screen = new Screen();

        var exitCode = await new CommandLineHost(Scripted.Stories(), screen.Terminal, Reports.Folder, new SecretScrubbing([])).RunAsync(arguments, CancellationToken.None);

        Assert.That(exitCode, Is.EqualTo(ExitCode.Done));
        return screen.Output;
    }
}
