// <codegen-lab version="1.2.3" seed="7" subject="Shop.Money" tests="8" branches="3" mutants="2" />
// Tests for Shop.Money: 8 test methods, 3 branches covered, 2 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Shop.Tests;

[TestClass]
[TestCategory("characterization")]
public sealed class MoneyTests
{
    [TestMethod]
    public void Constructor_WhenAmountIsAtLeast0_SetsAmountAndCurrency()
    {
        var money = new Money(5m, "EUR");

        Assert.AreEqual(5m, money.Amount);
        Assert.AreEqual("EUR", money.Currency);
    }

    [TestMethod]
    public void Constructor_WhenAmountIsLessThan0_ThrowsArgumentOutOfRangeException()
    {
        var exception = Assert.ThrowsException<ArgumentOutOfRangeException>(() => new Money(-1m, "EUR"));
        Assert.AreEqual("amount", exception.ParamName);
    }

    [TestMethod]
    public void Constructor_WhenCurrencyIsNull_ThrowsArgumentNullException()
    {
        var exception = Assert.ThrowsException<ArgumentNullException>(() => new Money(1m, null!));
        Assert.AreEqual("currency", exception.ParamName);
    }

    [TestMethod]
    [DataRow("5", "EUR")]
    [DataRow("5 USD", "USD")]
    public void Parse_ReturnsExpectedResult(string text, string expectedCurrency)
    {
        var result = Money.Parse(text);

        Assert.AreEqual(5m, result.Amount);
        Assert.AreEqual(expectedCurrency, result.Currency);
    }

    [TestMethod]
    public void Parse_WhenTextIsNullOrEmpty_ThrowsFormatException()
    {
        var exception = Assert.ThrowsException<FormatException>(() => Money.Parse(""));
        Assert.AreEqual("No amount.", exception.Message);
    }

    [TestMethod]
    public void Addition_WhenLeftCurrencyEqualsRightCurrency_ReturnsExpectedResult()
    {
        var money = new Money(1m, "EUR");

        var result = money + new Money(2m, "EUR");

        Assert.AreEqual(3m, result.Amount);
    }

    [TestMethod]
    public void Addition_WhenLeftCurrencyDiffersFromRight_ThrowsInvalidOperationException()
    {
        Assert.ThrowsException<InvalidOperationException>(() => new Money(1m, "EUR") + new Money(2m, "USD"));
    }

    [TestMethod]
    [DataRow("EUR", true)]
    [DataRow("USD", false)]
    public void Equals_ReturnsExpectedResult(string currency, bool expected)
    {
        var money = new Money(5m, "EUR");

        var result = money.Equals(new Money(5m, currency));

        Assert.AreEqual(expected, result);
    }
}
