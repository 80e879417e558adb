using Shop.Orders;
using Shop.Pricing;
using Shop.Stock;

namespace Shop.Checkout;

/// <summary>Turns a draft order into a placed one: works out the price, sets the goods aside, stamps the time.</summary>
public sealed class CheckoutService(IInventory inventory, IRateSource rates, IClock clock)
{
    /// <summary>Places an order. When something is missing, nothing stays set aside and the order remains a draft.</summary>
    /// <param name="payIn">Currency the customer pays in.</param>
    public async Task<Result<Receipt>> PlaceAsync(Order order, Currency payIn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        cancellationToken.ThrowIfCancellationRequested();
        if (order.Lines.Count == 0)
            return Result<Receipt>.Failure("The order is empty.");
        if (order.Status != OrderStatus.Draft)
            return Result<Receipt>.Failure($"The order is {order.Status} already.");

        var due = await ConvertAsync(order.Total, payIn, cancellationToken);
        if (!due.IsSuccess)
            return Result<Receipt>.Failure(due.Error);

        var reservations = new List<Reservation>();
        foreach (var line in order.Lines)
        {
            if (inventory.Reserve(line.Sku, line.Quantity) is not { } reservation)
            {
                foreach (var earlier in reservations)
                    inventory.Release(earlier);
                return Result<Receipt>.Failure($"Only {inventory.Available(line.Sku)} of {line.Sku} left.");
            }

            reservations.Add(reservation);
        }

        var now = clock.Now;
        order.Place(now);
        return Result<Receipt>.Success(new Receipt(order.Number, due.Value, now, reservations));
    }

    /// <summary>Prices one amount in another currency.</summary>
    public async Task<Result<Money>> ConvertAsync(Money amount, Currency currency, CancellationToken cancellationToken)
    {
        if (amount.Currency == currency)
            return Result<Money>.Success(amount);

        var rate = await rates.GetRateAsync(amount.Currency, currency, cancellationToken);
        return rate switch
        {
            null => Result<Money>.Failure($"No rate from {amount.Currency.Code()} to {currency.Code()}."),
            <= 0 => Result<Money>.Failure("The rate is not positive."),
            _ => Result<Money>.Success(amount.ConvertTo(currency, rate.Value)),
        };
    }
}

/// <summary>What the customer gets to see after placing an order.</summary>
public sealed record Receipt(OrderNumber Number, Money Due, DateTimeOffset PlacedAt, IReadOnlyList<Reservation> Reservations);
