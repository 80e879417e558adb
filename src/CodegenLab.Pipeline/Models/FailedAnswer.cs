using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace CodegenLab.Pipeline.Models;

/// <summary>Says in words what a provider's status, error document or broken connection means, and what to do about it.</summary>
internal sealed class FailedAnswer(ModelSettings settings, TimeProvider clock)
{
    /// <summary>Of the provider's own words; they come from outside and may be a whole page.</summary>
    private const int LongestQuote = 300;

    private static readonly HttpStatusCode Overloaded = (HttpStatusCode)529;

    private readonly ProviderProfile _profile = ProviderProfile.Of(settings.Provider);

    private string Who => settings.Provider == ModelProvider.OpenAICompatible ? $"The server at {settings.Endpoint.Authority}" : _profile.Title;

    /// <summary>An answer with a status that is not success.</summary>
    public ModelException Explain(HttpResponseMessage response, string body)
    {
        var error = ErrorDocument.Read(body);
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        var quote = error.Message is null ? status : $"{status}: {Quote(error.Message)}";
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return RefusedKey(quote);
            case HttpStatusCode.NotFound when IsAboutTheModel(error):
                return new ModelException(ModelFailure.UnknownModel, $"{Who} has no {ModelWord} '{settings.Name}' ({quote})", ModelAdvice);
            case HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed:
            case >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest:
                return new ModelException(ModelFailure.UnknownEndpoint, $"There is no chat at {settings.Endpoint} ({quote})", EndpointAdvice);
            case HttpStatusCode.TooManyRequests when IsOutOfCredit(error):
            case HttpStatusCode.PaymentRequired:
                return new ModelException(ModelFailure.RateLimited, $"{Who} says that the credit or quota is used up ({quote})", "Add credit or raise the limit in the provider's console; waiting does not help.");
            case HttpStatusCode.TooManyRequests:
                return new ModelException(ModelFailure.RateLimited, $"{Who} says that there are too many calls or tokens ({quote})", $"Wait, or lower {SettingNames.RequestsPerMinute} and {SettingNames.ParallelCalls} in codegen-lab.json.")
                {
                    IsPassing = true,
                    RetryAfter = RetryAfter(response.Headers),
                };
            case HttpStatusCode.RequestTimeout:
            case >= HttpStatusCode.InternalServerError and not HttpStatusCode.NotImplemented and not HttpStatusCode.HttpVersionNotSupported:
                return new ModelException(
                    ModelFailure.ServerFailure,
                    response.StatusCode == Overloaded ? $"{Who} is overloaded ({quote})" : $"{Who} failed ({quote})",
                    settings.Provider == ModelProvider.OpenAICompatible ? "Look at the server's log." : "Try again later; the provider's status page says whether it is known.")
                {
                    IsPassing = true,
                    RetryAfter = RetryAfter(response.Headers),
                };
            case HttpStatusCode.BadRequest when IsFiltered(error):
                return new ModelException(ModelFailure.Refusal, $"A content filter of {_profile.Title} stopped the request ({quote})", RefusalAdvice);
            case HttpStatusCode.BadRequest when IsAboutTheModel(error):
                return new ModelException(ModelFailure.UnknownModel, $"{Who} has no {ModelWord} '{settings.Name}' ({quote})", ModelAdvice);
            default:
                return new ModelException(ModelFailure.RefusedRequest, $"{Who} does not take the request ({quote})", $"The provider's words say which part of it; {SettingNames.MaxOutputTokens} is {settings.MaxOutputTokens.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    /// <summary>No answer at all, or the beginning of one.</summary>
    /// <param name="trouble">Of the connection.</param>
    public ModelException Explain(Exception trouble)
    {
        var kind = (trouble as HttpRequestException)?.HttpRequestError ?? (trouble as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown;
        var socket = Inner<SocketException>(trouble)?.SocketErrorCode;
        return (kind, socket) switch
        {
            (HttpRequestError.NameResolutionError, _) =>
                new ModelException(ModelFailure.UnknownEndpoint, $"There is no host {settings.Endpoint.Host}", $"Correct the endpoint; it comes from {Origin(SettingNames.Endpoint)}. Behind a proxy, set HTTPS_PROXY."),
            (HttpRequestError.SecureConnectionError, _) =>
                new ModelException(ModelFailure.UnknownEndpoint, $"No secure connection to {settings.Endpoint.Authority}: {Quote(Innermost(trouble).Message)}", "A server without TLS has an endpoint with http://; a certificate of your own must be trusted by this system."),
            (_, SocketError.ConnectionRefused) =>
                new ModelException(ModelFailure.UnknownEndpoint, $"Nothing listens at {settings.Endpoint.Authority}", settings.Provider == ModelProvider.OpenAICompatible ? "Start the server, or correct the endpoint." : EndpointAdvice),
            (_, SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TimedOut or SocketError.NetworkDown or SocketError.HostDown) =>
                new ModelException(ModelFailure.UnknownEndpoint, $"{settings.Endpoint.Authority} cannot be reached", "Look at the network, a firewall and the endpoint. Behind a proxy, set HTTPS_PROXY."),
            (HttpRequestError.ProxyTunnelError, _) =>
                new ModelException(ModelFailure.UnknownEndpoint, "The proxy does not connect", "Look at HTTPS_PROXY and NO_PROXY."),
            (HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded, _) => Malformed("what came is not HTTP, or far too long"),
            _ => new ModelException(ModelFailure.ServerFailure, $"{Who} cut the connection", "Try again; a proxy or a gateway on the way may cut long answers.") { IsPassing = true },
        };
    }

    public ModelException TooSlow() => new(
        ModelFailure.NoAnswerInTime,
        string.Create(CultureInfo.InvariantCulture, $"{Who} did not answer within {settings.Timeout.TotalSeconds:0} seconds"),
        $"Raise {SettingNames.TimeoutSeconds}, or take a faster model. A model on your own machine answers late the first time, while it is loaded.");

    public static ModelException TooPatient(ModelException limited, TimeSpan wait) => new(
        limited.Kind,
        string.Create(CultureInfo.InvariantCulture, $"{limited.Message}. It asks to wait {wait.TotalSeconds:0} seconds, which is too long for a run"),
        limited.Advice);

    /// <param name="what">What is wrong with it, without a full stop.</param>
    public ModelException Malformed(string what) =>
        new(ModelFailure.MalformedAnswer, $"The answer of {settings.Endpoint.Authority} is not one of a chat: {what}", $"Is {settings.Endpoint} the address of the API, rather than of a web page, a login or a proxy? {EndpointAdvice}");

    public ModelException NoKey() => new(
        ModelFailure.NoKey,
        settings.KeyVariable is null ? $"There is no key for {_profile.Title}" : $"There is no key for {_profile.Title}: the environment variable {settings.KeyVariable} is not set",
        $"Set {settings.KeyVariable ?? SettingDefinition.KeyItself} to the key, or name another variable with {SettingNames.KeyVariable} in codegen-lab.json.");

    public static ModelException NotSignedIn() => new(ModelFailure.NoKey, "Nobody is signed in to Entra ID here, and there is no key", SignIn);

    public ModelException NoToken(string words) => new(ModelFailure.RefusedKey, $"Entra ID gave no token: {Quote(words)}", SignIn);

    public ModelException RefusedKey(string quote) => new(
        ModelFailure.RefusedKey,
        settings switch
        {
            { Authentication: Authentication.EntraId } => $"{Who} does not accept your token of Entra ID ({quote})",
            { Key: null } => $"{Who} wants a key ({quote})",
            _ => $"{Who} does not accept the key from {settings.Key.Variable} ({quote})",
        },
        settings switch
        {
            { Authentication: Authentication.EntraId } => "Your account needs the role 'Cognitive Services OpenAI User' on the resource, and the endpoint must be the resource's own name. A new role takes some minutes.",
            { Key: null } => $"Set {SettingDefinition.KeyItself} to the key, or name its variable with {SettingNames.KeyVariable} in codegen-lab.json.",
            _ => $"Set {settings.Key.Variable} to a key that is valid, belongs to this endpoint and may use '{settings.Name}'.",
        });

    public ModelException Refused(string words, TokenUse? tokens) => new(
        ModelFailure.Refusal, words.Length == 0 ? $"'{settings.Name}' refuses to answer" : $"'{settings.Name}' refuses to answer: {Quote(words)}", RefusalAdvice)
    {
        Tokens = tokens,
    };

    public ModelException CutOff(TokenUse? tokens) => new(
        ModelFailure.CutOff,
        $"The answer of '{settings.Name}' was cut off at its limit of tokens",
        $"Raise {SettingNames.MaxOutputTokens}; it is {settings.MaxOutputTokens.ToString(CultureInfo.InvariantCulture)}. A model that thinks before it answers needs more.")
    {
        Tokens = tokens,
    };

    public ModelException Empty(TokenUse? tokens) => new(
        ModelFailure.Empty, $"The answer of '{settings.Name}' is empty", "Is it a model for chat? One for embeddings or plain completion answers like this.")
    {
        Tokens = tokens,
    };

    private const string SignIn = "Sign in with 'az login', or set AZURE_TENANT_ID, AZURE_CLIENT_ID and a secret or certificate; or set AZURE_OPENAI_API_KEY to use a key.";

    private const string RefusalAdvice = "Another model may answer; the engine's own tests are not affected.";

    private string ModelWord => settings.Provider == ModelProvider.AzureOpenAI ? "deployment" : "model";

    private string ModelAdvice => settings switch
    {
        { Provider: ModelProvider.AzureOpenAI } => $"Give the name of the deployment, not of the model in it; it comes from {Origin(SettingNames.Name)}. A new deployment takes some minutes.",
        { Provider: ModelProvider.OpenAICompatible } => $"Correct the name; it comes from {Origin(SettingNames.Name)}. Ollama: 'ollama list' shows what is there, 'ollama pull {settings.Name}' gets it.",
        _ => $"Correct the name; it comes from {Origin(SettingNames.Name)}. The provider's list of models tells them, and your account may not have all.",
    };

    private string EndpointAdvice => settings.Provider switch
    {
        ModelProvider.OpenAICompatible when !settings.Endpoint.AbsolutePath.EndsWith("/v1", StringComparison.Ordinal) =>
            $"Most servers want /v1 at the end: try {settings.Endpoint.ToString().TrimEnd('/')}/v1. The endpoint comes from {Origin(SettingNames.Endpoint)}.",
        ModelProvider.AzureOpenAI => $"The endpoint is the resource's own: https://<resource>.openai.azure.com. It comes from {Origin(SettingNames.Endpoint)}.",
        _ => $"The endpoint comes from {Origin(SettingNames.Endpoint)}.",
    };

    private string Origin(string setting) => settings.Origins[setting].Place;

    private static bool IsAboutTheModel(ErrorDocument error) =>
        error.Code is "model_not_found" or "DeploymentNotFound"
        || (error.Message?.Contains("model", StringComparison.OrdinalIgnoreCase) == true
            && (error.Code == "not_found_error" || error.Message.Contains("not found", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("does not exist", StringComparison.OrdinalIgnoreCase)));

    private static bool IsOutOfCredit(ErrorDocument error) => error.Code is "insufficient_quota" or "billing_hard_limit_reached" || error.Type is "insufficient_quota";

    private static bool IsFiltered(ErrorDocument error) => error.Code is "content_filter" or "content_policy_violation" or "ResponsibleAIPolicyViolation";

    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        if (headers.TryGetValues("retry-after-ms", out var exact)
            && double.TryParse(exact.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= TimeSpan.FromDays(1).TotalMilliseconds)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => null,
        };
    }

    /// <summary>One line without anything that could move a cursor, and without the key.</summary>
    private string Quote(string words)
    {
        var line = string.Join(' ', new string([.. words.Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        line = KeyPatterns.Scrub(line, settings.Key).TrimEnd('.');
        return line.Length <= LongestQuote ? line : $"{line[..LongestQuote]}…";
    }

    private static T? Inner<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
            exception = exception.InnerException;
        return exception as T;
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    /// <summary>The error of a provider: <c>{"error":{"message","code","type"}}</c>, with <c>"error":"text"</c> and a bare <c>message</c> as some servers have it.</summary>
    private sealed record ErrorDocument(string? Message, string? Code, string? Type)
    {
        public static ErrorDocument Read(string body)
        {
            try
            {
                using var document = JsonDocument.Parse(body);
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object)
                    return new ErrorDocument(null, null, null);
                var error = root.TryGetProperty("error", out var one) ? one : root;
                if (error.ValueKind != JsonValueKind.Object)
                    return new ErrorDocument(error.ValueKind == JsonValueKind.String ? error.GetString() : null, null, null);

                var type = Text(error, "type");
                return new ErrorDocument(Text(error, "message") ?? Text(error, "detail"), Text(error, "code") ?? type, type);
            }
            catch (JsonException)
            {
                // A page of a proxy says nothing that its status does not say.
                return new ErrorDocument(null, null, null);
            }
        }

        private static string? Text(JsonElement error, string name) =>
            error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
