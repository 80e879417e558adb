using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Lists the conditions of the subject, one per line, with what of them no run has seen yet.</summary>
internal static class Branches
{
    /// <param name="sites">Of the instrumented subject.</param>
    /// <param name="ids">Documentation ids of the subject's members and of the hidden code behind them.</param>
    /// <param name="covered">Goals that some test covers; null: nothing was run.</param>
    /// <param name="places">Names the places.</param>
    public static IEnumerable<Finding> Of(IEnumerable<Site> sites, IReadOnlySet<string> ids, IReadOnlySet<int>? covered, Places places) =>
        from site in sites
        where !site.IsSoft && ids.Contains(site.Member)
        let missing = covered is null ? null : Missing(site, covered)
        orderby missing is null, site.File, site.Span.Start
        select new Finding(Excerpt.OneLine(site.Text), FormattableString.Invariant($"{places.Of(site.File)}:{site.Span.Start.Line + 1}"), missing);

    private static string? Missing(Site site, IReadOnlySet<int> covered) => (covered.Contains(site.Id * 2), site.IsArm || covered.Contains(site.Id * 2 + 1)) switch
    {
        (true, true) => null,
        (false, false) => "never reached",
        (false, true) => site.IsArm ? "never taken" : "never true",
        _ => "never false",
    };
}
