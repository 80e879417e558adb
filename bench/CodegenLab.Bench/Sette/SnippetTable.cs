using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Sette;

/// <summary>Snippets by group as Markdown, and below it what was missed.</summary>
internal static class SnippetTable
{
    public static string Write(IReadOnlyList<SnippetFigures> snippets, int tests, ChildProcess.Outcome cost)
    {
        var text = new StringBuilder();
        text.AppendLine("| group | snippets | as SETTE requires | % | all that can be reached | % | statements reached % |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var group in snippets.GroupBy(snippet => snippet.Snippet.Group))
            Row(group.Key, [.. group]);
        Row("all", snippets);

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{tests} tests, {(double)tests / snippets.Count:0.0} for each snippet; {cost.CpuSeconds:0} CPU s and {cost.WallSeconds:0} s by the clock, builds and runs included.");
        text.AppendLine();
        foreach (var snippet in snippets.Where(snippet => !snippet.IsComplete || !snippet.IsAsRequired))
            text.AppendLine(CultureInfo.InvariantCulture, $"* {snippet.Snippet.Name}{(snippet.IsAsRequired ? "" : ", less than required")}: {string.Join(" · ", snippet.Missed.Select(missed => $"{missed.Line} `{missed.Text}`"))}");
        return text.ToString();

        void Row(string name, IReadOnlyList<SnippetFigures> some)
        {
            var (required, complete) = (some.Count(snippet => snippet.IsAsRequired), some.Count(snippet => snippet.IsComplete));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {name} | {some.Count} | {required} | {Percent(required, some.Count)} | {complete} | {Percent(complete, some.Count)} | {Percent(some.Sum(snippet => snippet.Reached), some.Sum(snippet => snippet.Statements))} |");
        }
    }

    private static string Percent(int part, int whole) => (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture);
}
