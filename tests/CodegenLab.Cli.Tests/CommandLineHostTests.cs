using System.Text.Json;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Cli.Tests;

public class CommandLineHostTests
{
    private readonly Screen _screen = new();

    private readonly Dictionary<string, string> _environment = new()
    {
        ["MY_OWN"] = "a word",
        ["CODEGEN_LAB_KEY_VARIABLE"] = "MY_OWN",
        ["AZURE_OPENAI_API_KEY"] = "correct horse/battery",
        ["SHELL"] = "/bin/bash",
        ["UNTOLD"] = "f00dfeedf00dfeedf00dfeedf00dfee1",
    };

    [TestCase("--budget -1", "--budget takes CPU seconds, more than 0 and at most 86400 (a day), for example 45; '-1' is not that.")]
    [TestCase("--budget soon", "--budget takes CPU seconds, more than 0 and at most 86400 (a day), for example 45; 'soon' is not that.")]
    [TestCase("--budget NaN", "--budget takes CPU seconds, more than 0 and at most 86400 (a day), for example 45; 'NaN' is not that.")]
    [TestCase("--workers 0", "--workers takes a whole number from 1 to 64; '0' is not that.")]
    [TestCase("--workers two", "--workers takes a whole number from 1 to 64; 'two' is not that.")]
    [TestCase("--seed -3", "--seed takes a whole number from 0 to 18446744073709551615; '-3' is not that.")]
    [TestCase("--verbosity loud", "--verbosity is quiet, normal, detailed or diagnostic; 'loud' is none of them.")]
    [TestCase("--budgt 3", "There is no option '--budgt'. Did you mean '--budget'?")]
    [TestCase("Shop.sln Other.sln", "'Other.sln' is a word too many: there is one path. Repeat --project or --target to name several.")]
    [TestCase("--target A --dryrun", "There is no option '--dryrun'. Did you mean '--dry-run'?")]
    [TestCase("--frobnicate", "There is no option '--frobnicate'.")]
    [TestCase("--project", "Required argument missing for option: '--project'.")]
    public async Task Says_what_is_wrong_with_an_option(string options, string message)
    {
        var exitCode = await RunAsync(["generate-tests", .. options.Split(' ')]);

        Assert.That(_screen.Error, Does.StartWith(message));
        Assert.That(_screen.Error, Does.Contain("'dotnet codegen-lab generate-tests --help' shows what there is."));
        Assert.That(_screen.Output, Is.Empty);
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public async Task Suggests_the_command_that_was_meant()
    {
        var exitCode = await RunAsync(["generate-test"]);

        Assert.That(_screen.Error, Does.StartWith("There is no command 'generate-test'. Did you mean 'generate-tests'?"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public async Task Called_with_nothing_shows_the_help_and_fails()
    {
        var exitCode = await RunAsync([]);

        Assert.That(_screen.Output, Does.Contain("generate-tests"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public async Task Shows_an_input_error_without_a_stack_trace()
    {
        var exitCode = await RunAsync(["generate-tests"], (_, _, _) => throw new InputException("There is no 'Shop.sln'.\nGive the path of a solution."));

        Assert.That(_screen.Error, Is.EqualTo("There is no 'Shop.sln'.\nGive the path of a solution.\n"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [Test]
    public async Task Shows_the_stack_trace_of_an_input_error_to_who_asks_for_diagnostics()
    {
        await RunAsync(["generate-tests", "-v", "diag"], (_, _, _) => throw new InputException("There is no 'Shop.sln'."));

        Assert.That(_screen.Error, Does.Contain("   at CodegenLab.Cli.Tests."));
    }

    [Test]
    public async Task Asks_to_report_what_nobody_expected()
    {
        var exitCode = await RunAsync(["generate-tests", "Shop.sln"], (_, _, _) => throw new InvalidOperationException("Oops."));

        Assert.That(_screen.Error, Does.StartWith("Internal error: Oops.\nThis is a fault of the tool"));
        Assert.That(_screen.Error, Does.Contain("generate-tests Shop.sln"));
        Assert.That(_screen.Error, Does.Contain("System.InvalidOperationException: Oops.\n   at "));
        Assert.That(exitCode, Is.EqualTo(ExitCode.InternalError));
    }

    [TestCase("a word")]
    [TestCase("correct horse/battery")]
    [TestCase("correct%20horse%2Fbattery")]
    [TestCase("f00dfeedf00dfeedf00dfeedf00dfee1")]
    [TestCase("sk-proj-0123456789abcdef")]
    [TestCase("Kq7Zt2Xw9Rb4Vn6Ls8Hd3Gm5")]
    [TestCase("AccountKey=c2VjcmV0IG9mIG1pbmU=")]
    public async Task What_it_asks_to_report_holds_no_key(string secret)
    {
        await RunAsync(["generate-tests", "Shop.sln", "--model", secret], (_, _, _) => throw new InvalidOperationException($"Oops, \"{secret}\".", new FormatException($"Not \"{secret}\" in /bin/bash.")));

        Assert.That(_screen.Error, Does.Not.Contain(secret));
        Assert.That(_screen.Error, Does.Contain("generate-tests Shop.sln --model "));
        Assert.That(_screen.Error, Does.Contain("in /bin/bash."));
        Assert.That(_screen.Error, Does.Contain("   at CodegenLab.Cli.Tests."));
    }

    [Test]
    public async Task What_it_asks_to_report_in_JSON_holds_no_key()
    {
        await RunAsync(["generate-tests", "--json", "--model=correct horse/battery"], (_, _, _) => throw new InvalidOperationException("correct horse/battery"));

        Assert.That(_screen.Output, Does.Not.Contain("horse"));
    }

    [Test]
    public async Task Ends_with_130_when_stopped()
    {
        using var source = new CancellationTokenSource();

        var exitCode = await RunAsync(
            ["generate-tests"],
            async (_, _, cancellationToken) =>
            {
                await source.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
                return Reports.Rich;
            },
            source.Token);

        Assert.That(_screen.Error, Is.EqualTo("Stopped before the end.\n"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Cancelled));
    }

    [Test]
    public async Task A_cancellation_nobody_asked_for_is_an_internal_error()
    {
        var exitCode = await RunAsync(["generate-tests"], (_, _, _) => throw new OperationCanceledException());

        Assert.That(exitCode, Is.EqualTo(ExitCode.InternalError));
    }

    [TestCase("BadInput", 2)]
    [TestCase("InternalError", 1)]
    [TestCase("Cancelled", 130)]
    public async Task Answers_in_JSON_when_asked_for_JSON(string kind, int code)
    {
        using var source = new CancellationTokenSource();

        var exitCode = await RunAsync(
            ["generate-tests", "--json"],
            (_, _, _) =>
            {
                if (code == 130)
                    source.Cancel();
                throw code switch
                {
                    2 => new InputException("There is no 'Shop.sln'.\nGive a path."),
                    1 => new InvalidOperationException("Oops."),
                    _ => new OperationCanceledException(source.Token),
                };
            },
            source.Token);

        using var document = JsonDocument.Parse(_screen.Output);
        Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(code));
        Assert.That(document.RootElement.GetProperty("error").GetProperty("kind").GetString(), Is.EqualTo(kind));
        Assert.That((int)exitCode, Is.EqualTo(code));
        Assert.That(_screen.Error, Is.Empty);
    }

    [Test]
    public async Task Answers_a_wrong_command_line_in_JSON_too()
    {
        await RunAsync(["generate-tests", "--json", "--budget", "0"]);

        using var document = JsonDocument.Parse(_screen.Output);
        Assert.That(document.RootElement.GetProperty("error").GetProperty("message").GetString(), Does.StartWith("--budget takes"));
    }

    [Test]
    public async Task The_version_stands_alone_on_its_line()
    {
        var exitCode = await RunAsync(["--version"]);

        Assert.That(_screen.Output, Does.Match(@"^\d+\.\d+\.\d+[\w.-]*\r?\n$"));
        Assert.That(exitCode, Is.EqualTo(ExitCode.Done));
    }

    private Task<ExitCode> RunAsync(
        string[] arguments,
        Func<GenerationRequest, IProgress<GenerationProgress>, CancellationToken, Task<GenerationReport>>? generate = null,
        CancellationToken cancellationToken = default) =>
        new CommandLineHost(Scripted.Stories(generate ?? ((_, _, _) => Task.FromResult(Reports.Rich))), _screen.Terminal, Reports.Folder, new SecretScrubbing(_environment)).RunAsync(arguments, cancellationToken);
}
