using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafting;

namespace CodegenLab.Pipeline.Tests.Drafting;

public sealed class SituationTests
{
    [TestCase(
        "[Test] public void A() { var money = Money.Of(3); Assert.That(money.Half(), Is.EqualTo(1.5m)); }",
        "var money = Money.Of(3);\n// what is expected of: money.Half()")]
    [TestCase("[Test] public void A() => Assert.That(() => Money.Of(-1), Throws.ArgumentException);", "// what is expected of: () => Money.Of(-1)")]
    [TestCase("[Test] public void A() { Assert.AreEqual(3, Money.Of(3).Amount); }", "// what is expected of: Money.Of(3).Amount")]
    [TestCase("[Test] public void A() { Assert.Multiple(() => { Assert.That(a, Is.True); Assert.That(b, Is.False); }); }", "// what is expected of: a\n// what is expected of: b")]
    [TestCase("[TestCase(\"1\", 1)] public void A(string text, int expected) { Assert.That(Money.Parse(text).Amount, Is.EqualTo(expected)); }", "// with (string text, int expected) = \"1\", ?\n// what is expected of: Money.Parse(text).Amount")]
    [TestCase(
        "[TestCase(\"\", \"x\")] public void A(string street, string city) { Assert.That(() => Address.Of(street, city), Throws.ArgumentException); }",
        "// with (string street, string city) = \"\", \"x\"\n// what is expected of: () => Address.Of(street, city)")]
    public void Tells_what_is_done_and_not_what_is_expected(string test, string situation) => Assert.That(Situation.Of(test, []), Is.EqualTo(situation));

    [TestCase(TestFramework.XUnit, "[Fact] public void A() { var money = Money.Of(3); Assert.Equal(1.5m, money.Half()); }", "var money = Money.Of(3);\n// what is expected of: money.Half()")]
    [TestCase(TestFramework.XUnit, "[Fact] public void A() => Assert.Throws<ArgumentException>(\"amount\", () => Money.Of(-1));", "// what is expected of: () => Money.Of(-1)")]
    [TestCase(TestFramework.XUnit, "[Fact] public async Task A() => await Assert.ThrowsAsync<IOException>(() => Bank.AskAsync());", "// what is expected of: () => Bank.AskAsync()")]
    [TestCase(TestFramework.XUnit, "[Theory] [InlineData(\"1\", 1)] public void A(string text, int expected) => Assert.Equal(expected, Money.Parse(text).Amount);", "// with (string text, int expected) = \"1\", ?\n// what is expected of: Money.Parse(text).Amount")]
    [TestCase(TestFramework.XUnit, "[Fact] public void A() => Assert.StartsWith(\"EUR\", Money.Of(1).Label);", "// what is expected of: Money.Of(1).Label")]
    [TestCase(TestFramework.MSTest, "[TestMethod] public void A() => StringAssert.StartsWith(Money.Of(1).Label, \"EUR\");", "// what is expected of: Money.Of(1).Label")]
    [TestCase(TestFramework.MSTest, "[TestMethod] [DataRow(1, \"1\")] public void A(int amount, string expected) => Assert.AreEqual(expected, Money.Of(amount).Label);", "// with (int amount, string expected) = 1, ?\n// what is expected of: Money.Of(amount).Label")]
    public void Knows_the_assertions_of_each_framework(TestFramework framework, string test, string situation) => Assert.That(Situation.Of(test, [], framework), Is.EqualTo(situation));

    /// <summary>Without them nobody knows what is in the cart.</summary>
    [Test]
    public void Helpers_belong_to_it_as_far_as_they_are_needed_and_do_not_assert()
    {
        DraftMember[] support =
        [
            new("Price", "private const int Price = 3;"),
            new("Other", "private const int Other = 4;"),
            new("Filled", "private static Cart Filled() => Cart.Of(Price);"),
            new("Check", "private static void Check(Cart cart) => Assert.That(cart.Total, Is.EqualTo(3));"),
            new("Begin", "[SetUp] public void Begin() => Cart.Limit = 9;"),
        ];

        var situation = Situation.Of("[Test] public void A() { var cart = Filled(); Check(cart); Assert.That(cart.Total, Is.EqualTo(3)); }", [.. support]);

        Assert.That(situation, Is.EqualTo("private const int Price = 3;\n\nprivate static Cart Filled() => Cart.Of(Price);\n\n[SetUp] public void Begin() => Cart.Limit = 9;\n\nvar cart = Filled();\nCheck(cart);\n// what is expected of: cart.Total"));
    }

    [Test]
    public void Nothing_done_is_no_situation() => Assert.That(Situation.Of("[Test] public void A() { }", []), Is.Null);
}
