using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class NearMatchesTests
{
    [TestCase("", "", ExpectedResult = 0)]
    [TestCase("abc", "", ExpectedResult = 3)]
    [TestCase("kitten", "sitting", ExpectedResult = 3)]
    [TestCase("Parser", "Prser", ExpectedResult = 1)]
    public int Distance_counts_edits(string left, string right) => NearMatches.Distance(left, right);

    [Test]
    public void The_nearest_come_first_and_strangers_stay_away() =>
        Assert.That(NearMatches.Of("Parsr", ["Money", "Parsec", "Parser", "Order"]), Is.EqualTo(new[] { "Parser", "Parsec" }));

    [Test]
    public void A_name_that_holds_the_given_one_is_near() =>
        Assert.That(NearMatches.Of("Order", ["OrderRepositoryFactory", "Money"]), Is.EqualTo(new[] { "OrderRepositoryFactory" }));

    [Test]
    public void A_name_that_shares_no_letter_is_no_match() => Assert.That(NearMatches.Of("Ad", ["In", "Add"]), Is.EqualTo(new[] { "Add" }));

    [Test]
    public void Nothing_near_asks_nothing() => Assert.That(NearMatches.Question("Zebra", ["Money"]), Is.Empty);
}
