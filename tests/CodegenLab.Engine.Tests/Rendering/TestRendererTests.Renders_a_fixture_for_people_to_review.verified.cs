// <codegen-lab version="1.2.3" seed="7" subject="Shop.Money" tests="8" branches="3" mutants="2" />
// Tests for Shop.Money: 8 test methods, 3 branches covered, 2 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using NUnit.Framework;

namespace Shop.Tests;

[TestFixture]
[Category("characterization")]
public sealed class MoneyTests
{
    [Test]
    public void Constructor_WhenAmountIsAtLeast0_SetsAmountAndCurrency()
    {
        var money = new Money(5m, "EUR");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(money.Amount, Is.EqualTo(5m));
            Assert.That(money.Currency, Is.EqualTo("EUR"));
        }
    }

    [Test]
    public void Constructor_WhenAmountIsLessThan0_ThrowsArgumentOutOfRangeException()
    {
        Assert.That(
            () => new Money(-1m, "EUR"),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("amount"));
    }

    [Test]
    public void Constructor_WhenCurrencyIsNull_ThrowsArgumentNullException()
    {
        Assert.That(
            () => new Money(1m, null!),
            Throws.ArgumentNullException.With.Property(nameof(ArgumentException.ParamName)).EqualTo("currency"));
    }

    [TestCase("5", "EUR")]
    [TestCase("5 USD", "USD")]
    public void Parse_ReturnsExpectedResult(string text, string expectedCurrency)
    {
        var result = Money.Parse(text);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Amount, Is.EqualTo(5m));
            Assert.That(result.Currency, Is.EqualTo(expectedCurrency));
        }
    }

    [Test]
    public void Parse_WhenTextIsNullOrEmpty_ThrowsFormatException()
    {
        Assert.That(() => Money.Parse(""), Throws.TypeOf<FormatException>().With.Message.EqualTo("No amount."));
    }

    [Test]
    public void Addition_WhenLeftCurrencyEqualsRightCurrency_ReturnsExpectedResult()
    {
        var money = new Money(1m, "EUR");

        var result = money + new Money(2m, "EUR");

        Assert.That(result.Amount, Is.EqualTo(3m));
    }

    [Test]
    public void Addition_WhenLeftCurrencyDiffersFromRight_ThrowsInvalidOperationException()
    {
        Assert.That(() => new Money(1m, "EUR") + new Money(2m, "USD"), Throws.InvalidOperationException);
    }

    [TestCase("EUR", true)]
    [TestCase("USD", false)]
    public void Equals_ReturnsExpectedResult(string currency, bool expected)
    {
        var money = new Money(5m, "EUR");

        var result = money.Equals(new Money(5m, currency));

        Assert.That(result, Is.EqualTo(expected));
    }
}
