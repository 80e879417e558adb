// <codegen-lab version="1.2.3" seed="7" subject="Shop.Money" tests="8" branches="3" mutants="2" />
// Tests for Shop.Money: 8 test methods, 3 branches covered, 2 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using Xunit;

namespace Shop.Tests;

[Trait("Category", "characterization")]
public sealed class MoneyTests
{
    [Fact]
    public void Constructor_WhenAmountIsAtLeast0_SetsAmountAndCurrency()
    {
        var money = new Money(5m, "EUR");

        Assert.Equal(5m, money.Amount);
        Assert.Equal("EUR", money.Currency);
    }

    [Fact]
    public void Constructor_WhenAmountIsLessThan0_ThrowsArgumentOutOfRangeException()
    {
        Assert.Throws<ArgumentOutOfRangeException>("amount", () => new Money(-1m, "EUR"));
    }

    [Fact]
    public void Constructor_WhenCurrencyIsNull_ThrowsArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>("currency", () => new Money(1m, null!));
    }

    [Theory]
    [InlineData("5", "EUR")]
    [InlineData("5 USD", "USD")]
    public void Parse_ReturnsExpectedResult(string text, string expectedCurrency)
    {
        var result = Money.Parse(text);

        Assert.Equal(5m, result.Amount);
        Assert.Equal(expectedCurrency, result.Currency);
    }

    [Fact]
    public void Parse_WhenTextIsNullOrEmpty_ThrowsFormatException()
    {
        var exception = Assert.Throws<FormatException>(() => Money.Parse(""));
        Assert.Equal("No amount.", exception.Message);
    }

    [Fact]
    public void Addition_WhenLeftCurrencyEqualsRightCurrency_ReturnsExpectedResult()
    {
        var money = new Money(1m, "EUR");

        var result = money + new Money(2m, "EUR");

        Assert.Equal(3m, result.Amount);
    }

    [Fact]
    public void Addition_WhenLeftCurrencyDiffersFromRight_ThrowsInvalidOperationException()
    {
        Assert.Throws<InvalidOperationException>(() => new Money(1m, "EUR") + new Money(2m, "USD"));
    }

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("USD", false)]
    public void Equals_ReturnsExpectedResult(string currency, bool expected)
    {
        var money = new Money(5m, "EUR");

        var result = money.Equals(new Money(5m, currency));

        Assert.Equal(expected, result);
    }
}
