using System.Collections.Immutable;
using System.Text.Json;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
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

    /// <summary>Three questions on one type, as the loop asks them: the third costs what it has of its own, and a tenth of the rest.</summary>
    [TestCaseSource(nameof(Providers))]
    public async Task Questions_on_one_type_share_a_beginning_that_is_long_enough_to_be_kept(ModelProvider provider)
    {
        var answer = Wire.Ok(provider);
        var body = provider == ModelProvider.Anthropic
            ? answer.Body.Replace("\"input_tokens\": 17", "\"input_tokens\": 200, \"cache_read_input_tokens\": 1200, \"cache_creation_input_tokens\": 0", StringComparison.Ordinal)
            : answer.Body.Replace("\"prompt_tokens\": 17", "\"prompt_tokens\": 1400, \"prompt_tokens_details\": { \"cached_tokens\": 1200 }", StringComparison.Ordinal);
        await using var server = new ModelServer(answer, answer, answer with { Body = body });
        using var desk = Open(provider, server, price: new TokenPrice(1, .1m, 5));
        var writer = new PromptWriter(_ => null, new SecretRedaction(), 5);
        var known = ContextOf(string.Join('\n', Enumerable.Range(1, 60).Select(number => FormattableString.Invariant($"/// <summary>Promise {number} of the till.</summary>\npublic int M{number}();"))));
        var more = ContextOf("public int M1() => 1;") with { Known = known };
        Prompt[] prompts = [writer.Expectations(more with { Sections = [] }, null), writer.Tests(more), writer.Mutants(more, [new UnnoticedChange("Till.cs:1", "1", "2")])];

        foreach (var prompt in prompts)
            await desk.AskAsync(new Question(Purpose.Tests, "Shop", 1, prompt), CancellationToken.None);

        var contents = server.Requests.Select(request => Contents(provider, request.Body)).ToList();
        var beginnings = contents.Select(content => content.System + content.User![..prompts[0].Shared]).Distinct().ToList();
        Assert.That(beginnings, Has.Count.EqualTo(1));
        Assert.That(TokenCounter.Count(beginnings[0]), Is.GreaterThanOrEqualTo(1024));
        Assert.That(contents.Select(content => content.User), Is.EqualTo(prompts.Select(prompt => prompt.User)));
        Assert.That(desk.Spending.Cost, Is.EqualTo(((17 + 17 + 200) * 1 + 1200 * .1m + 3 * 2 * 5) / 1_000_000));
        if (provider == ModelProvider.Anthropic)
            Assert.That(server.Requests.Select(request => Marked(request.Body)), Is.All.EqualTo((beginnings[0], 2)));
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

    /// <summary>What Anthropic may keep: all up to the last mark, and how many marks there are.</summary>
    private static (string Text, int Marks) Marked(string body)
    {
        using var document = JsonDocument.Parse(body);
        var parts = document.RootElement.GetProperty("system").EnumerateArray().Concat(document.RootElement.GetProperty("messages")[0].GetProperty("content").EnumerateArray()).ToList();
        var marked = parts.Select((part, index) => (Index: index, IsMarked: part.TryGetProperty("cache_control", out var mark) && mark.ValueKind == JsonValueKind.Object)).Where(part => part.IsMarked).ToList();
        return (string.Concat(parts.Take(marked[^1].Index + 1).Select(part => part.GetProperty("text").GetString())), marked.Count);
    }

    private static CodeContext ContextOf(string text) => new()
    {
        Subject = "Shop.Till",
        Ids = ["T:Shop.Till"],
        Project = "Shop.csproj",
        Sections = [new ContextSection(ContextKind.Members, [new ContextItem(text, "src/Shop/Till.cs:9", null, 10)], 0)],
    };

    [Test]
    public async Task What_Anthropic_writes_to_its_cache_costs_a_quarter_more()
    {
        var answer = Wire.Ok(ModelProvider.Anthropic);
        await using var server = new ModelServer(answer with { Body = answer.Body.Replace("\"input_tokens\": 17", "\"input_tokens\": 5, \"cache_read_input_tokens\": 0, \"cache_creation_input_tokens\": 1000", StringComparison.Ordinal) });
        using var desk = Open(ModelProvider.Anthropic, server, price: new TokenPrice(1, .1m, 5));

        await desk.AskAsync("one");

        Assert.That((desk.Spending.InputTokens, desk.Spending.Cost), Is.EqualTo((1005L, (5 + (1000 * 1.25m) + (2 * 5)) / 1_000_000)));
    }

    private ReplyDesk Open(ModelProvider provider, ModelServer server, string? record = null, TokenPrice? price = null)
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
            Prices = price is null ? PriceTable.BuiltIn : new PriceTable(ImmutableDictionary<string, TokenPrice>.Empty.Add("some-model", price)),
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
