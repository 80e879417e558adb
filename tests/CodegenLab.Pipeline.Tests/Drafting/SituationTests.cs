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
    public void Tells_what_is_done_and_not_what_is_expected(string test, string situation) => Assert.That(Situation.Of(test), Is.EqualTo(situation));

    [Test]
    public void Nothing_done_is_no_situation() => Assert.That(Situation.Of("[Test] public void A() { }"), Is.Null);
}
