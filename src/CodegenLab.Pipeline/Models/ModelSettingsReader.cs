using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Models;

/// <summary>
/// Puts the settings of the model together. Command line before <c>CODEGEN_LAB_*</c> before <c>codegen-lab.json</c> before the variables of the
/// provider's own tools before defaults. Without a named model there is none: a key that lies about is no leave to send code anywhere.
/// </summary>
/// <param name="variable">The value of an environment variable; null or empty: not set.</param>
/// <param name="variables">Names of all that are set, to find mistyped ones.</param>
public sealed class ModelSettingsReader(Func<string, string?> variable, ImmutableArray<string> variables)
{
    private static readonly string Providers = $"--provider {string.Join('|', ProviderProfile.All.Select(profile => profile.Name))}";

    /// <param name="options">What the command line says.</param>
    /// <param name="folder">Where the search for <c>codegen-lab.json</c> starts; it goes upward.</param>
    /// <exception cref="InputException">A value is wrong, or what is said does not fit together.</exception>
    public ModelConfiguration Read(ModelOptions options, string folder)
    {
        var file = SettingsFile.Find(folder);
        var inFile = file is null ? FileSettings.None : SettingsFile.Read(file);
        return Read(options, file, inFile) with { Prices = inFile.Prices.IsEmpty ? PriceTable.BuiltIn : new PriceTable(inFile.Prices), Requirements = inFile.Requirements, Remarks = SettingVariables.RemarksOn(variables) };
    }

    private ModelConfiguration Read(ModelOptions options, string? file, FileSettings inFile)
    {
        var said = Collect(options, file, inFile.Model);
        var profile = Profile(said, out var providerOrigin);

        if (!said.TryGetValue(SettingNames.Name, out var name))
        {
            var wished = said.GetValueOrDefault(SettingNames.Provider) ?? said.GetValueOrDefault(SettingNames.Endpoint);
            if (wished is not null)
                throw new InputException($"{wished.Origin} asks for a model, but none is named.\nAdd --model <name>, CODEGEN_LAB_MODEL, or \"name\" in the section \"model\" of {SettingsFile.FileName}.{string.Concat(SettingVariables.RemarksOn(variables).Select(remark => "\n" + remark))}");
            return new ModelConfiguration(null, NoModel(), file);
        }

        if (profile is null)
            throw new InputException(NotWhose(name));

        var endpoint = Endpoint(profile, said);
        var authentication = Authenticate(profile, said, endpoint, out var key, out var keyVariable, out var origins);
        return new ModelConfiguration(
            new ModelSettings
            {
                Provider = profile.Provider,
                Endpoint = endpoint.Uri,
                Name = name.Text,
                StrongerName = said.GetValueOrDefault(SettingNames.StrongerName)?.Text,
                KeyVariable = keyVariable,
                Key = key,
                Authentication = authentication,
                MaxOutputTokens = Number(said, SettingNames.MaxOutputTokens),
                Timeout = TimeSpan.FromSeconds(Number(said, SettingNames.TimeoutSeconds)),
                RequestsPerMinute = Number(said, SettingNames.RequestsPerMinute),
                ParallelCalls = Number(said, SettingNames.ParallelCalls),
                Origins = SettingDefinition.All.ToImmutableDictionary(
                    definition => definition.Name,
                    definition => said.TryGetValue(definition.Name, out var one) ? one.Origin : new SettingOrigin(SettingLevel.Default, "default"))
                    .SetItem(SettingNames.Provider, providerOrigin)
                    .SetItem(SettingNames.Endpoint, endpoint.Origin)
                    .SetItems(origins),
            },
            null,
            file);
    }

