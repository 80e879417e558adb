using CodegenLab.Testing;
using NUnit.Framework;
using Shop.Orders;

namespace Shop.Tests;

public sealed class OrderNumberTests
{
    [TestCaseSource(typeof(OrderNumbers), nameof(OrderNumbers.Accepted))]
    public void Is_read_as_it_is_written(int year, int sequence) =>
        Assert.That(OrderNumber.Parse(new OrderNumber(year, sequence).ToString()), Is.EqualTo(new OrderNumber(year, sequence)));

    [TestCaseSource(typeof(OrderNumbers), nameof(OrderNumbers.Refused))]
    public void Has_a_year_of_this_century_and_a_sequence(int year, int sequence) =>
        Assert.That(() => new OrderNumber(year, sequence), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Is_followed_by_one_of_the_same_year([Boundary(Min = 1, Max = 999_998)] int sequence) =>
        Assert.That(new OrderNumber(2026, sequence).Next(), Is.EqualTo(new OrderNumber(2026, sequence + 1)));

    [Test]
    public void Is_not_read_from_a_text_with_a_slip([Mutation("2026-000042")] string text) =>
        Assert.That(OrderNumber.TryParse(text, out var number) && number.ToString() != text, Is.False);
}
