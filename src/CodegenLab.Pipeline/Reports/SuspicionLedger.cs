using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The second ledger: what the code does not keep of what words promise and rules ask for, for a person to decide which of the two is wrong.</summary>
/// <param name="root">Folder of the solution; places are told relative to it.</param>
/// <param name="toolVersion">Of the tool that suspects.</param>
/// <param name="category">What tells its SARIF from other logs of the same commit.</param>
public sealed class SuspicionLedger(string root, string toolVersion, string category)
{
    public const string MarkdownName = "suspicions.md";

    public const string SarifName = "suspicions.sarif";

    private readonly SarifLog _log = new(toolVersion, category, root);

    /// <summary>For people, the surest first.</summary>
    public string Markdown(ImmutableArray<Suspicion> suspicions)
    {
        var text = new StringBuilder("# Suspicions\n\nWords about the code, and rules for all code, that the code does not meet. Either may be wrong; no test of the suite enshrines what the code does here.\n");
        if (suspicions.IsEmpty)
            text.Append("\nThere are none.\n");
        foreach (var (suspicion, number) in InOrder(suspicions).Select((suspicion, index) => (suspicion, index + 1)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {number}. {suspicion.Member}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"{PlaceOf(suspicion)}:{suspicion.Line}, {Lower(suspicion.Confidence)} confidence. {suspicion.SecondOpinion}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"> {suspicion.Quote}\n>\n> ({SourceOf(suspicion)})\n\n");
            if (suspicion.Culture is { } culture)
                text.Append(CultureInfo.InvariantCulture, $"- Under the culture: {culture}\n");
            if (suspicion.Expected is { } expected)
                text.Append(CultureInfo.InvariantCulture, $"- Expected: {MarkdownText.Code(expected)}\n");
            text.Append(CultureInfo.InvariantCulture, $"- But was: {MarkdownText.Code(suspicion.Actual)}\n");
            text.Append(CultureInfo.InvariantCulture, $"- Drafted by: {suspicion.Model}\n\n```csharp\n{suspicion.Repro.TrimEnd()}\n```\n");
        }

        return text.ToString();
    }

    /// <summary>SARIF 2.1.0, for code scanning. A fingerprint stays when lines move.</summary>
    public string Sarif(ImmutableArray<Suspicion> suspicions) => _log.Write(
        SuspicionRule.All.Select(rule => new { id = rule.Id, name = rule.Name, shortDescription = new { text = rule.Title }, fullDescription = new { text = $"{rule.Title}." }, defaultConfiguration = new { level = "warning" } }),
        InOrder(suspicions).Select(Result));

    private object Result(Suspicion suspicion) => new
    {
        ruleId = suspicion.Rule.Id,
        level = suspicion.Confidence == Confidence.High ? "warning" : "note",
        message = new { text = $"{suspicion.Member}: \"{suspicion.Quote}\" {(suspicion.Culture is { } culture ? $"Under the culture {culture}: " : "")}{(suspicion.Expected is { } expected ? $"Expected {expected} but was {suspicion.Actual}." : $"But it was {suspicion.Actual}.")}" },
        locations = _log.At(PlaceOf(suspicion), new { startLine = suspicion.Line }, suspicion.Member),
        partialFingerprints = suspicion.Rule == SuspicionRule.BrokenPromise
            ? Fingerprint("promise/v1", $"{suspicion.Member}\n{suspicion.Quote}\n{suspicion.Actual}")
            : Fingerprint("rule/v1", $"{suspicion.Member}\n{suspicion.Rule.Id}\n{suspicion.Quote}"),
        properties = new { confidence = Lower(suspicion.Confidence), secondOpinion = suspicion.SecondOpinion, model = suspicion.Model, quotePlace = suspicion.QuotePlace, repro = suspicion.Repro },
    };

    private static Dictionary<string, string> Fingerprint(string name, string text) => new() { [name] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16] };

    private static string SourceOf(Suspicion suspicion) => suspicion.QuotePlace is { } place && suspicion.Rule == SuspicionRule.BrokenPromise ? place
        : suspicion.QuotePlace is { } words ? $"{words}; {suspicion.Rule.Id} {suspicion.Rule.Name}" : $"{suspicion.Rule.Id} {suspicion.Rule.Name}";

    private static IEnumerable<Suspicion> InOrder(ImmutableArray<Suspicion> suspicions) =>
        suspicions.OrderByDescending(suspicion => suspicion.Confidence).ThenBy(suspicion => suspicion.Rule.Id, StringComparer.Ordinal).ThenBy(suspicion => suspicion.File, StringComparer.Ordinal).ThenBy(suspicion => suspicion.Line).ThenBy(suspicion => suspicion.Test, StringComparer.Ordinal);

    private string PlaceOf(Suspicion suspicion) => Path.GetRelativePath(root, suspicion.File).Replace('\\', '/');

    private static string Lower(Confidence confidence) => confidence == Confidence.High ? "high" : "medium";
}
