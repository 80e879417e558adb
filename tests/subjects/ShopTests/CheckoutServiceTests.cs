using NUnit.Framework;
using Shop.Checkout;
using Shop.Orders;
using Shop.Pricing;
using Shop.Stock;

namespace Shop.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CheckoutServiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeInventory _inventory = new() { OnReserve = (sku, quantity) => sku == "scarce" ? null : new Reservation(1, sku, quantity) };
    private readonly FakeRates _rates = new();
    private readonly FakeClock _clock = new() { Now = Noon };

    [Test]
    public async Task An_order_is_placed_when_there_is_all_of_it()
    {
        var order = Order("pen", "ink");

        var result = await Service.PlaceAsync(order, Currency.Eur, CancellationToken.None);

        Assert.That(result.Value.PlacedAt, Is.EqualTo(Noon));
        Assert.That(order.Status, Is.EqualTo(OrderStatus.Placed));
        Assert.That(_inventory.Calls.ToString(), Is.EqualTo("Reserve(\"pen\", 1)\nReserve(\"ink\", 1)"));
    }

    [Test]
    public async Task What_was_set_aside_goes_back_when_something_is_missing()
    {
        var result = await Service.PlaceAsync(Order("pen", "scarce"), Currency.Eur, CancellationToken.None);

        Assert.That(result.Error, Is.EqualTo("Only 0 of scarce left."));
        Assert.That(_inventory.ReleaseCalls.Single().Reservation.Sku, Is.EqualTo("pen"));
    }

    [Test]
    public async Task A_rate_is_asked_for_where_another_currency_is_paid()
    {
        _rates.OnGetRateAsync = (_, _, _) => Task.FromResult<decimal?>(1.5m);

        var result = await Service.PlaceAsync(Order("pen"), Currency.Usd, CancellationToken.None);

        Assert.That(result.Value.Due, Is.EqualTo(new Money(15, Currency.Usd)));
        Assert.That(_rates.GetRateAsyncCalls.Single().To, Is.EqualTo(Currency.Usd));
    }

    private CheckoutService Service => new(_inventory, _rates, _clock);

    private static Order Order(params string[] skus)
    {
        var order = OrderBuilder.Valid().WithCurrency(Currency.Eur).Build();
        foreach (var sku in skus)
            order.Add(sku, new Money(10, Currency.Eur));
        return order;
    }
}
