using Shop.Pricing;

namespace Shop.Orders;

/// <summary>What a customer buys, from the first line to the delivery.</summary>
public sealed class Order(OrderNumber number, Currency currency)
{
    private readonly List<OrderLine> _lines = [];

    public OrderNumber Number { get; } = number;

    public Currency Currency { get; } = currency;

    public OrderStatus Status { get; private set; } = OrderStatus.Draft;

    public IReadOnlyList<OrderLine> Lines => _lines;

    public Money Total => _lines.Select(line => line.Total).Sum(Currency);

    /// <summary>When the order was placed; null for a draft.</summary>
    public DateTimeOffset? PlacedAt { get; private set; }

    /// <summary>Adds pieces of a product; a product that is in the order already gets more pieces at its first price.</summary>
    /// <exception cref="InvalidOperationException">The order is no longer a draft.</exception>
    public void Add(string sku, Money unitPrice, int quantity = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(sku);
        ArgumentOutOfRangeException.ThrowIfLessThan(quantity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, OrderLine.MaximumQuantity);
        if (unitPrice.Currency != Currency)
            throw new ArgumentException($"The order is in {Currency.Code()}.", nameof(unitPrice));
        if (unitPrice.IsNegative)
            throw new ArgumentOutOfRangeException(nameof(unitPrice), "A price is not negative.");
        RequireDraft();

        if (_lines.Find(line => line.Sku == sku) is { } existing)
            existing.Increase(quantity);
        else
            _lines.Add(new OrderLine(sku, unitPrice, quantity));
    }

    /// <summary>Takes a product out.</summary>
    /// <returns>False when it is not in the order.</returns>
    public bool Remove(string sku)
    {
        RequireDraft();
        return _lines.RemoveAll(line => line.Sku == sku) > 0;
    }

    /// <exception cref="InvalidOperationException">The order is empty or has been placed before.</exception>
    public void Place(DateTimeOffset now)
    {
        if (_lines.Count == 0)
            throw new InvalidOperationException("An order without lines cannot be placed.");

        Become(OrderStatus.Placed);
        PlacedAt = now;
    }

    public void Pay(Money amount)
    {
        if (amount < Total)
            throw new ArgumentException($"{Total} are due, but only {amount} were paid.", nameof(amount));

        Become(OrderStatus.Paid);
    }

    public void Ship() => Become(OrderStatus.Shipped);

    public void Deliver() => Become(OrderStatus.Delivered);

    public void Cancel() => Become(OrderStatus.Cancelled);

    private void RequireDraft()
    {
        if (Status != OrderStatus.Draft)
            throw new InvalidOperationException($"Order {Number} is {Status} and cannot be changed.");
    }

    private void Become(OrderStatus status)
    {
        if (!Status.CanBecome(status))
            throw new InvalidOperationException($"Order {Number} is {Status} and cannot become {status}.");

        Status = status;
    }
}
