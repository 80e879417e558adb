using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafting;

namespace CodegenLab.Pipeline.Tests.Drafting;

public sealed class EdgeCasesTests
{
    [TestCase("Assert.That(Parse(null), Is.False);", true)]
    [TestCase("Assert.That(Parse(\" \"), Is.False);", true)]
    [TestCase("Assert.That(Add(0m), Is.EqualTo(1));", true)]
    [TestCase("Assert.That(Add(-7), Is.EqualTo(1));", true)]
    [TestCase("Assert.That(Add(int.MaxValue), Is.EqualTo(1));", true)]
    [TestCase("Assert.That(Sum([]), Is.EqualTo(1));", true)]
    [TestCase("Assert.That(() => Add(7), Throws.ArgumentException);", true)]
    [TestCase("Assert.Throws<FormatException>(() => Parse(\"x\"));", true)]
    [TestCase("Assert.That(Add(7), Is.EqualTo(8));", false)]
    [TestCase("Assert.That(Name(\"zero\"), Is.EqualTo(\"null\"));", false)]
    public void Borders_are_known_by_what_stands_in_a_test(string statement, bool isOne) =>
        Assert.That(EdgeCases.IsOne(new DraftMember("A", $"[Test] public void A() {{ {statement} }}")), Is.EqualTo(isOne));
}
