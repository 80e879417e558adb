using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Candidates;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Writes accepted drafts as they stand in the test project: each test with what it rests on, and its category.</summary>
public static partial class DraftText
{
    /// <summary>As the engine's tests have it.</summary>
    public const string Characterization = "characterization";

    public const string Specified = "specified";

    /// <param name="sources">One entry per test of the class; null: it says what the code does.</param>
    /// <param name="header">Comment lines above everything; empty: none.</param>
    /// <param name="cultures">Cultures to run the tests under, one entry per test; null: whatever it is. Default: null for all.</param>
    /// <param name="isExplicit">The tests fail, and run only when somebody asks for them by name.</param>
    public static string Of(DraftFixture code, ImmutableArray<Quotation?> sources, string header, string space, string name, bool fileScoped, ImmutableArray<string?> cultures = default, bool isExplicit = false) =>
        (code with { Tests = [.. code.Tests.Select((test, index) => test with { Text = Marked(test.Text, sources[index], CategoryIn(code), cultures.IsDefault ? null : cultures[index], isExplicit) })] }).Write(header, space, name, fileScoped);

    /// <summary>System.ComponentModel has an attribute of that name, too.</summary>
    private static string CategoryIn(DraftFixture code) => code.Usings.Any(directive => directive.Contains("System.ComponentModel", StringComparison.Ordinal)) ? "NUnit.Framework.Category" : "Category";

    private static string Marked(string test, Quotation? source, string attribute, string? culture, bool isExplicit)
    {
        test = SourceLines().Replace(test, "");
        var method = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(test)!;
        var reason = isExplicit ? "[Explicit(\"The code does not keep this promise\")]\n" : "";
        var under = culture is null ? "" : $"[SetCulture(\"{culture}\")]\n";
        var category = $"{reason}{under}[{attribute}(\"{(source is null ? Characterization : Specified)}\")]\n";
        var comment = source is null ? "" : $"// Source: \"{source.Words}\" ({PlaceWithoutLine().Replace(source.Place, "")})\n";
        var at = method.AttributeLists[0].SpanStart;
        return test[..at] + comment + category + test[at..];
    }

    [GeneratedRegex(@"^[ \t]*//[ \t]*(?:Source|Equivalent):[^\n]*\n(?:[ \t]*//(?!/)[^\n]*\n)*", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SourceLines();

    /// <summary>Lines move, and a comment does not.</summary>
    [GeneratedRegex(@":\d+$")]
    private static partial Regex PlaceWithoutLine();
}
