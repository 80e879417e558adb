using Shop.Pricing;

namespace Shop.Catalog;

[Flags]
public enum ProductTraits
{
    None = 0,
    Fragile = 1,
    Oversized = 2,
    Digital = 4,
    AgeRestricted = 8,
}

/// <summary>Something the shop sells.</summary>
/// <param name="Sku">The shop's own number: upper-case letters, digits and dashes.</param>
public sealed record Product(string Sku, string Title, Money Price, ProductTraits Traits = ProductTraits.None)
{
    public bool NeedsShipping => !Traits.HasFlag(ProductTraits.Digital);

    /// <summary>What the parcel service charges on top of its base price.</summary>
    public decimal ShippingFactor => Traits switch
    {
        var traits when traits.HasFlag(ProductTraits.Digital) => 0m,
        ProductTraits.Fragile | ProductTraits.Oversized => 2.5m,
        var traits when traits.HasFlag(ProductTraits.Oversized) => 2m,
        var traits when traits.HasFlag(ProductTraits.Fragile) => 1.5m,
        _ => 1m,
    };

    public bool MayBeSoldTo(int age) => age >= 18 || (Traits & ProductTraits.AgeRestricted) == 0;
}
