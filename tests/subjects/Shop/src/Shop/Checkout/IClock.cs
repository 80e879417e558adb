namespace Shop.Checkout;

public interface IClock
{
    DateTimeOffset Now { get; }
}
