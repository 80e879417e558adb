using System.Globalization;

namespace CodegenLab.Pipeline.Suites;

/// <summary>So many of so many.</summary>
public readonly record struct Share(int Met, int All)
{
    /// <summary>0–1; null: there is nothing to count.</summary>
    public double? Ratio => All == 0 ? null : (double)Met / All;

    public int Missing => All - Met;

    /// <summary>"83.3 %", rounded down so that nothing short of all is shown as 100 %; "–" where there is nothing to count.</summary>
    public string Percent => Ratio is { } ratio ? PercentOf(ratio) : "–";

    /// <param name="ratio">0–1.</param>
    public static string PercentOf(double ratio) => (Math.Floor(ratio * 1000 + 1e-9) / 10).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static Share operator +(Share left, Share right) => new(left.Met + right.Met, left.All + right.All);

    public static Share Add(Share left, Share right) => left + right;
}
