namespace Shop.Pricing;

public static class MoneyExtensions
{
    /// <summary>Adds amounts of one currency; nothing adds up to zero of it.</summary>
    public static Money Sum(this IEnumerable<Money> amounts, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(amounts);

        var sum = Money.Zero(currency);
        foreach (var amount in amounts)
            sum += amount;

        return sum;
    }
}
