using System.Text.Json;

namespace CodegenLab.Bench.Suites;

/// <summary>A mutant in two reports.</summary>
/// <param name="Place">File and line, and what stands there instead.</param>
internal sealed record Disagreement(string Place, string Ours, string Theirs);

/// <summary>Compares two reports of mutation-testing-elements on the mutants that both have: same place, same replacement but for white space.</summary>
/// <param name="Ours">Mutants with a verdict.</param>
/// <param name="Common">Of them, those that the other report has a verdict on too.</param>
/// <param name="OurScore">Detected of detected and survived and not reached, 0–1.</param>
internal sealed record MutantComparison(int Ours, int Theirs, double OurScore, double TheirScore, int Common, IReadOnlyList<Disagreement> Disagreements)
{
    private static readonly HashSet<string> Verdicts = ["Killed", "Survived", "Timeout", "NoCoverage"];

    public static MutantComparison Of(string ourReport, string theirReport)
    {
        var (ours, theirs) = (Read(ourReport), Read(theirReport));
        var common = ours.Where(mutant => theirs.ContainsKey(mutant.Key)).ToList();
        return new MutantComparison(
            ours.Count,
            theirs.Count,
            Score(ours.Values),
            Score(theirs.Values),
            common.Count,
            [.. common.Where(mutant => Class(mutant.Value) != Class(theirs[mutant.Key])).Select(mutant => new Disagreement($"{mutant.Key.File}:{mutant.Key.Line} → {mutant.Key.Replacement}", mutant.Value, theirs[mutant.Key])).OrderBy(difference => difference.Place, StringComparer.Ordinal)]);
    }

    private static double Score(ICollection<string> verdicts) => (double)verdicts.Count(verdict => Class(verdict) == "detected") / verdicts.Count;

    /// <summary>Whether nobody runs it or nobody notices it is a matter of how static initialisers are counted: Stryker.NET takes lambdas in them for run.</summary>
    private static string Class(string verdict) => verdict is "Killed" or "Timeout" ? "detected" : "undetected";

    private static Dictionary<Key, string> Read(string report)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(report));
        var found = new Dictionary<Key, string>();
        foreach (var file in document.RootElement.GetProperty("files").EnumerateObject())
        {
            foreach (var mutant in file.Value.GetProperty("mutants").EnumerateArray())
            {
                var verdict = mutant.GetProperty("status").GetString()!;
                verdict = verdict == "RuntimeError" ? "Killed" : verdict;
                if (!Verdicts.Contains(verdict))
                    continue;
                var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
                var replacement = mutant.TryGetProperty("replacement", out var text) ? text.GetString() ?? "" : "";
                found.TryAdd(
                    new Key(Path.GetFileName(file.Name.Replace('\\', '/')), Number(start, "line"), Number(start, "column"), Number(end, "line"), Number(end, "column"), string.Concat(replacement.Where(letter => !char.IsWhiteSpace(letter)))),
                    verdict);
            }
        }

        return found;
    }

    private static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();

    private sealed record Key(string File, int Line, int Column, int EndLine, int EndColumn, string Replacement);
}
