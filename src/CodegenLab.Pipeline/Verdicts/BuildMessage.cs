using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>An error or a warning of a build.</summary>
/// <param name="File">Null: none is named.</param>
/// <param name="Line">1-based; 0: none.</param>
/// <param name="Code">CS0103, CA1707, NU1101; empty: none.</param>
/// <param name="Project">Path of the project being built; null: not said.</param>
public sealed partial record BuildMessage(string? File, int Line, bool IsError, string Code, string Text, string? Project)
{
    /// <summary>Nullable and other warnings of the compiler itself, which a repository may have turned into errors.</summary>
    private static readonly ImmutableHashSet<string> CompilerWarnings =
    [
        "CS0067", "CS0162", "CS0168", "CS0169", "CS0183", "CS0184", "CS0219", "CS0252", "CS0253", "CS0414", "CS0419", "CS0436", "CS0472",
        "CS0612", "CS0618", "CS0649", "CS0659", "CS0660", "CS0661", "CS0665", "CS1062", "CS1570", "CS1571", "CS1572", "CS1573", "CS1574",
        "CS1587", "CS1591", "CS1717", "CS1718", "CS1720", "CS1998", "CS3001", "CS3002", "CS3003", "CS4014", "CS7022", "CS7095", "CS8002",
        "CS8073", "CS8123", "CS8305", "CS8509", "CS8524", "CS8714", "CS8981", "CS9113", "CS9191", "CS9192", "CS9193", "CS9195", "CS9204",
    ];

    /// <summary>Says something about style or risk; the program is valid all the same.</summary>
    public bool IsAdvice => !IsError || !Code.StartsWith("CS", StringComparison.Ordinal) || CompilerWarnings.Contains(Code) || IsAboutNull;

    private bool IsAboutNull =>
        int.TryParse(Code.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is (>= 8597 and <= 8634) or (>= 8643 and <= 8645) or (>= 8655 and <= 8670) or 8714 or (>= 8762 and <= 8777) or (>= 8819 and <= 8825) or 8847;

    public override string ToString() =>
        $"{(File is null ? "" : $"{Path.GetFileName(File)}({Line}): ")}{(IsError ? "error" : "warning")} {Code}: {Text}";

    /// <summary>The messages of a build's output, each once.</summary>
    public static ImmutableArray<BuildMessage> Parse(IEnumerable<string> output) =>
    [
        .. output.Select(line => Form().Match(line)).Where(match => match.Success).Select(match => new BuildMessage(
            match.Groups["file"] is { Success: true, Value: var file } ? file.Trim() : null,
            int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : 0,
            match.Groups["kind"].Value == "error",
            match.Groups["code"].Value,
            match.Groups["text"].Value.Trim(),
            match.Groups["project"] is { Success: true, Value: var project } ? project : null)).Distinct(),
    ];

    [GeneratedRegex(@"^\s*(?:(?<file>[^\s(][^(]*?|[^\s(].*?)\((?<line>\d+)(?:,\d+(?:,\d+,\d+)?)?\)\s*:\s*|(?<tool>[^:()]+?)\s*:\s*)?(?<kind>error|warning)\s+(?<code>[A-Za-z]+\d*)?\s*:\s*(?<text>.*?)(?:\s+\[(?<project>[^\[\]]+?)(?:::[^\[\]]*)?\])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
