using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Models;

/// <summary>A value as it stands in the file.</summary>
/// <param name="Line">From 1.</param>
internal sealed record FileValue(string Text, bool IsNumber, int Line);

/// <summary>What the file says.</summary>
/// <param name="Model">The settings of the section <c>model</c>, by name.</param>
/// <param name="Prices">The section <c>prices</c>, by the name of the model.</param>
/// <param name="Requirements">The section <c>requirements</c>, with what is usual for what it leaves out.</param>
/// <param name="Targets">The section <c>targets</c>.</param>
internal sealed record FileSettings(ImmutableDictionary<string, FileValue> Model, ImmutableDictionary<string, TokenPrice> Prices, TestRequirements Requirements, GateTargets Targets)
{
    public static FileSettings None { get; } = new(ImmutableDictionary<string, FileValue>.Empty, ImmutableDictionary<string, TokenPrice>.Empty, new TestRequirements(), GateTargets.None);
}

/// <summary>Reads <c>codegen-lab.json</c>: comments and trailing commas are fine, unknown names, wrong types and keys are not.</summary>
internal static class SettingsFile
{
    public const string FileName = "codegen-lab.json";

    private const string SchemaMember = "$schema";

    /// <summary>US dollars per million tokens; no model has ever cost a hundredth of it.</summary>
    private const decimal HighestPrice = 100_000;

    private static readonly string[] Sections = [SettingNames.Section, SettingNames.Prices, SettingNames.Requirements, SettingNames.Targets, SchemaMember];

    private static readonly string[] KnownPrices = [SettingNames.InputPrice, SettingNames.CachedInputPrice, SettingNames.OutputPrice];

    private static readonly string[] KnownRequirements = [SettingNames.BranchCoverage, SettingNames.MutationScore, SettingNames.ComplexityThreshold, SettingNames.EdgeCaseShare];

    private static readonly string[] Known = [.. SettingDefinition.All.Select(definition => definition.Name)];

    // Never the name of a setting of ours, and always the place for a secret.
    private static readonly string[] NamesOfKeys = ["key", "apiKey", "api_key", "api-key", "token", "secret", "password", "authToken", "accessToken", "authorization", "credential"];

    /// <summary>The nearest file at or above a folder; the root of a repository is as far as it looks.</summary>
    public static string? Find(string folder)
    {
        foreach (var above in FilePaths.Upward(folder))
        {
            var file = Path.Combine(above, FileName);
            if (File.Exists(file))
                return file;
            if (Path.Exists(Path.Combine(above, ".git")))
                return null;
        }

        return null;
    }

