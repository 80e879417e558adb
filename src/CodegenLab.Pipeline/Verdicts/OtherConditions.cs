using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What is different around a test in the second run: decimal comma, a dotless i, and daylight saving of half an hour.</summary>
internal static class OtherConditions
{
    /// <summary>Names the culture to the code that <see cref="ReorderedTests"/> adds: Windows takes culture and time zone from the machine, not from variables.</summary>
    public const string CultureVariable = "CODEGEN_LAB_CULTURE";

    public static ImmutableDictionary<string, string?> Variables { get; } = ImmutableDictionary<string, string?>.Empty
        .Add("LC_ALL", "tr_TR.UTF-8")
        .Add("LANG", "tr_TR.UTF-8")
        .Add("TZ", "Australia/Lord_Howe")
        .Add(CultureVariable, "tr-TR");

    /// <summary>For people: what holds on this system.</summary>
    public static string Words { get; } = OperatingSystem.IsWindows() ? "the culture tr-TR" : "the culture tr-TR and the time zone Australia/Lord_Howe";
}
