using Shop.Pricing;

namespace Shop.Orders;

/// <summary>Some pieces of one product.</summary>
public sealed class OrderLine
{
    public const int MaximumQuantity = 999;

    internal OrderLine(string sku, Money unitPrice, int quantity)
    {
        Sku = sku;
        UnitPrice = unitPrice;
        Quantity = quantity;
    }

    public string Sku { get; }

    public Money UnitPrice { get; }

    public int Quantity { get; private set; }

    public Money Total => UnitPrice * Quantity;

    internal void Increase(int quantity)
    {
        if (Quantity + quantity > MaximumQuantity)
            throw new InvalidOperationException($"At most {MaximumQuantity} pieces of {Sku}.");

        Quantity += quantity;
    }
}
