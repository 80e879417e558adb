using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>
/// The header of a generated file, and the hash of code that it holds: what GeneratedHeader and SubjectCode of CodegenLab.Engine write, read without them. A test there
/// holds both to it.
/// </summary>
internal static class SubjectHash
{
    private static readonly Regex Marker = new(@"^// <codegen-lab (?<fields>[^\r\n]*)/>", RegexOptions.Multiline | RegexOptions.CultureInvariant);
    private static readonly Regex Field = new("(?<name>[a-z]+)=\"(?<value>[^\"]*)\" ", RegexOptions.CultureInvariant);

    /// <returns>Subject, hash of its code and place of the header; null: the file has no such header, or a person has edited the file.</returns>
    public static (string Subject, string Code, int Start, int Length)? Of(string source)
    {
        var match = Marker.Match(source);
        if (!match.Success || source.Take(match.Index).Count(letter => letter == '\n') >= 10)
            return null;
        var fields = Field.Matches(match.Groups["fields"].Value).Cast<Match>().GroupBy(field => field.Groups["name"].Value).ToDictionary(group => group.Key, group => group.First().Groups["value"].Value);
        return fields.TryGetValue("subject", out var subject) && fields.TryGetValue("code", out var code) && fields.TryGetValue("content", out var content)
            && content == Hash(OneLineEnd(source.Substring(match.Index + match.Length)))
            ? (subject, code, match.Index, match.Length)
            : null;
    }

    /// <summary>Of the parts of a type, in any order.</summary>
    public static string Of(IEnumerable<SyntaxNode> parts) => Hash(string.Join("\0", parts.Select(CodeOf).OrderBy(code => code, StringComparer.Ordinal)));

    /// <summary>Tokens alone, and those of branches that the compiler skips.</summary>
    private static string CodeOf(SyntaxNode declaration)
    {
        var code = new StringBuilder();
        foreach (var token in declaration.DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                if (trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                    Append(code, SyntaxFactory.ParseTokens(trivia.ToString()).Where(skipped => !skipped.IsKind(SyntaxKind.EndOfFileToken)));
                else if (trivia.IsDirective && !trivia.GetStructure().IsKind(SyntaxKind.RegionDirectiveTrivia) && !trivia.GetStructure().IsKind(SyntaxKind.EndRegionDirectiveTrivia))
                    code.Append(trivia.ToString().Trim()).Append('\n');
            }

            Append(code, [token]);
        }

        return code.ToString();
    }

    private static void Append(StringBuilder code, IEnumerable<SyntaxToken> tokens)
    {
        foreach (var token in tokens)
            code.Append(OneLineEnd(token.Text)).Append('\n');
    }

    /// <summary>As string.ReplaceLineEndings does.</summary>
    private static string OneLineEnd(string text) => Regex.Replace(text, "\r\n|[\r\n\f\u0085\u2028\u2029]", "\n");

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(8).Select(one => one.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
