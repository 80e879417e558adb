using Shop.Orders;

namespace Shop.Pricing;

/// <summary>Something that can make an order cheaper.</summary>
public interface IDiscountRule
{
    string Name { get; }

    /// <summary>What is taken off the total; zero when the rule does not apply.</summary>
    Money DiscountFor(Order order);
}

/// <summary>A share of the total off, from a minimum total on.</summary>
public sealed class PercentageDiscount : IDiscountRule
{
    private readonly decimal _percent;
    private readonly decimal _minimumTotal;

    /// <param name="percent">Between 0 (excluded) and 100.</param>
    /// <param name="minimumTotal">Lowest total that earns the discount, in the order's currency.</param>
    public PercentageDiscount(decimal percent, decimal minimumTotal = 0)
    {
        if (percent is <= 0 or > 100)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage is above 0 and at most 100.");
        ArgumentOutOfRangeException.ThrowIfNegative(minimumTotal);

        _percent = percent;
        _minimumTotal = minimumTotal;
    }

    public string Name => FormattableString.Invariant($"{_percent:0.##} % off");

    public Money DiscountFor(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Total.Amount >= _minimumTotal ? order.Total * (_percent / 100) : Money.Zero(order.Currency);
    }
}

/// <summary>Of every few pieces of one product, one is free.</summary>
public sealed class EveryNthFree(string sku, int n) : IDiscountRule
{
    private readonly int _n = n >= 2 ? n : throw new ArgumentOutOfRangeException(nameof(n), n, "Not everything can be free.");

    public string Name => $"Every {_n}th {sku} free";

    public Money DiscountFor(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);

        foreach (var line in order.Lines)
        {
            if (line.Sku == sku)
                return line.UnitPrice * (line.Quantity / _n);
        }

        return Money.Zero(order.Currency);
    }
}

/// <summary>Picks the rule that saves the customer most.</summary>
public sealed class BestDiscount(IReadOnlyList<IDiscountRule> rules)
{
    /// <summary>The best rule for an order; null when no rule takes anything off.</summary>
    public IDiscountRule? Choose(Order order)
    {
        IDiscountRule? best = null;
        var saved = Money.Zero(order.Currency);
        foreach (var rule in rules)
        {
            var discount = rule.DiscountFor(order);
            if (discount > saved)
            {
                best = rule;
                saved = discount;
            }
        }

        return best;
    }
}
