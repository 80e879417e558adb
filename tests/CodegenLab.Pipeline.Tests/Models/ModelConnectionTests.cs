using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Tests.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Tests.Models;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class ModelConnectionTests
{
    private const string Secret = "sk-verysecret-0123456789-abcdef";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);
    private static readonly ModelProvider[] Providers = Enum.GetValues<ModelProvider>();
    private static readonly ModelProvider[] OpenAILike = [ModelProvider.AzureOpenAI, ModelProvider.OpenAI, ModelProvider.OpenAICompatible];

    private readonly HastyClock _clock = new(Timeout);

    [TestCaseSource(nameof(Providers))]
    public async Task An_answer_brings_text_model_and_tokens(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Ok(provider, "Hello"));

        var response = await AskAsync(provider, server);

        Assert.That(response.Text, Is.EqualTo("Hello"));
        Assert.That(response.ModelId, Is.EqualTo("some-model-2026-01-01"));
        Assert.That(response.Usage!.InputTokenCount, Is.EqualTo(17));
        Assert.That(response.Usage.OutputTokenCount, Is.EqualTo(2));
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [TestCase(ModelProvider.OpenAI, "/v1/chat/completions", "Authorization", "Bearer " + Secret, "max_completion_tokens")]
    [TestCase(ModelProvider.OpenAICompatible, "/v1/chat/completions", "Authorization", "Bearer " + Secret, "max_tokens")]
    [TestCase(ModelProvider.AzureOpenAI, "/openai/deployments/some-model/chat/completions?api-version=", "api-key", Secret, "max_completion_tokens")]
    [TestCase(ModelProvider.Anthropic, "/v1/messages", "Authorization", "Bearer " + Secret, "max_tokens")]
    public async Task A_request_is_what_the_provider_expects(ModelProvider provider, string target, string header, string value, string limit)
    {
        await using var server = new ModelServer(Wire.Ok(provider));

        await AskAsync(provider, server);

        var request = server.Requests.Single();
        using var body = JsonDocument.Parse(request.Body);
        Assert.That(request.Method, Is.EqualTo("POST"));
        Assert.That(request.Target, Does.StartWith(target));
        Assert.That(request.Headers[header], Is.EqualTo(value));
        Assert.That(body.RootElement.GetProperty(limit).GetInt32(), Is.EqualTo(500));
        Assert.That(new[] { "max_tokens", "max_completion_tokens" }.Count(name => body.RootElement.TryGetProperty(name, out _)), Is.EqualTo(1));
        Assert.That(request.Body, Does.Contain("some-model").Or.Not.Contain("model"));
    }

    [Test]
    public async Task Azure_takes_a_token_of_Entra_ID_instead_of_a_key()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.AzureOpenAI));

        await AskAsync(Settings(ModelProvider.AzureOpenAI, server.Address, key: null), new FixedToken());

        Assert.That(server.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer entra-token"));
        Assert.That(server.Requests.Single().Headers, Does.Not.ContainKey("api-key"));
    }

    [Test]
    public async Task A_sign_in_that_fails_is_told_in_the_words_of_Entra_ID()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.AzureOpenAI));

        var failure = await FailureAsync(Settings(ModelProvider.AzureOpenAI, server.Address, key: null), new NoToken(new AuthenticationFailedException("AADSTS7000215: Invalid client secret.")));

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.RefusedKey));
        Assert.That(failure.Message, Is.EqualTo("Entra ID gave no token: AADSTS7000215: Invalid client secret"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task Who_is_not_signed_in_is_told_to()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.AzureOpenAI));

        var failure = await FailureAsync(Settings(ModelProvider.AzureOpenAI, server.Address, key: null), new NoToken(new CredentialUnavailableException("DefaultAzureCredential failed to retrieve a token from the included credentials.")));

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.NoKey));
        Assert.That(failure.Advice, Does.Contain("az login"));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_server_that_needs_no_key_is_asked_without_one_of_ours()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.OpenAICompatible));

        var response = await AskAsync(Settings(ModelProvider.OpenAICompatible, $"{server.Address}/v1", key: null));

        Assert.That(response.Text, Is.EqualTo("OK"));
        Assert.That(server.Requests.Single().Headers["Authorization"], Is.EqualTo("Bearer none"));
    }

    [TestCase(ModelProvider.OpenAI, "OPENAI_API_KEY")]
    [TestCase(ModelProvider.Anthropic, "ANTHROPIC_API_KEY")]
    public async Task Without_a_key_nobody_is_called(ModelProvider provider, string variable)
    {
        var failure = await FailureAsync(Settings(provider, "http://127.0.0.1:9", key: null));

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.NoKey));
        Assert.That(failure.Message, Does.Contain(variable));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_refused_key_is_named_by_its_variable_and_never_shown(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Error(provider, 401, "invalid_api_key", $"Incorrect API key provided: {Secret}. Also sk-very***********cdef and Bearer {Secret}"));

        var failure = await FailureAsync(provider, server);

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.RefusedKey));
        Assert.That(failure.Message, Does.Contain("CODEGEN_LAB_API_KEY").And.Contain("Incorrect API key provided: [key removed]"));
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task An_unknown_model_is_told_from_an_unknown_address(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.UnknownModel(provider));
        await using var other = new ModelServer(new Reply.Answer(404, "<html>nginx</html>") { Type = "text/html" });

        Assert.That((await FailureAsync(provider, server)).Kind, Is.EqualTo(ModelFailure.UnknownModel));
        Assert.That((await FailureAsync(provider, other)).Kind, Is.EqualTo(ModelFailure.UnknownEndpoint));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task Too_many_calls_wait_as_long_as_the_provider_asks(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Error(provider, 429, "rate_limit_exceeded", "Slow down", ("Retry-After", "7")), Wire.Ok(provider));

        var response = await AskAsync(provider, server);

        Assert.That(response.Text, Is.EqualTo("OK"));
        Assert.That(server.Requests, Has.Length.EqualTo(2));
        Assert.That(server.Requests[1].Body, Is.EqualTo(server.Requests[0].Body));
        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(7) }));
    }

    [Test]
    public async Task A_date_and_milliseconds_say_how_long_to_wait_too()
    {
        await using var server = new ModelServer(
            Wire.Error(ModelProvider.OpenAI, 429, "rate_limit_exceeded", "Slow down", ("Retry-After", "Thu, 26 Nov 2026 12:00:20 GMT")),
            Wire.Error(ModelProvider.OpenAI, 429, "rate_limit_exceeded", "Slow down", ("retry-after-ms", "1500"), ("Retry-After", "2")),
            Wire.Ok(ModelProvider.OpenAI));

        await AskAsync(ModelProvider.OpenAI, server);

        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1.5) }));
    }

    [Test]
    public async Task A_wait_beyond_a_minute_is_not_waited_for()
    {
        await using var server = new ModelServer(Wire.Error(ModelProvider.OpenAI, 429, "rate_limit_exceeded", "Slow down", ("Retry-After", "3600")));

        var failure = await FailureAsync(ModelProvider.OpenAI, server);

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.RateLimited));
        Assert.That(failure.Message, Does.Contain("3600 seconds"));
        Assert.That(_clock.Waits, Is.Empty);
    }

    [Test]
    public async Task Used_up_credit_is_no_reason_to_wait()
    {
        await using var server = new ModelServer(Wire.Error(ModelProvider.OpenAI, 429, "insufficient_quota", "You exceeded your current quota"));

        var failure = await FailureAsync(ModelProvider.OpenAI, server);

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.RateLimited));
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_server_that_recovers_is_asked_again(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Error(provider, 500, "server_error", "Oops"), new Reply.Answer(529, ""), Wire.Ok(provider));

        var response = await AskAsync(provider, server);

        Assert.That(response.Text, Is.EqualTo("OK"));
        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) }));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_server_that_does_not_recover_is_asked_five_times_and_no_more(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Error(provider, 500, "server_error", "Oops"));

        var failure = await FailureAsync(provider, server);

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.ServerFailure));
        Assert.That(failure.Message, Does.Contain("5 times"));
        Assert.That(server.Requests, Has.Length.EqualTo(5));
        Assert.That(_clock.Waits.Select(wait => wait.TotalSeconds), Is.EqualTo(new[] { 1, 2, 4, 8 }));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_cut_connection_is_tried_again(ModelProvider provider)
    {
        await using var server = new ModelServer(new Reply.Cut(), new Reply.CutInTheMiddle(Wire.Ok(provider).Body), Wire.Ok(provider));

        var response = await AskAsync(provider, server);

        Assert.That(response.Text, Is.EqualTo("OK"));
        Assert.That(server.Requests, Has.Length.EqualTo(3));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_connection_that_is_always_cut_is_a_failing_server(ModelProvider provider)
    {
        await using var server = new ModelServer(new Reply.CutInTheMiddle("{ \"id\""));

        Assert.That((await FailureAsync(provider, server)).Kind, Is.EqualTo(ModelFailure.ServerFailure));
        Assert.That(server.Requests, Has.Length.EqualTo(5));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_slow_answer_is_given_up_and_not_paid_for_twice(ModelProvider provider)
    {
        await using var server = new ModelServer(new Reply.Silence());

        var asking = AskAsync(provider, server);
        await server.ArrivalAsync();
        _clock.PassTimeouts();

        var failure = (await Assert.ThrowsAsync<ModelException>(() => asking))!;
        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.NoAnswerInTime));
        Assert.That(failure.Message, Does.Contain("100 seconds"));
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task Ctrl_C_is_not_a_failure_of_the_model(ModelProvider provider)
    {
        await using var server = new ModelServer(new Reply.Silence());
        using var source = new CancellationTokenSource();

        var asking = AskAsync(Settings(provider, Endpoint(provider, server)), cancellationToken: source.Token);
        await server.ArrivalAsync();
        await source.CancelAsync();

        Assert.That(() => asking, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCaseSource(nameof(Providers))]
    public async Task What_is_no_answer_is_malformed(ModelProvider provider)
    {
        foreach (var reply in (Reply[])[
            new Reply.Answer(200, "{ \"choices\": ["),
            new Reply.Answer(200, "<html>Please sign in</html>") { Type = "text/html" },
            new Reply.Answer(200, ""),
            new Reply.Answer(200, "[]"),
            new Reply.Answer(200, "{ \"choices\": [] }"),
            Wire.NotAMessage(provider),
            ])
        {
            await using var server = new ModelServer(reply);

            var failure = await FailureAsync(provider, server);

            Assert.That(failure.Kind, Is.EqualTo(ModelFailure.MalformedAnswer), reply.ToString());
            Assert.That(server.Requests, Has.Length.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_refusal_an_empty_answer_and_a_cut_one_are_told_apart_and_say_what_they_cost(ModelProvider provider)
    {
        foreach (var (reply, kind) in (List<(Reply, ModelFailure)>)[
            (Wire.Refusal(provider), ModelFailure.Refusal),
            (Wire.Empty(provider), ModelFailure.Empty),
            (Wire.CutOff(provider), ModelFailure.CutOff),
            ])
        {
            await using var server = new ModelServer(reply);

            var failure = await FailureAsync(provider, server);

            Assert.That(failure.Kind, Is.EqualTo(kind));
            Assert.That(failure.Tokens, Is.EqualTo(new TokenUse(17, 2)));
        }
    }

    [TestCaseSource(nameof(OpenAILike))]
    public async Task A_content_filter_refuses_before_or_after_the_answer(ModelProvider provider)
    {
        await using var after = new ModelServer(Wire.Filtered());
        await using var before = new ModelServer(Wire.Error(provider, 400, "content_filter", "The response was filtered"));

        Assert.That((await FailureAsync(provider, after)).Kind, Is.EqualTo(ModelFailure.Refusal));
        Assert.That((await FailureAsync(provider, before)).Kind, Is.EqualTo(ModelFailure.Refusal));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_request_the_provider_does_not_take_is_explained_in_its_words(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Error(provider, 400, "context_length_exceeded", "Too \\u001b[31mlong\\nby far"));

        var failure = await FailureAsync(provider, server);

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.RefusedRequest));
        Assert.That(failure.Message, Does.Contain("Too [31mlong by far"));
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_redirect_is_not_followed_with_a_key_in_hand(ModelProvider provider)
    {
        await using var elsewhere = new ModelServer(Wire.Ok(provider));
        await using var server = new ModelServer(new Reply.Answer(307, "", ("Location", $"{elsewhere.Address}/v1/messages")));

        Assert.That((await FailureAsync(provider, server)).Kind, Is.EqualTo(ModelFailure.UnknownEndpoint));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [TestCaseSource(nameof(Providers))]
    public async Task Where_nobody_listens_is_no_endpoint(ModelProvider provider)
    {
        var server = new ModelServer(new Reply.Cut());
        var endpoint = Endpoint(provider, server);
        await server.DisposeAsync();

        var failure = await FailureAsync(Settings(provider, endpoint));

        Assert.That(failure.Kind, Is.EqualTo(ModelFailure.UnknownEndpoint));
        Assert.That(failure.Message, Does.StartWith("Nothing listens at 127.0.0.1:"));
    }

    [Test]
    public async Task No_more_calls_begin_within_a_minute_than_are_allowed()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.OpenAI));
        using var client = Connection().Connect(Settings(ModelProvider.OpenAI, $"{server.Address}/v1", ("CODEGEN_LAB_REQUESTS_PER_MINUTE", "2")));

        for (var call = 0; call < 5; call++)
            await client.GetResponseAsync("Hello");

        Assert.That(_clock.Waits, Is.EqualTo(new[] { TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1) }));
    }

    [Test]
    public async Task No_more_calls_are_open_than_are_allowed()
    {
        await using var server = new ModelServer(new Reply.Silence());
        using var client = Connection().Connect(Settings(ModelProvider.OpenAI, $"{server.Address}/v1", ("CODEGEN_LAB_PARALLEL_CALLS", "2")));

        using var source = new CancellationTokenSource();

        var calls = Enumerable.Range(0, 5).Select(_ => client.GetResponseAsync("Hello", cancellationToken: source.Token)).ToArray();
        await server.ArrivalAsync();
        await server.ArrivalAsync();
        var open = server.Requests.Length;
        await source.CancelAsync();
        var ended = await Task.WhenAll(calls.Select(async call => await call.ContinueWith(one => one.IsCanceled, TaskScheduler.Default)));

        Assert.That(open, Is.EqualTo(2));
        Assert.That(ended, Is.All.True);
    }

    [Test]
    public async Task Variables_that_a_library_reads_by_itself_do_not_count()
    {
        var before = Environment.GetEnvironmentVariable("ANTHROPIC_AUTH_TOKEN");
        Environment.SetEnvironmentVariable("ANTHROPIC_AUTH_TOKEN", "of-another-life");
        try
        {
            await using var server = new ModelServer(Wire.Ok(ModelProvider.Anthropic));

            await AskAsync(ModelProvider.Anthropic, server);

            Assert.That(server.Requests.Single().Headers.Values, Has.None.Contains("of-another-life"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("ANTHROPIC_AUTH_TOKEN", before);
        }
    }

    [TestCaseSource(nameof(Providers))]
    public async Task A_stream_brings_the_whole_answer(ModelProvider provider)
    {
        await using var server = new ModelServer(Wire.Ok(provider, "Hello"));
        using var client = Connection().Connect(Settings(provider, Endpoint(provider, server)));

        var text = "";
        await foreach (var update in client.GetStreamingResponseAsync("Hello"))
            text += update.Text;

        Assert.That(text, Is.EqualTo("Hello"));
    }

    private ModelConnection Connection(TokenCredential? entra = null) =>
        new(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, _clock, () => entra ?? throw new InvalidOperationException("Nobody asked for Entra ID."));

    private Task<ChatResponse> AskAsync(ModelProvider provider, ModelServer server) => AskAsync(Settings(provider, Endpoint(provider, server)));

    private async Task<ChatResponse> AskAsync(ModelSettings settings, TokenCredential? entra = null, CancellationToken cancellationToken = default)
    {
        using var client = Connection(entra).Connect(settings);
        return await client.GetResponseAsync("Answer with OK.", cancellationToken: cancellationToken);
    }

    private Task<ModelException> FailureAsync(ModelProvider provider, ModelServer server) => FailureAsync(Settings(provider, Endpoint(provider, server)));

    /// <summary>The failure, after a look at everything it could be printed as.</summary>
    private async Task<ModelException> FailureAsync(ModelSettings settings, TokenCredential? entra = null)
    {
        var failure = (await Assert.ThrowsAsync<ModelException>(() => AskAsync(settings, entra)))!;

        Assert.That($"{failure} {failure.Message} {failure.Advice} {failure.InnerException}", Does.Not.Contain("verysecret").And.Not.Contain("sk-very"));
        Assert.That(failure.Message, Is.Not.Empty.And.Not.EndsWith("."));
        Assert.That(failure.Advice, Does.EndWith(".").Or.EndWith("/v1").Or.EndWith("it"));
        return failure;
    }

    private static string Endpoint(ModelProvider provider, ModelServer server) =>
        provider is ModelProvider.OpenAI or ModelProvider.OpenAICompatible ? $"{server.Address}/v1" : server.Address;

    private static ModelSettings Settings(ModelProvider provider, string endpoint, params (string Name, string Value)[] variables) => Settings(provider, endpoint, Secret, variables);

    private static ModelSettings Settings(ModelProvider provider, string endpoint, string? key, params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(one => one.Name, one => one.Value);
        environment["CODEGEN_LAB_MAX_OUTPUT_TOKENS"] = "500";
        environment["CODEGEN_LAB_TIMEOUT_SECONDS"] = "100";
        if (key is not null)
            environment["CODEGEN_LAB_API_KEY"] = key;
        var name = provider switch
        {
            ModelProvider.AzureOpenAI => "azure-openai",
            ModelProvider.OpenAI => "openai",
            ModelProvider.Anthropic => "anthropic",
            _ => "openai-compatible",
        };
        using var folder = new TemporaryFolder();
        return new ModelSettingsReader(environment.GetValueOrDefault, []).Read(new ModelOptions(name, endpoint, "some-model"), folder.Path).Settings!;
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("entra-token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }

    private sealed class NoToken(Exception reason) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw reason;

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw reason;
    }
}
