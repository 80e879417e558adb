namespace Hostile;

/// <summary>What its neighbours do must not cost it a single test.</summary>
public static class WellBehaved
{
    public static string Size(int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        return items == 0 ? "none" : items < 10 ? "few" : "many";
    }
}
