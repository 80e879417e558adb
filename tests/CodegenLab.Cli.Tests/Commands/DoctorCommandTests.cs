using System.Text.Json;
using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Cli.Tests.Commands;

public class DoctorCommandTests
{
    private static readonly ModelSettings Settings = new ModelSettingsReader(name => name switch
    {
        "AZURE_OPENAI_API_KEY" => "sk-verysecret-0123456789",
        "CODEGEN_LAB_TIMEOUT_SECONDS" => "30",
        _ => null,
    }, []).Read(new ModelOptions("azure-openai", "https://my-resource.openai.azure.com", "my-deployment"), Path.GetTempPath()).Settings!;

    private static readonly DoctorReport WithoutModel = new()
    {
        ToolVersion = "0.1.0",
        System = "Some Linux 12",
        Runtime = ".NET 10.0.12",
        Sdk = "10.0.401",
        Configuration = new ModelConfiguration(null, "OPENAI_API_KEY is set, but no model is named, so none is used.", null),
    };

    private static readonly DoctorReport Working = WithoutModel with
    {
        Configuration = new ModelConfiguration(Settings, null, Path.Combine(Reports.Folder, "codegen-lab.json")),
        Answer = new ModelAnswer("some-model-2026-01-01", new TokenUse(17, 2), TimeSpan.FromSeconds(0.84)),
    };

    private static readonly DoctorReport Failing = Working with
    {
        Answer = null,
        Failure = new ModelException(ModelFailure.CutOff, "The answer of 'my-deployment' was cut off at its limit of tokens", "Raise maxOutputTokens; it is 16.\nOr take another model.") { Tokens = new TokenUse(17, 16) },
    };

    private readonly Screen _screen = new();
    private DoctorRequest? _request;

    [Test]
    public async Task Every_option_reaches_the_request()
    {
        await RunAsync(["src/Shop", "--model", "m", "--provider", "openai", "--endpoint", "http://127.0.0.1:1/v1"], WithoutModel);

        Assert.That(_request, Is.EqualTo(new DoctorRequest { Path = "src/Shop", WorkingFolder = Reports.Folder, Model = new ModelOptions("openai", "http://127.0.0.1:1/v1", "m") }));
    }

    [Test]
    public async Task Without_options_everything_is_as_the_request_has_it()
    {
        await RunAsync([], WithoutModel);

        Assert.That(_request, Is.EqualTo(new DoctorRequest { WorkingFolder = Reports.Folder }));
    }

    [Test]
    public async Task Remarks_on_the_settings_are_shown()
    {
        await RunAsync([], WithoutModel with { Configuration = WithoutModel.Configuration with { Remarks = ["CODEGEN_LAB_MODLE is no setting."] } });

        Assert.That(_screen.Output, Does.Contain("Note: CODEGEN_LAB_MODLE is no setting.\n"));
    }

    [Test]
    public async Task Without_a_model_it_says_how_to_try_one()
    {
        await RunAsync([], WithoutModel);

        await Verify(_screen.Output);
    }

    [Test]
    public async Task A_model_that_works_is_shown_with_origins_and_cost()
    {
        await RunAsync([], Working);

        await Verify(_screen.Output);
    }

    [Test]
    public async Task A_model_that_fails_is_shown_with_reason_and_advice()
    {
        await RunAsync([], Failing with { SdkComplaint = "global.json asks for the SDK 9.0.999, which is not installed. Installed: 10.0.401.", Sdk = null });

        await Verify(_screen.Output);
    }

    [Test]
    public async Task JSON_tells_the_same()
    {
        await RunAsync(["--json"], Working);

        await Verify(_screen.Output.Replace(JsonEncodedText.Encode(Reports.Folder).ToString(), "{folder}", StringComparison.Ordinal).Replace(@"\\", "/", StringComparison.Ordinal), extension: "json");
    }

    [Test]
    public async Task JSON_tells_a_failure()
    {
        await RunAsync(["--json"], Failing);

        using var document = JsonDocument.Parse(_screen.Output);
        var failure = document.RootElement.GetProperty("doctor").GetProperty("failure");
        Assert.That(document.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(5));
        Assert.That(failure.GetProperty("kind").GetString(), Is.EqualTo("CutOff"));
        Assert.That(failure.GetProperty("tokens").GetProperty("output").GetInt32(), Is.EqualTo(16));
        Assert.That(_screen.Error, Is.Empty);
    }

    [TestCaseSource(nameof(Outcomes))]
    public async Task The_exit_code_tells_the_outcome(string _, DoctorReport report, ExitCode expected) =>
        Assert.That(await RunAsync([], report), Is.EqualTo(expected));

    private static IEnumerable<object[]> Outcomes() =>
    [
        ["no model", WithoutModel, ExitCode.Done],
        ["works", Working, ExitCode.Done],
        ["fails", Failing, ExitCode.ModelFailed],
        ["no key", Failing with { Failure = new ModelException(ModelFailure.NoKey, "There is no key", "Set one.") }, ExitCode.Done],
        ["no SDK", Failing with { SdkComplaint = "It is not there." }, ExitCode.BadInput],
    ];

    [TestCase("--modle x", "There is no option '--modle'. Did you mean '--model'?")]
    [TestCase("a b", "'b' is a word too many: there is one path.")]
    [TestCase("--model", "Required argument missing for option: '--model'.")]
    public async Task Says_what_is_wrong_with_an_option(string options, string message)
    {
        var exitCode = await RunAsync(options.Split(' '), WithoutModel);

        Assert.That(_screen.Error, Does.StartWith(message + "\n"));
        Assert.That(_screen.Error, Does.Contain("'dotnet codegen-lab doctor --help' shows what there is."));
        Assert.That(exitCode, Is.EqualTo(ExitCode.BadInput));
    }

    private Task<ExitCode> RunAsync(string[] arguments, DoctorReport report)
    {
        var host = new CommandLineHost(
            Scripted.Stories(examine: (request, _) =>
            {
                _request = request;
                return Task.FromResult(report);
            }),
            _screen.Terminal,
            Reports.Folder,
            new SecretScrubbing([]));
        return host.RunAsync([DoctorCommand.Name, .. arguments], CancellationToken.None);
    }
}
