using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class ExistingTestsTests
{
    private const string Adds = "[Test]\npublic void Adds()\n{\n    Assert.That(1 + 1, Is.EqualTo(2));\n}";

    [Test]
    public void A_test_is_known_by_its_name() =>
        Assert.That(Known("class T { [Test] public void Adds() { Assert.Pass(); } }"), Is.EqualTo(new[] { "Adds" }));

    [Test]
    public void A_test_is_known_by_what_it_does_whatever_its_layout_and_comments() =>
        Assert.That(Known("class T { [Test] public void Renamed() { /* mine */ Assert.That(1+1, Is.EqualTo(2)); } }"), Is.EqualTo(new[] { "Adds" }));

    [Test]
    public void Another_test_is_not() =>
        Assert.That(Known("class T { [Test] public void Renamed() { Assert.That(1 + 2, Is.EqualTo(3)); } void Adds() { } }"), Is.Empty);

    private static IEnumerable<string> Known(string source) =>
        ExistingTests.In(source).AlreadyThere(Fixtures.Render("MoneyTests", ("Adds", Adds, [0]))).Select(test => test.Name);
}
