using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Writes accepted drafts as they stand in the test project: each test with what it rests on, and its category.</summary>
public static partial class DraftText
{
    /// <summary>As the engine's tests have it.</summary>
    public const string Characterization = "characterization";

    public const string Specified = "specified";

    /// <param name="sources">One entry per test of the class; null: it says what the code does.</param>
    /// <param name="header">Comment lines above everything; empty: none.</param>
    /// <param name="options">Of the test project.</param>
    /// <param name="cultures">Cultures to run the tests under, one entry per test; null: whatever it is. Default: null for all.</param>
    /// <param name="isExplicit">The tests fail, and run only when somebody asks for them by name.</param>
    public static string Of(DraftFixture code, ImmutableArray<Quotation?> sources, string header, string space, string name, RenderingOptions options, ImmutableArray<string?> cultures = default, bool isExplicit = false)
    {
        var marks = new TestMarks(options.Framework, options.FrameworkVersion);
        var isAmbiguous = code.Usings.Any(directive => directive.Contains("System.ComponentModel", StringComparison.Ordinal));
        return (code with { Tests = [.. code.Tests.Select((test, index) => test with { Text = Marked(test.Text, sources[index], cultures.IsDefault ? null : cultures[index]) })] })
            .Write(header, space, name, options is { FileScopedNamespaces: true, LanguageVersion: >= 1000 });

        string Marked(string test, Quotation? source, string? culture) => marks.Put(
            SourceLines().Replace(test, ""),
            source is null ? Characterization : Specified,
            isAmbiguous,
            culture,
            isExplicit,
            source is null ? "" : $"// Source: \"{source.Words}\" ({PlaceWithoutLine().Replace(source.Place, "")})\n");
    }

    [GeneratedRegex(@"^[ \t]*//[ \t]*(?:Source|Equivalent):[^\n]*\n(?:[ \t]*//(?!/)[^\n]*\n)*", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SourceLines();

    /// <summary>Lines move, and a comment does not.</summary>
    [GeneratedRegex(@":\d+$")]
    private static partial Regex PlaceWithoutLine();
}