    /// <exception cref="InputException">Says file and line.</exception>
    public static FileSettings Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {refused.Message}");
        }

        if (content.All(one => one <= ' '))
            throw new InputException($"{path} is empty. Delete it, or begin with: {{ \"model\": {{ }} }}");

        var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        try
        {
            return ReadRoot(path, content.AsSpan(start));
        }
        catch (JsonException malformed)
        {
            throw new InputException($"{path}({malformed.LineNumber + 1},{malformed.BytePositionInLine + 1}): this is not JSON: {WithoutPosition(malformed.Message)}");
        }
    }

    private static FileSettings ReadRoot(string path, ReadOnlySpan<byte> content)
    {
        var found = ImmutableDictionary.CreateBuilder<string, FileValue>();
        var prices = ImmutableDictionary.CreateBuilder<string, TokenPrice>();
        var requirements = new TestRequirements();
        var targets = GateTargets.None;
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw At(path, content, reader, "an object is expected: { \"model\": { … } }");

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            switch (name)
            {
                case SchemaMember:
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.String)
                        throw At(path, content, reader, $"'{SchemaMember}' is a text.");
                    break;
                case SettingNames.Section:
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw At(path, content, reader, $"'{name}' is an object: {{ \"provider\": …, \"name\": … }}");
                    ReadModel(path, content, ref reader, found);
                    break;
                case SettingNames.Prices:
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw At(path, content, reader, $"'{name}' is an object: {{ \"some-model\": {PriceExample} }}");
                    ReadPrices(path, content, ref reader, prices);
                    break;
                case SettingNames.Requirements:
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw At(path, content, reader, $"'{name}' is an object: {{ \"{SettingNames.BranchCoverage}\": 0.9 }}");
                    requirements = ReadRequirements(path, content, ref reader);
                    break;
                case SettingNames.Targets:
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.StartObject)
                        throw At(path, content, reader, $"'{name}' is an object: {{ \"{SettingNames.Line}\": 0.8 }}");
                    targets = TargetsSection.Read(path, content, ref reader);
                    break;
                default:
                    RefuseKey(path, content, reader, name);
                    var misplaced = Known.Contains(name, StringComparer.Ordinal) ? $" It belongs into '{SettingNames.Section}'." : NearMatches.Question(name, Sections);
                    throw At(path, content, reader, $"there is no setting '{Shown(name)}'.{misplaced}");
            }
        }

        reader.Read();
        return new FileSettings(found.ToImmutable(), prices.ToImmutable(), requirements, targets);
    }

    private static void ReadModel(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, ImmutableDictionary<string, FileValue>.Builder found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (SettingDefinition.All.FirstOrDefault(one => one.Name == name) is not { } definition)
            {
                RefuseKey(path, content, reader, name);
                throw At(path, content, reader, $"there is no setting '{SettingNames.Section}.{Shown(name)}'.{Meant(name)}");
            }

            reader.Read();
            var isNumber = definition.Range is not null;
            if (reader.TokenType != (isNumber ? JsonTokenType.Number : JsonTokenType.String))
                throw At(path, content, reader, $"'{SettingNames.Section}.{name}' is {(isNumber ? "a whole number" : "a text in quotes")}.");

            var text = isNumber ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
            if (!found.TryAdd(name, new FileValue(text, isNumber, Line(content, reader))))
                throw At(path, content, reader, $"'{SettingNames.Section}.{name}' stands here twice.");
        }
    }

    private static TestRequirements ReadRequirements(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader)
    {
        var requirements = new TestRequirements();
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!KnownRequirements.Contains(name, StringComparer.Ordinal))
            {
                RefuseKey(path, content, reader, name);
                throw At(path, content, reader, $"there is no setting '{SettingNames.Requirements}.{Shown(name)}'. There are: {string.Join(", ", KnownRequirements)}.");
            }

            if (!said.Add(name))
                throw At(path, content, reader, $"'{SettingNames.Requirements}.{name}' stands here twice.");
            reader.Read();
            if (name == SettingNames.ComplexityThreshold)
            {
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var conditions) || conditions < 1)
                    throw At(path, content, reader, $"'{SettingNames.Requirements}.{name}' is a whole number, at least 1.");
                requirements = requirements with { ComplexityThreshold = conditions };
                continue;
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var share) || share is < 0 or > 1)
                throw At(path, content, reader, $"'{SettingNames.Requirements}.{name}' is a share from 0 to 1, such as 0.85.");
            requirements = name switch
            {
                SettingNames.BranchCoverage => requirements with { BranchCoverage = share },
                SettingNames.MutationScore => requirements with { MutationScore = share },
                _ => requirements with { EdgeCaseShare = share },
            };
        }

        return requirements;
    }

    private static void ReadPrices(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, ImmutableDictionary<string, TokenPrice>.Builder prices)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var model = reader.GetString()!;
            RefuseKey(path, content, reader, model);
            var shown = $"{SettingNames.Prices}.{Shown(model)}";
            var line = Line(content, reader);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw At(path, content, reader, $"'{shown}' is an object, in US dollars per million tokens: {PriceExample}");

            var said = new Dictionary<string, decimal>();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadPrice(path, content, ref reader, shown, said);
            foreach (var needed in (string[])[SettingNames.InputPrice, SettingNames.OutputPrice])
            {
                if (!said.ContainsKey(needed))
                    throw new InputException($"{path}({line}): '{shown}' does not say '{needed}'. A price, in US dollars per million tokens, is: {PriceExample}");
            }

            var input = said[SettingNames.InputPrice];
            if (!prices.TryAdd(model, new TokenPrice(input, said.GetValueOrDefault(SettingNames.CachedInputPrice, input), said[SettingNames.OutputPrice])))
                throw new InputException($"{path}({line}): '{shown}' stands here twice.");
        }
    }

    private static void ReadPrice(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string model, Dictionary<string, decimal> said)
    {
        var name = reader.GetString()!;
        if (!KnownPrices.Contains(name, StringComparer.Ordinal))
            throw At(path, content, reader, $"there is no price '{model}.{Shown(name)}'. There are: {string.Join(", ", KnownPrices)}.");
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var price) || price is < 0 or > HighestPrice)
            throw At(path, content, reader, $"'{model}.{name}' is a number of US dollars per million tokens, from 0 to {HighestPrice.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        if (!said.TryAdd(name, price))
            throw At(path, content, reader, $"'{model}.{name}' stands here twice.");
    }

    private static string Meant(string name) =>
        name.Equals("model", StringComparison.OrdinalIgnoreCase) || name.Equals("deployment", StringComparison.OrdinalIgnoreCase)
            ? $" Did you mean {SettingNames.Name}?"
            : NearMatches.Question(name, Known) is { Length: > 0 } question ? question : $" There are: {string.Join(", ", Known)}.";

    /// <summary>Names are as good a hiding place as values.</summary>
    public static string Shown(string name) => KeyPatterns.LooksLikeKey(name) ? "…" : name;

    public static void RefuseKey(string path, ReadOnlySpan<byte> content, Utf8JsonReader reader, string name)
    {
        if (NamesOfKeys.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw At(path, content, reader, $"'{name}' would hold a key, and a file that others read is no place for one. {KeyAdvice}");
    }

    /// <summary>How a price is written.</summary>
    public const string PriceExample = "{ \"input\": 0.4, \"cachedInput\": 0.1, \"output\": 1.6 }";

    public const string KeyAdvice =
        "Remove it (a key that was committed or shared must be replaced), put the key into an environment variable, and name that variable: \"keyVariable\": \"MY_KEY\".";

    /// <summary>Line and column count from 1, as editors count.</summary>
    public static InputException At(string path, ReadOnlySpan<byte> content, Utf8JsonReader reader, string message)
    {
        var before = content[..(int)reader.TokenStartIndex];
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new InputException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}({Line(content, reader)},{column}): {message}"));
    }

    private static int Line(ReadOnlySpan<byte> content, Utf8JsonReader reader) => content[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;

    /// <summary>The line is said in front, counted as editors count.</summary>
    private static string WithoutPosition(string message) => message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
}
