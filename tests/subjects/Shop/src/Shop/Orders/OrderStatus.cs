namespace Shop.Orders;

public enum OrderStatus
{
    Draft,
    Placed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
}

public static class OrderStatusExtensions
{
    /// <summary>Whether an order may go from one status to the other. Goods on their way cannot be cancelled.</summary>
    public static bool CanBecome(this OrderStatus from, OrderStatus to) => (from, to) switch
    {
        (OrderStatus.Draft, OrderStatus.Placed) => true,
        (OrderStatus.Placed, OrderStatus.Paid) => true,
        (OrderStatus.Paid, OrderStatus.Shipped) => true,
        (OrderStatus.Shipped, OrderStatus.Delivered) => true,
        (OrderStatus.Draft or OrderStatus.Placed or OrderStatus.Paid, OrderStatus.Cancelled) => true,
        _ => false,
    };

    public static bool IsFinal(this OrderStatus status) => status is OrderStatus.Delivered or OrderStatus.Cancelled;
}
