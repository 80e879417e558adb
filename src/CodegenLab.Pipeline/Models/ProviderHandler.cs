using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// Stands between a provider's library and the wire: keeps to the limits, repeats what passes, and turns everything that is no answer into a
/// <see cref="ModelException"/>. The libraries' own retries and timeouts are off, so that nothing is repeated twice.
/// </summary>
internal sealed class ProviderHandler : DelegatingHandler
{
    /// <summary>A provider that wants more patience than this is out of reach for a run.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    internal const int Tries = 5;

    private const int LongestAnswer = 16 << 20;

    private readonly ModelSettings _settings;
    private readonly FailedAnswer _failed;
    private readonly SemaphoreSlim _calls;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public ProviderHandler(ModelSettings settings, HttpMessageHandler wire, TimeProvider clock)
        : base(wire)
    {
        _settings = settings;
        _failed = new FailedAnswer(settings, clock);
        _calls = new SemaphoreSlim(settings.ParallelCalls);
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Exception is ModelException { IsPassing: true } failure && !(failure.RetryAfter > LongestWait)),
                MaxRetryAttempts = Tries - 1,
                // 1, 2, 4 and 8 seconds unless the provider says.
                DelayGenerator = static retry => ValueTask.FromResult<TimeSpan?>((retry.Outcome.Exception as ModelException)?.RetryAfter ?? TimeSpan.FromSeconds(1 << retry.AttemptNumber)),
            })
            .AddStrategy(_ => new RequestPace(settings.RequestsPerMinute, clock), new RequestPaceOptions())
            .AddTimeout(settings.Timeout)
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await PrepareAsync(request, cancellationToken);
        await _calls.WaitAsync(cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(async token => await TryAsync(request, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            throw _failed.TooSlow();
        }
        catch (ModelException failure) when (failure is { IsPassing: true, RetryAfter: { } wait } && wait > LongestWait)
        {
            throw FailedAnswer.TooPatient(failure, wait);
        }
        catch (ModelException failure) when (failure.IsPassing)
        {
            throw new ModelException(failure.Kind, string.Create(CultureInfo.InvariantCulture, $"{failure.Message}, {Tries} times in a row"), failure.Advice);
        }
        finally
        {
            _calls.Release();
        }
    }

    private async Task<HttpResponseMessage> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
            // A connection cut in the middle of the answer is a failed try as well.
            await response.Content.LoadIntoBufferAsync(LongestAnswer, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw _failed.Explain(response, body);
            if (Complaint(response.Content.Headers.ContentType, body) is { } complaint)
                throw _failed.Malformed(complaint);
            return response;
        }
        catch (Exception trouble) when (trouble is HttpRequestException or IOException)
        {
            response?.Dispose();
            throw _failed.Explain(trouble);
        }
        catch (ModelException)
        {
            response?.Dispose();
            throw;
        }
    }

    /// <summary>The same request is sent several times: its body must stay, with the limit of tokens under the name this server knows.</summary>
    private async Task PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { } content)
            return;

        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        var kept = new ByteArrayContent(WithKnownLimit(body));
        foreach (var (name, values) in content.Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                kept.Headers.TryAddWithoutValidation(name, values);
        }

        request.Content = kept;
    }

    /// <summary>Azure's models that think refuse the old name, most servers of one's own do not know the new one.</summary>
    private byte[] WithKnownLimit(byte[] body)
    {
        const string Old = "max_tokens";
        const string New = "max_completion_tokens";
        var (from, to) = _settings.Provider switch
        {
            ModelProvider.AzureOpenAI => (Old, New),
            ModelProvider.OpenAICompatible => (New, Old),
            _ => (null, null),
        };
        if (from is null || JsonNode.Parse(body) is not JsonObject json || !json.Remove(from, out var limit))
            return body;

        json[to!] = limit;
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    /// <summary>What the libraries would stumble over in ways of their own; null: it can be an answer.</summary>
    private string? Complaint(MediaTypeHeaderValue? type, string body)
    {
        var list = _settings.Provider == ModelProvider.Anthropic ? "content" : "choices";
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(list, out var parts) || parts.ValueKind != JsonValueKind.Array)
                return $"it is JSON without '{list}'";
            if (_settings.Provider == ModelProvider.Anthropic)
                return null;
            return parts.GetArrayLength() > 0 && parts[0].ValueKind == JsonValueKind.Object && parts[0].TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object
                ? null
                : "it is JSON without a message";
        }
        catch (JsonException)
        {
            return body.Length == 0 ? "it is nothing at all" : $"it is not JSON{(type?.MediaType is { } media and not "application/json" ? $" but {media}" : "")}";
        }
    }
}
