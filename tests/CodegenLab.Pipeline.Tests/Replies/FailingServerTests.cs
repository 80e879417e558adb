using System.Text.Json;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.Models;
using CodegenLab.Pipeline.Tests.Solutions;
using Reply = CodegenLab.Pipeline.Tests.Models.Reply;

namespace CodegenLab.Pipeline.Tests.Replies;

/// <summary>From the desk over the provider's library and the wire to a server that fails in every way.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FailingServerTests : IDisposable
{
    private static readonly ModelProvider[] Providers = Enum.GetValues<ModelProvider>();

    private static readonly (string Name, Func<ModelProvider, Reply> Reply, ModelFailure Failure, long Spent)[] Catalogue =
    [
        ("TooManyCalls", provider => Wire.Error(provider, 429, "rate_limit_exceeded", "Slow down"), ModelFailure.RateLimited, 0),
        ("ServerError", provider => Wire.Error(provider, 500, "api_error", "Oops"), ModelFailure.ServerFailure, 0),
        ("Cut", _ => new Reply.Cut(), ModelFailure.ServerFailure, 0),
        ("CutInTheMiddle", provider => new Reply.CutInTheMiddle(Wire.Ok(provider).Body), ModelFailure.ServerFailure, 0),
        ("Malformed", provider => Wire.NotAMessage(provider), ModelFailure.MalformedAnswer, 0),
        ("Refusal", provider => Wire.Refusal(provider), ModelFailure.Refusal, 19),
        ("TooLong", provider => Wire.CutOff(provider), ModelFailure.CutOff, 19),
        ("Empty", provider => Wire.Empty(provider), ModelFailure.Empty, 19),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_failure_loses_no_earlier_answer_and_what_it_spent_is_counted([ValueSource(nameof(Providers))] ModelProvider provider, [Range(0, 7)] int number)
    {
        var (name, reply, failure, spent) = Catalogue[number];
        await using var server = new ModelServer(Wire.Ok(provider, "first"), Wire.Ok(provider, "second"), reply(provider));
        using var desk = Open(provider, server);
        await desk.AskAsync("one");
        await desk.AskAsync("two");

        var failed = await Assert.ThrowsAsync<ModelException>(() => desk.AskAsync("three"));

        Assert.That(failed!.Kind, Is.EqualTo(failure), name);
        Assert.That(desk.Spending.Calls, Is.EqualTo(3));
        Assert.That(desk.Spending.InputTokens + desk.Spending.OutputTokens, Is.EqualTo(38 + spent), name);
        var requests = server.Requests.Length;
        using var next = Open(provider, server);
        Assert.That(new[] { (await next.AskAsync("one"))!.Text, (await next.AskAsync("two"))!.Text }, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(server.Requests, Has.Length.EqualTo(requests));
        var log = await File.ReadAllLinesAsync(_folder.At(".codegen-lab/audit.jsonl"));
        Assert.That(log.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("outcome").GetString()), Is.EqualTo(new[] { "answered", "answered", $"{failure}", "answered", "answered" }));
        Assert.That(string.Concat(log), Does.Not.Contain("verysecret"));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task The_key_is_in_no_file(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Ok(provider, "first"));
        using var desk = Open(provider, server, record: _folder.At("recorded"));

        await desk.AskAsync("one");

        var files = Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories);
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(4));
        Assert.That(files.Select(File.ReadAllText), Has.None.Contains("verysecret"));
    }

    /// <summary>Providers charge less for a beginning they have seen: it must be there byte by byte, before everything that changes.</summary>
    [TestCaseSource(nameof(Providers))]
    public async Task All_requests_of_a_run_begin_with_the_same_bytes(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Ok(provider));
        using var desk = Open(provider, server);
        var writer = new PromptWriter(_ => null, new SecretRedaction(), 5);
        Prompt[] prompts =
        [
            writer.Repair("Shop.Till", [new FaultyTest("A", ["expected 1, was 2"])], "class A { }"), writer.Repair("Shop.Money", [], "class B { }"),
            new PromptWriter(_ => null, new SecretRedaction(), 5).Repair("Shop.Line", [], ""),
        ];

        foreach (var prompt in prompts)
            await desk.AskAsync(new Question(Purpose.Repair, "Shop", 1, prompt), CancellationToken.None);

        var contents = server.Requests.Select(request => Contents(provider, request.Body)).ToList();
        Assert.That(contents.Select(content => content.System), Is.All.EqualTo(prompts[0].System));
        Assert.That(contents.Select(content => content.User), Is.EqualTo(prompts.Select(prompt => prompt.User)));
        if (provider != ModelProvider.Anthropic)
            Assert.That(server.Requests.Select(request => request.Body[..request.Body.IndexOf("\"user\"", StringComparison.Ordinal)]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Anthropic_is_told_where_the_common_beginning_ends()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.Anthropic));
        using var desk = Open(ModelProvider.Anthropic, server);

        await desk.AskAsync("one");

        using var body = JsonDocument.Parse(server.Requests.Single().Body);
        var system = body.RootElement.GetProperty("system").EnumerateArray().Single();
        Assert.That(system.GetProperty("cache_control").GetProperty("type").GetString(), Is.EqualTo("ephemeral"));
        Assert.That(body.RootElement.GetProperty("messages").ToString(), Does.Not.Contain("cache_control"));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task What_the_provider_had_in_its_cache_is_seen(ModelProvider provider)
    {
        var answer = Wire.Ok(provider);
        var body = provider == ModelProvider.Anthropic
            ? answer.Body.Replace("\"input_tokens\": 17", "\"input_tokens\": 5, \"cache_read_input_tokens\": 12, \"cache_creation_input_tokens\": 0", StringComparison.Ordinal)
            : answer.Body.Replace("\"prompt_tokens\": 17", "\"prompt_tokens\": 17, \"prompt_tokens_details\": { \"cached_tokens\": 12 }", StringComparison.Ordinal);
        await using var server = new ModelServer(answer with { Body = body });
        using var desk = Open(provider, server);

        await desk.AskAsync("one");

        Assert.That((desk.Spending.InputTokens, desk.Spending.CachedInputTokens), Is.EqualTo((17, 12)));
    }

    private ReplyDesk Open(ModelProvider provider, ModelServer server, string? record = null)
    {
        var clock = new HastyClock(TimeSpan.FromSeconds(100));
        var settings = Settings(provider, server);
        var connection = new ModelConnection(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, clock, () => throw new InvalidOperationException("Nobody asked for Entra ID."));
        return ReplyDesk.Open(new ReplyDeskSettings
        {
            Folder = _folder.At(StateFolder.Name),
            Model = settings,
            Connect = () => connection.Connect(settings),
            Clock = clock,
            Record = record,
        });
    }

    private ModelSettings Settings(ModelProvider provider, ModelServer server)
    {
        var (name, endpoint) = provider switch
        {
            ModelProvider.AzureOpenAI => ("azure-openai", server.Address),
            ModelProvider.OpenAI => ("openai", $"{server.Address}/v1"),
            ModelProvider.Anthropic => ("anthropic", server.Address),
            _ => ("openai-compatible", $"{server.Address}/v1"),
        };
        var environment = new Dictionary<string, string> { ["CODEGEN_LAB_API_KEY"] = "sk-verysecret-0123456789" };
        return new ModelSettingsReader(environment.GetValueOrDefault, []).Read(new ModelOptions(name, endpoint, "some-model"), _folder.Path).Settings!;
    }

    private static (string? System, string? User) Contents(ModelProvider provider, string body)
    {
        using var document = JsonDocument.Parse(body);
        var messages = document.RootElement.GetProperty("messages").EnumerateArray().ToList();
        return provider == ModelProvider.Anthropic
            ? (TextOf(document.RootElement.GetProperty("system")), TextOf(messages.Single().GetProperty("content")))
            : (TextOf(messages[0].GetProperty("content")), TextOf(messages[1].GetProperty("content")));
    }

    private static string? TextOf(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.GetString() : string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()));
}
