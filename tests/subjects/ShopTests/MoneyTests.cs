using CodegenLab.Testing;
using NUnit.Framework;
using Shop.Pricing;

namespace Shop.Tests;

public sealed class MoneyTests
{
    [Test]
    public void Parts_make_up_the_whole([Boundary(Min = 1, Max = 12)] int parts, [Seeded(7, Samples = 5)] decimal amount)
    {
        var money = new Money(amount, Currency.Eur);

        Assert.That(money.Split(parts), Oracle.Invariant<IReadOnlyList<Money>>(shares => shares.Aggregate((sum, share) => sum + share) == money));
    }

    [Test]
    public void Twice_the_amount_is_twice_the_price() => Assert.That(
        (Func<double, double>)(amount => (double)new Money((decimal)amount, Currency.Eur).ConvertTo(Currency.Usd, 1.25m).Amount),
        Oracle.Metamorphic<double, double>([0.4, 8, 100], amount => 2 * amount, (price, twice) => twice == 2 * price));

    [Test]
    public void The_price_list_is_as_it_was() => Assert.That(
        string.Join("\n", Enum.GetValues<Currency>().Select(currency => new Money(1234.565m, currency).ToString())),
        Oracle.Regression("read against ISO 4217"));

    [Test]
    public void Splitting_is_quick() => Assert.That(() => new Money(1_000_000, Currency.Eur).Split(10_000), Oracle.Performance(TimeSpan.FromSeconds(2)));
}
