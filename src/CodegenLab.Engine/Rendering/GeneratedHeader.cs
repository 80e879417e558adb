using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// The first lines of a generated file: where it comes from, what it adds, and the hash that tells whether a person changed it.
/// </summary>
/// <param name="ToolVersion">Version of the tool that wrote the file.</param>
/// <param name="Seed">Seed of that run.</param>
/// <param name="Subject">Reflection full name of the type under test.</param>
/// <param name="Tests">Test methods in the file.</param>
/// <param name="Branches">Branch outcomes these tests cover.</param>
/// <param name="Mutants">Mutants these tests kill.</param>
/// <param name="ContentHash">Hash of everything after the marker line; null until the file is sealed.</param>
/// <param name="SubjectCode">Hash of the subject's code at that time; null: not known.</param>
public sealed partial record GeneratedHeader(string ToolVersion, ulong Seed, string Subject, int Tests, int Branches, int Mutants, string? ContentHash, string? SubjectCode = null)
{
    /// <summary>The header as C# comments, with line ends of <c>\n</c>, the last line ended.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        text.Append(WriteMarker()).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"// Tests for {Subject.Replace('+', '.')}: {Amount(Tests, "test method")}, {Amount(Branches, "branch", "branches")} covered, {Amount(Mutants, "mutant")} killed.\n");
        text.Append("// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.\n");
        return text.ToString();
    }

    /// <summary>The text with the hash of its content in its marker line. Text without a marker is returned as it is.</summary>
    public static string Seal(string source)
    {
        if (!TryParse(source, out var header))
            return source;
        var (before, rest) = Split(source);
        return before + (header with { ContentHash = HashOf(rest) }).WriteMarker() + rest;
    }

    /// <summary>True when the file has a sealed header and its content is still what was written.</summary>
    public static bool IsUntouched(string source) =>
        TryParse(source, out var header) && header.ContentHash is { } hash && hash == HashOf(Split(source).After);

    /// <summary>Reads the marker line, which may stand anywhere in the first ten lines (below a licence, for example).</summary>
    public static bool TryParse(string source, out GeneratedHeader header)
    {
        header = null!;
        var match = Marker().Match(source);
        if (!match.Success || source.AsSpan(0, match.Index).Count('\n') >= 10)
            return false;
        var fields = Field().Matches(match.Groups["fields"].Value).ToDictionary(field => field.Groups["name"].Value, field => field.Groups["value"].Value);
        if (!fields.TryGetValue("version", out var version) || !fields.TryGetValue("subject", out var subject)
            || !fields.TryGetValue("seed", out var seedText) || !ulong.TryParse(seedText, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return false;
        }

        header = new GeneratedHeader(version, seed, subject, Number("tests"), Number("branches"), Number("mutants"), fields.GetValueOrDefault("content"), fields.GetValueOrDefault("code"));
        return true;

        int Number(string name) => int.TryParse(fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    private string WriteMarker()
    {
        var content = ContentHash is null ? "" : $" content=\"{ContentHash}\"";
        var code = SubjectCode is null ? "" : $" code=\"{SubjectCode}\"";
        return string.Create(CultureInfo.InvariantCulture, $"// <codegen-lab version=\"{ToolVersion}\" seed=\"{Seed}\" subject=\"{Subject}\"{code} tests=\"{Tests}\" branches=\"{Branches}\" mutants=\"{Mutants}\"{content} />");
    }

    // Line ends are left out of the hash: a checkout may change them, and that is no edit.
    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))))[..16];

    private static (string Before, string After) Split(string source)
    {
        var match = Marker().Match(source);
        return (source[..match.Index], source[(match.Index + match.Length)..]);
    }

    private static string Amount(int number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many ?? one + "s")}");

    [GeneratedRegex("""^// <codegen-lab (?<fields>[^\r\n]*)/>""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex("""(?<name>[a-z]+)="(?<value>[^"]*)" """, RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
