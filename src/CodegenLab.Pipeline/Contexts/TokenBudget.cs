using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Chooses items of sections: every section gets its share first, in order of value, and what one leaves over goes to the others, to code first.</summary>
/// <param name="tokens">For all sections together.</param>
/// <param name="shareOfCode">0–1 of it: what documentation leaves to code in any case, where there is code to show. A question about branches is no use without them.</param>
internal sealed class TokenBudget(int tokens, double shareOfCode = .4)
{
    /// <summary>Of what a question may show: what is the same in all questions on a type has so much of it at most.</summary>
    public const double ShareOfKnown = .6;

    /// <summary>Of what is left: code comes first, and documentation has had its turn.</summary>
    public const double ShareOfCodeBeyond = .8;

    /// <summary>0–1 of the budget that a section may take while others wait; judged by what drafters lack most often when it is missing.</summary>
    private static double ShareOf(ContextKind kind) => kind switch
    {
        ContextKind.Members => 1,
        ContextKind.Producers => .2,
        ContextKind.CallSites => .15,
        ContextKind.Tests => .2,
        ContextKind.Readme => .15,
        ContextKind.Observations => .25,
        ContextKind.Branches => .15,
        ContextKind.Bodies => .5,
        ContextKind.HiddenCode => .25,
        _ => .1,
    };

    /// <param name="sections">All candidates, items of a section in order of value.</param>
    /// <returns>Sections in the same order; those without an item left out. Items keep their order.</returns>
    public ImmutableArray<ContextSection> Choose(IReadOnlyList<ContextSection> sections)
    {
        var taken = sections.Select(section => new bool[section.Items.Length]).ToList();
        var left = tokens;
        var kept = Math.Min((int)(tokens * shareOfCode), sections.Where(IsCode).Sum(section => section.Tokens));
        for (var i = 0; i < sections.Count; i++)
        {
            var free = IsCode(sections[i]) ? left : left - kept;
            var rest = free;
            Take(sections[i], taken[i], (int)(tokens * ShareOf(sections[i].Kind)), ref rest);
            left -= free - rest;
            if (IsCode(sections[i]))
                kept = Math.Max(0, kept - (free - rest));
        }

        foreach (var i in Enumerable.Range(0, sections.Count).OrderBy(i => IsCode(sections[i]) ? 0 : 1))
            Take(sections[i], taken[i], left, ref left);

        return
        [
            .. sections.Zip(taken, (section, chosen) => section with
            {
                Items = [.. section.Items.Where((_, item) => chosen[item])],
                LeftOut = chosen.Count(one => !one),
            })
            .Where(section => section.Items.Length > 0),
        ];
    }

    private static bool IsCode(ContextSection section) => section.Kind is ContextKind.Branches or ContextKind.Bodies or ContextKind.HiddenCode;

    private static void Take(ContextSection section, bool[] taken, int share, ref int left)
    {
        for (var i = 0; i < taken.Length; i++)
        {
            var cost = section.Items[i].Tokens;
            if (taken[i] || cost > left || cost > share)
                continue;
            taken[i] = true;
            left -= cost;
            share -= cost;
        }
    }
}
