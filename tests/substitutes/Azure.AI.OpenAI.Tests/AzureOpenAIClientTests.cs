using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.AI.OpenAI;
using Azure.Core;
using OpenAI.Chat;

namespace CodegenLab.Substitutes.Models;

public sealed class AzureOpenAIClientTests
{
    private static readonly ChatMessage[] Hello = [new UserChatMessage("Hello")];

    private StubServer _server = null!;

    [SetUp]
    public void Start() => _server = new StubServer();

    [TearDown]
    public void Stop() => _server.Dispose();

    [Test]
    public async Task A_key_is_sent_in_its_own_header_to_the_deployment()
    {
        var client = new AzureOpenAIClient(_server.Endpoint, new ApiKeyCredential("secret")).GetChatClient("my-deployment");

        ChatCompletion completion = await client.CompleteChatAsync(Hello);

        Assert.That(completion.Content[0].Text, Is.EqualTo("Hi"));
        var request = _server.Requests.Single();
        Assert.That(request.Line, Is.EqualTo("POST /openai/deployments/my-deployment/chat/completions?api-version=2025-04-01-preview HTTP/1.1"));
        Assert.That(request.Headers["api-key"], Is.EqualTo("secret"));
        Assert.That(request.Headers, Does.Not.ContainKey("Authorization"));
        Assert.That(request.Body.GetProperty("messages")[0].GetProperty("content").GetString(), Is.EqualTo("Hello"));
    }

    [Test]
    public void A_synchronous_call_sends_the_same()
    {
        var client = new AzureOpenAIClient(_server.Endpoint, new AzureKeyCredential("secret")).GetChatClient("d");

        client.CompleteChat(Hello);

        Assert.That(_server.Requests.Single().Line, Is.EqualTo("POST /openai/deployments/d/chat/completions?api-version=2025-04-01-preview HTTP/1.1"));
        Assert.That(_server.Requests.Single().Headers["api-key"], Is.EqualTo("secret"));
    }

    [Test]
    public async Task A_token_is_asked_once_with_the_scope_of_the_service()
    {
        var credential = new StubCredential();
        var client = new AzureOpenAIClient(_server.Endpoint, credential).GetChatClient("d");

        await client.CompleteChatAsync(Hello);
        await client.CompleteChatAsync(Hello);

        Assert.That(_server.Requests.Select(request => request.Headers["Authorization"]), Is.EqualTo(["Bearer token-1", "Bearer token-1"]));
        Assert.That(credential.Scopes, Is.EqualTo(["https://cognitiveservices.azure.com/.default"]));
    }

    [Test]
    public async Task The_audience_of_another_cloud_can_be_chosen()
    {
        var credential = new StubCredential();
        var options = new AzureOpenAIClientOptions { Audience = AzureOpenAIAudience.AzureGovernment };

        await new AzureOpenAIClient(_server.Endpoint, credential, options).GetChatClient("d").CompleteChatAsync(Hello);

        Assert.That(credential.Scopes, Is.EqualTo(["https://cognitiveservices.azure.us/.default"]));
    }

    [Test]
    public async Task The_version_of_the_service_can_be_chosen()
    {
        var options = new AzureOpenAIClientOptions(AzureOpenAIClientOptions.ServiceVersion.V2024_06_01);

        await new AzureOpenAIClient(_server.Endpoint, new ApiKeyCredential("k"), options).GetChatClient("d").CompleteChatAsync(Hello);

        Assert.That(_server.Requests.Single().Line, Does.Contain("?api-version=2024-06-01 "));
    }

    [Test]
    public async Task A_token_limit_is_sent_under_the_name_deployments_know()
    {
        var client = new AzureOpenAIClient(_server.Endpoint, new ApiKeyCredential("k")).GetChatClient("d");

        await client.CompleteChatAsync(Hello, new ChatCompletionOptions { MaxOutputTokenCount = 17 });

        Assert.That(_server.Requests.Single().Body.GetProperty("max_tokens").GetInt32(), Is.EqualTo(17));
        Assert.That(_server.Requests.Single().Body.TryGetProperty("max_completion_tokens", out _), Is.False);
    }

    [Test]
    public async Task An_error_of_the_service_has_its_status()
    {
        _server.Status = "401 Unauthorized";
        var client = new AzureOpenAIClient(_server.Endpoint, new ApiKeyCredential("wrong")).GetChatClient("d");

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync(Hello));

        Assert.That(failure!.Status, Is.EqualTo(401));
    }

    [Test]
    public void An_endpoint_is_required() => Assert.That(() => new AzureOpenAIClient(null!, new ApiKeyCredential("k")), Throws.ArgumentNullException);

    private sealed class StubCredential : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken($"token-{Scopes.Count}", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed record Request(string Line, IReadOnlyDictionary<string, string> Headers, JsonElement Body);

    /// <summary>Answers every request on a free port with the same completion.</summary>
    private sealed class StubServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public StubServer()
        {
            _listener.Start();
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _ = ServeAsync();
        }

        public Uri Endpoint { get; }

        public List<Request> Requests { get; } = [];

        public string Status { get; set; } = "200 OK";

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await AnswerAsync(client.GetStream());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task AnswerAsync(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            var line = await reader.ReadLineAsync();
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync() is { Length: > 0 } header)
                headers[header[..header.IndexOf(':', StringComparison.Ordinal)]] = header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();

            var body = new char[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
            await reader.ReadBlockAsync(body);
            Requests.Add(new Request(line!, headers, JsonDocument.Parse(new string(body)).RootElement));

            const string Answer =
                """
                {"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Hi"}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
                """;
            var text = $"HTTP/1.1 {Status}\r\nContent-Type: application/json\r\nContent-Length: {Answer.Length}\r\nConnection: close\r\n\r\n{Answer}";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        }
    }
}