    private Dictionary<string, Said> Collect(ModelOptions options, string? file, ImmutableDictionary<string, FileValue> inFile)
    {
        var said = new Dictionary<string, Said>();
        foreach (var definition in SettingDefinition.All)
        {
            var onCommandLine = definition.Name switch
            {
                SettingNames.Provider => options.Provider,
                SettingNames.Endpoint => options.Endpoint,
                SettingNames.Name => options.Name,
                SettingNames.StrongerName => options.StrongerName,
                _ => null,
            };

            // All places are checked, also those that a stronger one outdoes: a mistake does not wait for the day it counts.
            Said[] places =
            [
                .. onCommandLine is null ? Array.Empty<Said>() : [Check(definition, onCommandLine, new SettingOrigin(SettingLevel.CommandLine, definition.Option!), definition.Option!)],
                .. Variable(definition.Variable) is { } text ? [Check(definition, text, new SettingOrigin(SettingLevel.Environment, definition.Variable), definition.Variable)] : Array.Empty<Said>(),
                .. inFile.TryGetValue(definition.Name, out var value) ? [OfFile(definition, value, file!)] : Array.Empty<Said>(),
            ];
            if (places is [var strongest, ..])
                said[definition.Name] = strongest;
        }

        return said;
    }

    private static Said OfFile(SettingDefinition definition, FileValue value, string file)
    {
        var origin = new SettingOrigin(SettingLevel.File, $"{Path.GetFileName(file)}({value.Line})");
        return Check(definition, value.Text, origin, $"{file}({value.Line}): '{SettingNames.Section}.{definition.Name}'");
    }

