using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Models;

/// <summary>The environment variables that the tool reads, and those that somebody only thinks it does.</summary>
public static class SettingVariables
{
    private const string Prefix = "CODEGEN_LAB_";

    /// <summary>Not for people: what the processes of a run tell each other.</summary>
    private static readonly string[] OfTheTool = ["CODEGEN_LAB_TRACE", "CODEGEN_LAB_CULTURE", "CODEGEN_LAB_ORDER", "CODEGEN_LAB_ELEMENTS", "CODEGEN_LAB_SAMPLE"];

    private static readonly string[] OfPeople = [.. SettingDefinition.All.Select(definition => definition.Variable), SettingDefinition.KeyItself];

    /// <summary>Names of this process's environment variables.</summary>
    public static ImmutableArray<string> OfThisProcess() => [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()];

    /// <summary>One remark for each name that is written like a setting and is none. Another tool may well use it, so that it is no error.</summary>
    /// <param name="names">Of the environment.</param>
    internal static ImmutableArray<string> RemarksOn(IEnumerable<string> names)
    {
        // Windows does not tell capitals from small letters.
        var known = OfPeople.Concat(OfTheTool).ToHashSet(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var strange = names.Where(name => Stem(name) is not null && !known.Contains(name)).Order(StringComparer.Ordinal).ToList();
        return strange.Count == 0 ? [] : [.. strange.Select(name => $"The environment variable {name} is no setting and is not read.{Meant(Stem(name)!)}")];
    }

    private static string Meant(string stem)
    {
        // The beginning is the same for all: it would make everything similar.
        var near = NearMatches.Of(stem, OfPeople.Select(name => name[Prefix.Length..]));
        return near is [var nearest, ..] ? $" Did you mean {Prefix}{nearest}?" : $" There are: {string.Join(", ", OfPeople)}.";
    }

    /// <summary>What follows the beginning of our names, which may lack a line or have small letters; null: it is not one of ours.</summary>
    private static string? Stem(string name)
    {
        string[] beginnings = [Prefix, "CODEGENLAB_", "CODEGEN_LABS_"];
        return beginnings.FirstOrDefault(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) is { } found ? name[found.Length..] : null;
    }
}
