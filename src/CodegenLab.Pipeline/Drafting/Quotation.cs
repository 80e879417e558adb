using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Contexts;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>The words an expectation rests on.</summary>
/// <param name="Words">As they stand in the material, on one line, without XML tags.</param>
/// <param name="Place">Where they stand: src/Shop/Money.cs:12, or the name of the specification.</param>
public sealed record Quotation(string Words, string Place);

/// <summary>Looks up the words that a drafted test says it rests on. What a model only claims to have read is no source.</summary>
internal sealed partial class Quotations
{
    /// <summary>Words; a quotation of fewer says nothing that could be expected.</summary>
    private const int Fewest = 3;

    private readonly List<(string Text, string Place)> _sources = [];

    /// <summary>What callers and the subject do. It stands in tests as well, where it is what leads to an expectation and none itself.</summary>
    private readonly List<string> _code = [];

    /// <summary>Sources that are code for the most part.</summary>
    private readonly HashSet<string> _tests = new(StringComparer.Ordinal);

    /// <param name="context">As it was shown; only documentation, tests by people, README files and rules say what should be. Code and observations say what is.</param>
    /// <param name="specification">A text of the user's with its name; null: there is none.</param>
    public Quotations(CodeContext context, (string Name, string Text)? specification)
    {
        foreach (var section in context.AllSections.Where(section => section.Kind is ContextKind.Members or ContextKind.Tests or ContextKind.Readme or ContextKind.Rules))
            foreach (var item in section.Items)
                Add(section.Kind switch { ContextKind.Members => CommentsIn(item.Text), ContextKind.Readme => Fence().Replace(item.Text, ""), _ => item.Text }, item.Source ?? context.Subject);
        foreach (var item in context.AllSections.Where(section => section.Kind is ContextKind.CallSites or ContextKind.Producers or ContextKind.Bodies or ContextKind.HiddenCode).SelectMany(section => section.Items))
            _code.Add(Plain(item.Text));
        foreach (var item in context.AllSections.Where(section => section.Kind == ContextKind.Tests).SelectMany(section => section.Items))
            _tests.Add(Plain(item.Text));
        if (specification is var (name, text))
            Add(text, name);
    }

    /// <summary>Anything here could be quoted.</summary>
    public bool IsEmpty => _sources.All(source => source.Text.Length == 0);

    /// <param name="test">A test method with the comments above it.</param>
    /// <returns>Null: it names no source, or the words are not in the material.</returns>
    public Quotation? Of(string test)
    {
        if (SourceLine().Match(test) is not { Success: true } match)
            return null;
        foreach (var claim in Readings(match.Groups["words"].Value))
        {
            var wanted = Plain(claim);
            if (wanted.Split(' ').Length < Fewest)
                continue;
            foreach (var (text, place) in _sources.OrderByDescending(source => IsNamed(source.Place, match.Value)))
                if (text.IndexOf(wanted, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && !(_tests.Contains(text) && IsCode(wanted)))
                    return new Quotation(text.Substring(at, wanted.Length), place);
        }

        return null;
    }

    private bool IsCode(string words) => _code.Exists(code => code.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same words often stand at several members; the place beside them says which is meant.</summary>
    private static bool IsNamed(string place, string claim) => claim.IndexOf(place, StringComparison.Ordinal) is >= 0 and var at && (at + place.Length == claim.Length || !char.IsAsciiDigit(claim[at + place.Length]));

    private void Add(string text, string place) => _sources.Add((Plain(text), place));

    /// <summary>What may be meant as the words: all of it, what stands in quotation marks, what stands before a place.</summary>
    private static IEnumerable<string> Readings(string claim)
    {
        if (Quoted().Match(claim) is { Success: true } quoted)
            yield return quoted.Groups["words"].Value;
        yield return claim;
        foreach (var end in new[] { " (", " — ", " – ", " - ", ", in ", "; " })
            if (claim.LastIndexOf(end, StringComparison.Ordinal) is > 0 and var at)
                yield return claim[..at];
    }

    private static string CommentsIn(string declaration) =>
        string.Join('\n', declaration.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..]));

    /// <summary>One line without tags and marks of Markdown; what a cref or name names stays.</summary>
    private static string Plain(string text)
    {
        text = Named().Replace(text, match => match.Groups["name"].Value.Split(':')[^1]);
        text = Tag().Replace(text, " ").Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
        text = LineMark().Replace(text, " ").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('"', '“', '”', '\'', '`', ' ');
    }

    [GeneratedRegex(@"^[ \t]*//+[ \t]*Source:[ \t]*(?<words>[^\r\n]+(?:\r?\n[ \t]*//[ \t]?(?!/)[^\r\n]+)*)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SourceLine();

    [GeneratedRegex("""["“«](?<words>.+)["”»]""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex("""<(?:see|seealso|paramref|typeparamref)\s+(?:cref|name|langword)="(?<name>[^"]*)"\s*/>""")]
    private static partial Regex Named();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();

    /// <summary>Lines of code in Markdown.</summary>
    [GeneratedRegex(@"^[ \t]*```.*?(^[ \t]*```[ \t]*$|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?:^|\n)[ \t]*//+")]
    private static partial Regex LineMark();
}