    /// <param name="place">How an error names it.</param>
    private static Said Check(SettingDefinition definition, string text, SettingOrigin origin, string place)
    {
        text = text.Trim();
        if (text.Length == 0)
            throw new InputException($"{place} is empty. Leave it out, or give a value.");
        if (KeyPatterns.LooksLikeKey(text))
        {
            throw new InputException(origin.Level == SettingLevel.File
                ? $"{place} looks like a key, and a file that others read is no place for one. {SettingsFile.KeyAdvice}"
                : $"{place} looks like a key. A key goes into an environment variable: {SettingDefinition.KeyItself}, or the provider's own one.");
        }

        if (text.Any(char.IsControl))
            throw new InputException($"{place} holds a control character.");
        if (definition.Range is { } range)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < range.Least || number > range.Most)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{place} is a whole number from {range.Least} to {range.Most}; {text} is not."));
        }
        else if (!definition.Choices.IsEmpty && !definition.Choices.Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            throw new InputException($"{place} is {Either(definition.Choices)}; '{text}' is not.{NearMatches.Question(text, definition.Choices)}");
        }
        else if (definition.Name == SettingNames.KeyVariable && !text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new InputException($"{place} is the name of an environment variable, such as MY_KEY: letters, digits and underscores.");
        }

        return new Said(text, origin, place);
    }

    private static string Either(ImmutableArray<string> choices) => $"{string.Join(", ", choices[..^1])} or {choices[^1]}";

    private static int Number(Dictionary<string, Said> said, string name) => said.TryGetValue(name, out var one)
        ? int.Parse(one.Text, CultureInfo.InvariantCulture)
        : SettingDefinition.All.First(definition => definition.Name == name).Range!.Value.Default;

    private ProviderProfile? Profile(Dictionary<string, Said> said, out SettingOrigin origin)
    {
        origin = default;
        if (said.TryGetValue(SettingNames.Provider, out var provider))
        {
            origin = provider.Origin;
            return ProviderProfile.All.First(profile => profile.Name.Equals(provider.Text, StringComparison.OrdinalIgnoreCase));
        }

        if (said.TryGetValue(SettingNames.Endpoint, out var endpoint))
        {
            origin = new SettingOrigin(endpoint.Origin.Level, $"whose endpoint {endpoint.Origin} names");
            return ProviderProfile.Of(Address(endpoint.Text, endpoint.Place));
        }

        if (Hints() is [var only])
        {
            origin = new SettingOrigin(SettingLevel.UsualEnvironment, $"whose variable {only.Variable} is set");
            return only.Profile;
        }

        return null;
    }

    /// <summary>Providers whose own variables are set, each with the one that says most.</summary>
    private List<(ProviderProfile Profile, string Variable)> Hints()
    {
        var hints = new List<(ProviderProfile, string)>();
        foreach (var profile in ProviderProfile.All)
        {
            // OpenAI's endpoint variable may lead to OpenAI or away from it; its key goes with it.
            var isOther = profile.Provider is ModelProvider.OpenAI or ModelProvider.OpenAICompatible
                && Variable(ProviderProfile.OpenAIEndpointVariable) is { } address
                && ProviderProfile.Of(Address(address, ProviderProfile.OpenAIEndpointVariable)).Provider != profile.Provider;
            string[] variables = profile.KeyVariable is null ? [.. profile.EndpointVariables] : [.. profile.EndpointVariables, profile.KeyVariable];
            if (isOther)
                variables = [.. variables.Where(one => one != ProviderProfile.OpenAIEndpointVariable && one != "OPENAI_API_KEY")];
            if (variables.FirstOrDefault(one => Variable(one) is not null) is { } set)
                hints.Add((profile, set));
        }

        return hints;
    }

    private string NoModel() => Hints() switch
    {
        [] => "No model is configured.",
        var hints => $"{string.Join(" and ", hints.Select(hint => hint.Variable))} {(hints.Count == 1 ? "is" : "are")} set, but no model is named, so none is used.",
    };

    private string NotWhose(Said name) => Hints() switch
    {
        [] => $"{name.Origin} names the model '{name.Text}', but not whose it is.\nAdd {Providers}, CODEGEN_LAB_PROVIDER, or \"provider\" in the section \"model\" of {SettingsFile.FileName}.",
        var hints => $"{name.Origin} names the model '{name.Text}', and it may be of {string.Join(" or ", hints.Select(hint => $"{hint.Profile.Name} ({hint.Variable} is set)"))}.\nAdd {Providers} to say which.",
    };

    private Place Endpoint(ProviderProfile profile, Dictionary<string, Said> said)
    {
        if (said.TryGetValue(SettingNames.Endpoint, out var endpoint))
            return new Place(Address(endpoint.Text, endpoint.Place, profile), endpoint.Origin, endpoint.Place);

        foreach (var name in profile.EndpointVariables)
        {
            if (Variable(name) is { } text)
                return new Place(name == ProviderProfile.OllamaVariable ? Ollama(text) : Address(text, name, profile), new SettingOrigin(SettingLevel.UsualEnvironment, name), name);
        }

        return profile.Endpoint is { } usual
            ? new Place(new Uri(usual), new SettingOrigin(SettingLevel.Default, "default"), "default")
            : throw new InputException($"The provider {profile.Name} needs an endpoint.\nAdd --endpoint <address>, CODEGEN_LAB_ENDPOINT, \"endpoint\" in the section \"model\" of {SettingsFile.FileName}, or set {string.Join(" or ", profile.EndpointVariables)}.");
    }

    private static Uri Address(string text, string place, ProviderProfile? profile = null)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps) || address.Host.Length == 0)
            throw new InputException($"{place} is an address that starts with http:// or https://, such as {profile?.Endpoint ?? "http://127.0.0.1:11434/v1"}.");
        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new InputException($"{place} is an address without user, password, '?' and '#': a key goes into an environment variable.");

        profile ??= ProviderProfile.Of(address);
        string[] calls = profile.Provider switch
        {
            ModelProvider.AzureOpenAI => ["/openai/deployments", "/openai/v1"],
            ModelProvider.Anthropic => ["/v1/messages", "/v1"],
            _ => ["/chat/completions"],
        };
        var path = address.AbsolutePath.TrimEnd('/');
        foreach (var call in calls)
        {
            if (path.Contains(call, StringComparison.OrdinalIgnoreCase))
                throw new InputException($"{place} names more than the server: leave out '{path[path.IndexOf(call, StringComparison.OrdinalIgnoreCase)..]}' and what follows, it is added to each call.");
        }

        return new Uri($"{address.Scheme}://{address.Authority}{path}");
    }

    /// <summary>As Ollama reads it: host, port or both, with or without http://, and the address it listens on rather than the one to call.</summary>
    private static Uri Ollama(string text)
    {
        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{(text.StartsWith(':') ? "127.0.0.1" : "")}{text}";
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0)
            throw new InputException($"{ProviderProfile.OllamaVariable} is a host with a port, such as 127.0.0.1:11434.");

        var hasPort = !uri.IsDefaultPort || text.Contains("://", StringComparison.Ordinal);
        var host = uri.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : uri.Host;
        return new UriBuilder(uri.Scheme, host, hasPort ? uri.Port : 11434, "v1").Uri;
    }

    private Authentication Authenticate(
        ProviderProfile profile, Dictionary<string, Said> said, Place endpoint, out ApiKey? key, out string? keyVariable, out ImmutableDictionary<string, SettingOrigin> origins)
    {
        origins = ImmutableDictionary<string, SettingOrigin>.Empty;
        key = null;
        var named = said.GetValueOrDefault(SettingNames.KeyVariable);
        SettingOrigin keyOrigin;
        if (Variable(SettingDefinition.KeyItself) is not null)
            (keyVariable, keyOrigin) = (SettingDefinition.KeyItself, new SettingOrigin(SettingLevel.Environment, SettingDefinition.KeyItself));
        else if (named is not null)
            (keyVariable, keyOrigin) = (named.Text, named.Origin);
        else
            (keyVariable, keyOrigin) = (UsualKeyVariable(profile, endpoint), new SettingOrigin(SettingLevel.UsualEnvironment, "the usual variable"));

        var wished = said.GetValueOrDefault(SettingNames.Authentication);
        var wishesEntra = wished?.Text.Equals(SettingChoices.EntraId, StringComparison.OrdinalIgnoreCase) == true;
        if (wishesEntra && profile.Provider != ModelProvider.AzureOpenAI)
            throw new InputException($"{wished!.Place}: {SettingChoices.EntraId} is for azure-openai, and the provider is {profile.Name}. Leave it out.");

        var value = keyVariable is null ? null : Variable(keyVariable);
        if (wishesEntra || (wished is null && profile.Provider == ModelProvider.AzureOpenAI && value is null && named is null))
        {
            keyVariable = null;
            RefuseStranger(profile, endpoint, "a token of yours");
            if (!wishesEntra)
                origins = origins.SetItem(SettingNames.Authentication, new SettingOrigin(SettingLevel.Default, $"default, because {profile.KeyVariable} is not set"));
            return Authentication.EntraId;
        }

        origins = origins.SetItem(SettingNames.KeyVariable, keyVariable is null ? new SettingOrigin(SettingLevel.Default, "default") : keyOrigin);
        if (value is not null)
        {
            if (value.Any(c => c is <= ' ' or > '~'))
                throw new InputException($"{keyVariable} holds a character that no key has: a blank, a line break, a quotation mark of a word processor. Set it anew.");
            RefuseStranger(profile, endpoint, "a key of yours");
            key = new ApiKey(value, keyVariable!);
        }

        return Authentication.Key;
    }

    /// <summary>A server that needs no key gets none, unless OpenAI's variables name it.</summary>
    private static string? UsualKeyVariable(ProviderProfile profile, Place endpoint) =>
        profile.Provider == ModelProvider.OpenAICompatible && endpoint.Origin.Place == ProviderProfile.OpenAIEndpointVariable ? "OPENAI_API_KEY" : profile.KeyVariable;

    /// <summary>Who can write the file of a repository must not be able to have keys sent to a server of theirs.</summary>
    private static void RefuseStranger(ProviderProfile profile, Place endpoint, string secret)
    {
        if (endpoint.Origin.Level != SettingLevel.File || endpoint.Uri.IsLoopback || (profile.Owns(endpoint.Uri) && endpoint.Uri.Scheme == Uri.UriSchemeHttps))
            return;

        throw new InputException(
            $"{endpoint.Name} is {endpoint.Uri}, and a file of a repository does not decide where {secret} goes.\nIf that server is the right one, say so yourself: set CODEGEN_LAB_ENDPOINT={endpoint.Uri}, or pass --endpoint.");
    }

    private string? Variable(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <param name="Place">As an error names it.</param>
    private sealed record Said(string Text, SettingOrigin Origin, string Place);

    /// <param name="Name">As an error names it.</param>
    private sealed record Place(Uri Uri, SettingOrigin Origin, string Name);
}
