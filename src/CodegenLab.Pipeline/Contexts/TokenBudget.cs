using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Chooses items of sections: every section gets its share first, in order of value, and what one leaves over goes to the others.</summary>
/// <param name="tokens">For all sections together.</param>
internal sealed class TokenBudget(int tokens)
{
    /// <summary>0–1 of the budget that a section may take while others wait; judged by what drafters lack most often when it is missing.</summary>
    private static double ShareOf(ContextKind kind) => kind switch
    {
        ContextKind.Members => 1,
        ContextKind.Producers => .2,
        ContextKind.CallSites => .15,
        ContextKind.Tests => .2,
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
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < sections.Count; i++)
                Take(sections[i], taken[i], round == 0 ? (int)(tokens * ShareOf(sections[i].Kind)) : left, ref left);
        }

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
