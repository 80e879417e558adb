using System.Globalization;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Reporting;

/// <summary>Numbers, durations and codes as people read them.</summary>
internal static class Figures
{
    /// <summary>Rounded down, so that 100 % means all; null: of nothing.</summary>
    public static int? Percent(int part, int whole) => whole == 0 ? null : (int)(100L * part / whole);

    /// <summary>"0 → 93 %", "93 %" when what was before is not known, a dash when there is nothing to cover.</summary>
    public static string Gain(Coverage coverage, Look look)
    {
        if (Percent(coverage.After, coverage.Total) is not { } after)
            return look.None;

        return coverage.Before is { } before
            ? string.Create(CultureInfo.InvariantCulture, $"{Percent(before, coverage.Total)} {look.Arrow} {after} %")
            : string.Create(CultureInfo.InvariantCulture, $"{after} %");
    }

    /// <summary>1:02 or 1:01:02.</summary>
    public static string Elapsed(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>"1 test", "2 tests".</summary>
    public static string Count(int count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>DoesNotCompile → does not compile.</summary>
    public static string Words(string code)
    {
        var words = string.Concat(code.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(code[i - 1]) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        words = words.Replace("cSharp", "C#", StringComparison.Ordinal);
        return words.Length > 1 && !char.IsUpper(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
    }

    /// <summary>What a stage does, in the words of the progress display.</summary>
    public static string Doing(Stage stage) => stage switch
    {
        Stage.Killing => "killing mutants",
        Stage.Proving => "proving with dotnet test",
        Stage.Measuring => "measuring coverage",
        _ => Words(stage.ToString()),
    };

    public static Coverage Sum(IEnumerable<Coverage> coverages)
    {
        int? before = 0;
        var after = 0;
        var total = 0;
        foreach (var coverage in coverages)
        {
            before += coverage.Before;
            after += coverage.After;
            total += coverage.Total;
        }

        return new Coverage(before, after, total);
    }

    public static MutantCounts Sum(IEnumerable<MutantCounts> counts) =>
        counts.Aggregate(new MutantCounts(0, 0, 0), (sum, one) => new MutantCounts(sum.Killed + one.Killed, sum.Reached + one.Reached, sum.Total + one.Total) { Equivalent = sum.Equivalent + one.Equivalent });
}
