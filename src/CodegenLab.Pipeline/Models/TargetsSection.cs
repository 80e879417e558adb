using System.Collections.Immutable;
using System.Text.Json;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Models;

/// <summary>Reads the section <c>targets</c>.</summary>
internal static class TargetsSection
{
    private static readonly string[] Shares = [SettingNames.Line, SettingNames.Branch, SettingNames.Mutation];

    private static readonly string[] Counts = [SettingNames.WeakTests, SettingNames.StaleTests, SettingNames.UntestedMembers];

    private static readonly string[] Ratchet = [SettingNames.Tolerance, SettingNames.Measures];

    private static readonly string[] Known = [.. Shares, .. Counts, SettingNames.Changed, SettingNames.Projects, SettingNames.Namespaces, SettingNames.Ratchet];

    /// <param name="reader">Stands on the start of the object, afterwards on its end.</param>
    public static GateTargets Read(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader)
    {
        var targets = GateTargets.None;
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(path, content, ref reader, SettingNames.Targets, Known, said);
            var place = $"{SettingNames.Targets}.{name}";
            switch (name)
            {
                case SettingNames.Changed:
                    targets = targets with { Changed = ReadShares(path, content, ref reader, place) };
                    break;
                case SettingNames.Projects:
                    targets = targets with { Projects = ReadNamed(path, content, ref reader, place, "Shop.*") };
                    break;
                case SettingNames.Namespaces:
                    targets = targets with { Namespaces = ReadNamed(path, content, ref reader, place, "Shop.Pricing") };
                    break;
                case SettingNames.Ratchet:
                    targets = targets with { Ratchet = ReadRatchet(path, content, ref reader, place) };
                    break;
                case SettingNames.WeakTests:
                    targets = targets with { WeakTests = ReadCount(path, content, reader, place) };
                    break;
                case SettingNames.StaleTests:
                    targets = targets with { StaleTests = ReadCount(path, content, reader, place) };
                    break;
                case SettingNames.UntestedMembers:
                    targets = targets with { UntestedMembers = ReadCount(path, content, reader, place) };
                    break;
                default:
                    targets = targets with { Whole = With(targets.Whole, name, ReadShare(path, content, reader, place)) };
                    break;
            }
        }

        return targets;
    }

    private static ImmutableArray<NamedTargets> ReadNamed(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string place, string example)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SettingsFile.At(path, content, reader, $"'{place}' is an object: {{ \"{example}\": {{ \"{SettingNames.Line}\": 0.8 }} }}");
        var named = ImmutableArray.CreateBuilder<NamedTargets>();
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            SettingsFile.RefuseKey(path, content, reader, name);
            if (name.Trim().Length == 0)
                throw SettingsFile.At(path, content, reader, $"'{place}' names nothing here.");
            if (!said.Add(name))
                throw SettingsFile.At(path, content, reader, $"'{place}.{SettingsFile.Shown(name)}' stands here twice.");
            reader.Read();
            named.Add(new NamedTargets(name, ReadShares(path, content, ref reader, $"{place}.{SettingsFile.Shown(name)}")));
        }

        return named.ToImmutable();
    }

    private static ShareTargets ReadShares(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SettingsFile.At(path, content, reader, $"'{place}' is an object: {{ \"{SettingNames.Line}\": 0.9, \"{SettingNames.Branch}\": 0.8 }}");
        var shares = ShareTargets.None;
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(path, content, ref reader, place, Shares, said);
            shares = With(shares, name, ReadShare(path, content, reader, $"{place}.{name}"));
        }

        return shares;
    }

    private static RatchetTarget ReadRatchet(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw SettingsFile.At(path, content, reader, $"'{place}' is an object: {{ \"{SettingNames.Tolerance}\": 0.005, \"{SettingNames.Measures}\": [\"{SettingNames.Line}\", \"{SettingNames.Branch}\"] }}");
        var tolerance = 0d;
        HashSet<string> measures = [SettingNames.Line, SettingNames.Branch];
        var said = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Name(path, content, ref reader, place, Ratchet, said) == SettingNames.Tolerance)
                tolerance = ReadShare(path, content, reader, $"{place}.{SettingNames.Tolerance}");
            else
                measures = ReadMeasures(path, content, ref reader, $"{place}.{SettingNames.Measures}");
        }

        return new RatchetTarget(tolerance, measures.Contains(SettingNames.Line), measures.Contains(SettingNames.Branch), measures.Contains(SettingNames.Mutation));
    }

    private static HashSet<string> ReadMeasures(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string place)
    {
        var measures = new HashSet<string>(StringComparer.Ordinal);
        if (reader.TokenType != JsonTokenType.StartArray)
            throw SettingsFile.At(path, content, reader, $"'{place}' is a list of {string.Join(", ", Shares)}.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || !Shares.Contains(reader.GetString(), StringComparer.Ordinal))
                throw SettingsFile.At(path, content, reader, $"'{place}' is a list of {string.Join(", ", Shares)}.{(reader.TokenType == JsonTokenType.String ? NearMatches.Question(reader.GetString()!, Shares) : "")}");
            measures.Add(reader.GetString()!);
        }

        if (measures.Count == 0)
            throw SettingsFile.At(path, content, reader, $"'{place}' is empty. Leave it out, or name some of {string.Join(", ", Shares)}.");
        return measures;
    }

    private static double ReadShare(string path, ReadOnlySpan<byte> content, Utf8JsonReader reader, string place)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var share) || share is < 0 or > 1)
        {
            var percent = reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && number is > 1 and <= 100
                ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" Did you mean {number / 100}?")
                : "";
            throw SettingsFile.At(path, content, reader, $"'{place}' is a share from 0 to 1, such as 0.85.{percent}");
        }

        return share;
    }

    private static int ReadCount(string path, ReadOnlySpan<byte> content, Utf8JsonReader reader, string place) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count) && count >= 0
            ? count
            : throw SettingsFile.At(path, content, reader, $"'{place}' is the largest number allowed: a whole number, at least 0.");

    /// <summary>The name of the next setting; the reader stands on its value then.</summary>
    private static string Name(string path, ReadOnlySpan<byte> content, ref Utf8JsonReader reader, string place, string[] known, HashSet<string> said)
    {
        var name = reader.GetString()!;
        if (!known.Contains(name, StringComparer.Ordinal))
        {
            SettingsFile.RefuseKey(path, content, reader, name);
            var near = NearMatches.Question(name, known);
            throw SettingsFile.At(path, content, reader, $"there is no setting '{place}.{SettingsFile.Shown(name)}'.{(near.Length > 0 ? near : $" There are: {string.Join(", ", known)}.")}");
        }

        if (!said.Add(name))
            throw SettingsFile.At(path, content, reader, $"'{place}.{name}' stands here twice.");
        reader.Read();
        return name;
    }

    private static ShareTargets With(ShareTargets shares, string name, double share) => name switch
    {
        SettingNames.Line => shares with { Line = share },
        SettingNames.Branch => shares with { Branch = share },
        _ => shares with { Mutation = share },
    };
}
