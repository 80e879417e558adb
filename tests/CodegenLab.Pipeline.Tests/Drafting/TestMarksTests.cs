using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Drafting;

namespace CodegenLab.Pipeline.Tests.Drafting;

public sealed class TestMarksTests
{
    [TestCase(TestFramework.NUnit, 4, "[Test]", "[Category(\"specified\")]\n[Test]")]
    [TestCase(TestFramework.XUnit, 2, "[Fact]", "[Trait(\"Category\", \"specified\")]\n[Fact]")]
    [TestCase(TestFramework.MSTest, 4, "[TestMethod]", "[TestCategory(\"specified\")]\n[TestMethod]")]
    public void A_test_says_what_kind_it_is(TestFramework framework, int version, string mark, string marked) =>
        Assert.That(Put(framework, version, mark), Is.EqualTo($"// here\n{marked}\npublic void A() {{ }}"));

    [TestCase(TestFramework.NUnit, 4, "[Test]", "[Explicit(\"The code does not keep this promise\")]\n[Category(\"specified\")]\n[Test]")]
    [TestCase(TestFramework.XUnit, 2, "[Fact]", "[Trait(\"Category\", \"specified\")]\n[Fact(Skip = \"The code does not keep this promise\")]")]
    [TestCase(TestFramework.XUnit, 3, "[Theory, InlineData(1)]", "[Trait(\"Category\", \"specified\")]\n[Theory(Explicit = true), InlineData(1)]")]
    [TestCase(TestFramework.MSTest, 4, "[TestMethod]", "[Ignore(\"The code does not keep this promise\")]\n[TestCategory(\"specified\")]\n[TestMethod]")]
    public void A_test_that_fails_runs_only_when_it_is_asked_for(TestFramework framework, int version, string mark, string marked) =>
        Assert.That(Put(framework, version, mark, isExplicit: true), Is.EqualTo($"// here\n{marked}\npublic void A() {{ }}"));

    [TestCase(TestFramework.NUnit, "void A() { B(); }", "[SetCulture(\"tr-TR\")]\n[Category(\"specified\")]\n[Mark]\npublic void A() { B(); }")]
    [TestCase(TestFramework.XUnit, "void A() { B(); }", "[Trait(\"Category\", \"specified\")]\n[Mark]\npublic void A() {\n    System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(\"tr-TR\"); B(); }")]
    [TestCase(TestFramework.MSTest, "void A() => B();", "[TestCategory(\"specified\")]\n[Mark]\npublic void A()\n{\n    System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(\"tr-TR\");\n    B();\n}")]
    [TestCase(TestFramework.MSTest, "Task A() => B();", "[TestCategory(\"specified\")]\n[Mark]\npublic Task A()\n{\n    System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(\"tr-TR\");\n    return B();\n}")]
    public void A_culture_is_set_as_the_framework_can(TestFramework framework, string method, string marked) =>
        Assert.That(new TestMarks(framework, 3).Put($"[Mark]\npublic {method}", "specified", false, "tr-TR", false, ""), Is.EqualTo(marked));

    private static string Put(TestFramework framework, int version, string mark, bool isExplicit = false) =>
        new TestMarks(framework, version).Put($"{mark}\npublic void A() {{ }}", "specified", false, null, isExplicit, "// here\n");
}
