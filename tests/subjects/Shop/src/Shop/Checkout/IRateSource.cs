using Shop.Pricing;

namespace Shop.Checkout;

/// <summary>Where exchange rates come from.</summary>
public interface IRateSource
{
    /// <summary>How much of <paramref name="to"/> one unit of <paramref name="from"/> buys; null when nobody knows.</summary>
    Task<decimal?> GetRateAsync(Currency from, Currency to, CancellationToken cancellationToken);
}
