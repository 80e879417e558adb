namespace Ledger;

/// <summary>What the bank takes, from a table that is made once.</summary>
public static class Rates
{
    private static readonly SortedList<decimal, decimal> Table = new()
    {
        [0] = 1m,
        [100] = 0.5m,
        [1000] = 0m,
    };

    public static decimal FeeOf(decimal amount)
    {
        var fee = 0m;
        foreach (var (from, rate) in Table)
        {
            if (amount < from)
                break;
            fee = rate;
        }

        return fee;
    }

    /// <summary>Counts down; a mutant of it never ends.</summary>
    public static int Steps(int from)
    {
        var steps = 0;
        while (from > 0)
        {
            from--;
            // codegen-lab disable once Update: the sign is nobody's business
            steps++;
        }

        return steps;
    }
}
