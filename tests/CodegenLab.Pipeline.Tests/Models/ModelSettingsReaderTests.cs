using System.Text.Json;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Models;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelSettingsReaderTests : IDisposable
{
    private const string Secret = "sk-verysecret-0123456789-abcdef";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];

    /// <summary>The root of a repository: what lies above it does not count.</summary>
    public ModelSettingsReaderTests() => _folder.Write(".git/HEAD");

    public void Dispose() => _folder.Dispose();

    [TestCase("CODEGEN_LAB_MODLE", "Did you mean CODEGEN_LAB_MODEL?")]
    [TestCase("CODEGENLAB_PROVIDER", "Did you mean CODEGEN_LAB_PROVIDER?")]
    [TestCase("CODEGEN_LAB_APIKEY", "Did you mean CODEGEN_LAB_API_KEY?")]
    [TestCase("CODEGEN_LAB_TIMEOUT", "Did you mean CODEGEN_LAB_TIMEOUT_SECONDS?")]
    [TestCase("CODEGEN_LAB_FROBNICATE", "There are: CODEGEN_LAB_PROVIDER, ")]
    public void A_variable_that_is_no_setting_is_a_remark_with_the_nearest_name(string name, string question)
    {
        _environment[name] = "sk-0123456789abcdef";

        var remark = Read().Remarks.Single();

        Assert.That(remark, Does.StartWith($"The environment variable {name} is no setting and is not read. {question}"));
        Assert.That(remark, Does.Not.Contain("sk-"));
    }

    [Test]
    public void A_mistyped_name_of_the_model_is_told_to_who_names_none()
    {
        _environment["CODEGEN_LAB_PROVIDER"] = "openai";
        _environment["CODEGEN_LAB_MODLE"] = "m";

        Assert.That(() => Read(), Throws.TypeOf<InputException>().With.Message.EndsWith("Did you mean CODEGEN_LAB_MODEL?"));
    }

    [Test]
    public void Settings_and_the_tools_own_variables_are_no_remark()
    {
        _environment["CODEGEN_LAB_MODEL"] = "m";
        _environment["OPENAI_API_KEY"] = "k";
        _environment["CODEGEN_LAB_TRACE"] = "/tmp";
        _environment["CODEGEN"] = "x";

        Assert.That(Read().Remarks, Is.Empty);
    }

    [Test]
    public void With_nothing_said_there_is_no_model()
    {
        var configuration = Read();

        Assert.That(configuration, Is.EqualTo(new ModelConfiguration(null, "No model is configured.", null)));
    }

    [Test]
    public void A_key_that_lies_about_is_no_leave_to_use_it()
    {
        _environment["OPENAI_API_KEY"] = Secret;

        var configuration = Read();

        Assert.That(configuration.Settings, Is.Null);
        Assert.That(configuration.NoModel, Is.EqualTo("OPENAI_API_KEY is set, but no model is named, so none is used."));
    }

    [Test]
    public Task Every_value_has_an_origin_and_the_key_is_not_shown()
    {
        _environment["OPENAI_API_KEY"] = Secret;
        _environment["CODEGEN_LAB_TIMEOUT_SECONDS"] = "30";
        _environment["CODEGEN_LAB_MODEL"] = "of-the-environment";
        _folder.Write("codegen-lab.json", """
            {
              // Comments are fine.
              "$schema": "codegen-lab.schema.json",
              "model": {
                "provider": "openai",
                "name": "of-the-file",
                "timeoutSeconds": 60,
                "parallelCalls": 8,
              }
            }
            """);

        var settings = Read(new ModelOptions(Name: "of-the-command-line")).Settings!;

        Assert.That($"{settings} {JsonSerializer.Serialize(settings)}", Does.Not.Contain("verysecret"));
        return Verify(string.Join('\n', settings.Lines.Select(line => $"{line.Name,-18} {line.Value,-28} {line.Origin}")));
    }

    [Test]
    public void The_strongest_place_wins()
    {
        _environment["OPENAI_API_KEY"] = Secret;
        _folder.Write("codegen-lab.json", """{ "model": { "provider": "openai", "name": "of-the-file", "timeoutSeconds": 60 } }""");
        var file = Read().Settings!;
        _environment["CODEGEN_LAB_MODEL"] = "of-the-environment";
        var environment = Read().Settings!;
        var commandLine = Read(new ModelOptions(Name: "of-the-command-line")).Settings!;

        Assert.That(new[] { file.Name, environment.Name, commandLine.Name }, Is.EqualTo(new[] { "of-the-file", "of-the-environment", "of-the-command-line" }));
        Assert.That(commandLine.Timeout, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(commandLine.MaxOutputTokens, Is.EqualTo(8192));
    }

    [Test]
    public void The_file_is_found_above_but_not_beyond_the_repository()
    {
        _folder.Write("codegen-lab.json", """{ "model": { "endpoint": "http://127.0.0.1:1/v1", "name": "m" } }""");
        _folder.Write("inside/src/a.cs");
        _folder.Write("other/.git/HEAD");

        Assert.That(Read(folder: _folder.At("inside/src")).Settings!.Name, Is.EqualTo("m"));
        Assert.That(Read(folder: _folder.At("other")).Settings, Is.Null);
    }

    [TestCase("https://my.openai.azure.com/", ModelProvider.AzureOpenAI)]
    [TestCase("https://api.openai.com/v1", ModelProvider.OpenAI)]
    [TestCase("https://api.anthropic.com", ModelProvider.Anthropic)]
    [TestCase("http://127.0.0.1:11434/v1", ModelProvider.OpenAICompatible)]
    public void The_endpoint_tells_the_provider(string endpoint, ModelProvider provider) =>
        Assert.That(Read(new ModelOptions(Endpoint: endpoint, Name: "m")).Settings!.Provider, Is.EqualTo(provider));

    [TestCase("OPENAI_API_KEY", Secret, ModelProvider.OpenAI, "https://api.openai.com/v1")]
    [TestCase("ANTHROPIC_API_KEY", Secret, ModelProvider.Anthropic, "https://api.anthropic.com/")]
    [TestCase("AZURE_OPENAI_ENDPOINT", "https://my.openai.azure.com/", ModelProvider.AzureOpenAI, "https://my.openai.azure.com/")]
    [TestCase("OPENAI_BASE_URL", "https://gateway.example/v1", ModelProvider.OpenAICompatible, "https://gateway.example/v1")]
    [TestCase("OLLAMA_HOST", "0.0.0.0", ModelProvider.OpenAICompatible, "http://127.0.0.1:11434/v1")]
    [TestCase("OLLAMA_HOST", "box:8080", ModelProvider.OpenAICompatible, "http://box:8080/v1")]
    [TestCase("OLLAMA_HOST", "https://ollama.example", ModelProvider.OpenAICompatible, "https://ollama.example/v1")]
    public void The_usual_variables_tell_the_provider(string variable, string value, ModelProvider provider, string endpoint)
    {
        _environment[variable] = value;

        var settings = Read(new ModelOptions(Name: "m")).Settings!;

        Assert.That(settings.Provider, Is.EqualTo(provider));
        Assert.That(settings.Endpoint.ToString(), Is.EqualTo(endpoint));
    }

    [Test]
    public void A_gateway_in_OpenAIs_variable_takes_OpenAIs_key_along()
    {
        _environment["OPENAI_BASE_URL"] = "https://gateway.example/v1";
        _environment["OPENAI_API_KEY"] = Secret;

        var settings = Read(new ModelOptions(Name: "m")).Settings!;

        Assert.That(settings.Provider, Is.EqualTo(ModelProvider.OpenAICompatible));
        Assert.That(settings.Key!.Variable, Is.EqualTo("OPENAI_API_KEY"));
    }

    [Test]
    public void A_local_server_does_not_get_OpenAIs_key()
    {
        _environment["OPENAI_API_KEY"] = Secret;

        Assert.That(Read(new ModelOptions(Endpoint: "http://127.0.0.1:11434/v1", Name: "m")).Settings!.Key, Is.Null);
    }

    [Test]
    public void Azure_without_a_key_means_Entra_ID()
    {
        var options = new ModelOptions("azure-openai", "https://my.openai.azure.com", "m");
        var entra = Read(options).Settings!;
        _environment["AZURE_OPENAI_API_KEY"] = Secret;
        var key = Read(options).Settings!;
        _environment["CODEGEN_LAB_AUTHENTICATION"] = "entra-id";
        var wished = Read(options).Settings!;

        Assert.That(new[] { entra, key, wished }.Select(settings => settings.Authentication), Is.EqualTo(new[] { Authentication.EntraId, Authentication.Key, Authentication.EntraId }));
        Assert.That(entra.Lines.Single(line => line.Name == "authentication").Origin, Is.EqualTo("default, because AZURE_OPENAI_API_KEY is not set"));
        Assert.That(wished.Key, Is.Null);
    }

    [Test]
    public void The_file_names_the_variable_of_the_key()
    {
        _environment["TEAM_KEY"] = Secret;
        _folder.Write("codegen-lab.json", """{ "model": { "provider": "anthropic", "name": "m", "keyVariable": "TEAM_KEY" } }""");

        var settings = Read().Settings!;

        Assert.That(settings.Key!.ToString(), Is.EqualTo("set, from TEAM_KEY"));
        Assert.That(settings.Lines.Single(line => line.Name == "key").Origin, Is.EqualTo("codegen-lab.json(1)"));
    }

    [TestCase("https://thief.example/v1", "openai")]
    [TestCase("http://api.openai.com/v1", "openai")]
    [TestCase("https://api.openai.com.thief.example/v1", "openai")]
    [TestCase("https://thief-openai.azure.com", "azure-openai")]
    public void A_file_does_not_decide_where_a_key_goes(string endpoint, string provider)
    {
        _environment["CODEGEN_LAB_API_KEY"] = Secret;
        _folder.Write("codegen-lab.json", $$"""{ "model": { "provider": "{{provider}}", "name": "m", "endpoint": "{{endpoint}}" } }""");

        Assert.That(() => Read(), Throws.TypeOf<InputException>().With.Message.Contains("a file of a repository does not decide where a key of yours goes"));
        Assert.That(Read(new ModelOptions(Endpoint: endpoint)).Settings!.Key, Is.Not.Null);
    }

    [Test]
    public void Nor_where_a_token_of_Entra_ID_goes()
    {
        _folder.Write("codegen-lab.json", """{ "model": { "provider": "azure-openai", "name": "m", "endpoint": "https://thief.example" } }""");

        Assert.That(() => Read(), Throws.TypeOf<InputException>().With.Message.Contains("a token of yours"));
    }

    [Test]
    public Task Every_mistake_in_the_file_says_line_and_way_out()
    {
        string[] mistakes =
        [
            "[]",
            "{ \"model\": 7 }",
            "{\n  \"modl\": {}\n}",
            "{\n  \"provider\": \"openai\"\n}",
            "{ \"model\": {\n  \"provider\": \"openai\",\n  \"timoutSeconds\": 5 } }",
            "{ \"model\": { \"deployment\": \"x\" } }",
            "{ \"model\": { \"colour\": \"red\" } }",
            "{ \"model\": {\n  \"provider\": \"opnai\" } }",
            "{ \"model\": { \"provider\": 5 } }",
            "{ \"model\": { \"timeoutSeconds\": \"5\" } }",
            "{ \"model\": { \"timeoutSeconds\": 0 } }",
            "{ \"model\": { \"timeoutSeconds\": 1.5 } }",
            "{ \"model\": { \"parallelCalls\": 99999999999 } }",
            "{ \"model\": { \"name\": \" \" } }",
            "{ \"model\": { \"name\": \"a\", \"name\": \"b\" } }",
            "{ \"model\": { \"name\": \"m\", \"endpoint\": \"localhost:11434\" } }",
            "{ \"model\": { \"name\": \"m\", \"endpoint\": \"https://user:pass@host\" } }",
            "{ \"model\": { \"name\": \"m\", \"endpoint\": \"https://host/v1?key=abc\" } }",
            "{ \"model\": { \"name\": \"m\", \"endpoint\": \"https://host/v1/chat/completions\" } }",
            "{ \"model\": { \"name\": \"m\", \"provider\": \"azure-openai\" } }",
            "{ \"model\": { \"provider\": \"openai\" } }",
            "{ \"model\": { \"name\": \"m\" } }",
            "{ \"model\": { \"name\": \"m\", \"provider\": \"openai\", \"authentication\": \"entra-id\" } }",
            "{ \"model\": { \"keyVariable\": \"MY-KEY\" } }",
            "{ \"requirements\": [] }",
            "{ \"requirements\": {\n  \"branchCoverage\": 90 } }",
            "{ \"requirements\": { \"complexityThreshold\": 0 } }",
            "{ \"requirements\": { \"lineCoverage\": 0.9 } }",
            "{ \"requirements\": { \"mutationScore\": 0.9, \"mutationScore\": 0.8 } }",
            "{ \"model\": {",
            "{ \"model\": {} } x",
            "",
        ];

        return Verify(string.Join("\n\n", mistakes.Select(mistake => $"{mistake}\n--> {Complaint(mistake)}")));
    }

    [TestCase("{ \"model\": {\n  \"apiKey\": \"whatever\" } }", 2)]
    [TestCase("{ \"apiKey\": \"whatever\" }", 1)]
    [TestCase("{ \"model\": { \"token\": {} } }", 1)]
    [TestCase("{ \"model\": { \"name\": \"m\",\n\n  \"keyVariable\": \"" + Secret + "\" } }", 3)]
    [TestCase("{ \"model\": { \"keyVariable\": \"0123456789abcdef0123456789abcdef\" } }", 1)]
    [TestCase("{ \"model\": { \"name\": \"" + Secret + "\" } }", 1)]
    [TestCase("{ \"model\": { \"endpoint\": \"AbCdEf0123456789AbCdEf0123456789AbCdEf01\" } }", 1)]
    public void A_key_in_the_file_is_refused_and_not_repeated(string content, int line)
    {
        var complaint = Complaint(content);

        Assert.That(complaint, Does.Match($@"^codegen-lab\.json\({line}(,[0-9]+)?\): ").And.Contain("a file that others read is no place for one").And.Contain("\"keyVariable\": \"MY_KEY\""));
        Assert.That(complaint, Does.Not.Contain("whatever").And.Not.Contain("verysecret").And.Not.Contain("0123456789"));
    }

    [Test]
    public void A_key_in_the_name_of_a_setting_is_not_repeated() =>
        Assert.That(Complaint($$"""{ "model": { "{{Secret}}": "" } }"""), Does.Contain("there is no setting").And.Not.Contain("verysecret"));

    [Test]
    public void A_key_in_the_wrong_variable_is_refused_and_not_repeated()
    {
        _environment["CODEGEN_LAB_KEY_VARIABLE"] = Secret;

        Assert.That(() => Read(), Throws.TypeOf<InputException>().With.Message.EqualTo(
            "CODEGEN_LAB_KEY_VARIABLE looks like a key. A key goes into an environment variable: CODEGEN_LAB_API_KEY, or the provider's own one."));
    }

    [Test]
    public void A_key_with_a_blank_in_it_is_not_sent()
    {
        _environment["OPENAI_API_KEY"] = "sk-two words";

        Assert.That(() => Read(new ModelOptions("openai", Name: "m")), Throws.TypeOf<InputException>().With.Message.StartsWith("OPENAI_API_KEY holds a character that no key has").And.Message.Not.Contains("words"));
    }

    [Test]
    public void Two_providers_that_may_be_meant_are_a_question()
    {
        _environment["OPENAI_API_KEY"] = Secret;
        _environment["ANTHROPIC_API_KEY"] = Secret;

        Assert.That(() => Read(new ModelOptions(Name: "m")), Throws.TypeOf<InputException>().With.Message.Contains("openai (OPENAI_API_KEY is set) or anthropic (ANTHROPIC_API_KEY is set)"));
    }

    [TestCase("CODEGEN_LAB_PROVIDER", "antropic", "CODEGEN_LAB_PROVIDER is azure-openai, openai, anthropic or openai-compatible; 'antropic' is not. Did you mean anthropic?")]
    [TestCase("CODEGEN_LAB_PARALLEL_CALLS", "many", "CODEGEN_LAB_PARALLEL_CALLS is a whole number from 1 to 64; many is not.")]
    public void A_wrong_variable_is_named(string variable, string value, string message)
    {
        _environment[variable] = value;

        Assert.That(() => Read(), Throws.TypeOf<InputException>().With.Message.EqualTo(message));
    }

    private ModelConfiguration Read(ModelOptions? options = null, string? folder = null) =>
        new ModelSettingsReader(_environment.GetValueOrDefault, [.. _environment.Keys]).Read(options ?? new ModelOptions(), folder ?? _folder.Path);

    private string Complaint(string content)
    {
        _folder.Write("codegen-lab.json", content);
        try
        {
            return Read().NoModel ?? "(fine)";
        }
        catch (InputException complaint)
        {
            return complaint.Message.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        }
    }
}
