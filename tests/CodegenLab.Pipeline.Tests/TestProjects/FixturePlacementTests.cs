using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class FixturePlacementTests
{
    private static readonly RenderedFixture Rendered = Fixtures.Render("MoneyTests", ("Adds", "[Test]\npublic void Adds() => Assert.That(1 + 1, Is.EqualTo(2));", [0]));

    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [TestCase("Shop.Tests", "tests/Shop.Tests/MoneyTests.cs")]
    [TestCase("Shop.Tests.Pricing.Tax", "tests/Shop.Tests/Pricing/Tax/MoneyTests.cs")]
    [TestCase("Elsewhere.Money", "tests/Shop.Tests/Elsewhere/Money/MoneyTests.cs")]
    [TestCase("", "tests/Shop.Tests/MoneyTests.cs")]
    public void Folders_follow_the_namespace_below_the_root(string space, string expected) =>
        Assert.That(Place(Rendered with { Namespace = space }).Path, Is.EqualTo(_repository.PathOf(expected)));

    [Test]
    public void An_untouched_generated_file_is_replaced()
    {
        _repository.Write("tests/Shop.Tests/MoneyTests.cs", Rendered.Source);

        var placed = Place(Rendered);

        Assert.That((placed.Fixture.ClassName, placed.KeptFile), Is.EqualTo(("MoneyTests", (string?)null)));
    }

    [Test]
    public void A_hand_written_file_is_left_alone_and_the_class_renamed()
    {
        _repository.Write("tests/Shop.Tests/MoneyTests.cs", "class MoneyTests { }");

        var placed = Place(Rendered);

        Assert.Multiple(() =>
        {
            Assert.That(placed.Path, Is.EqualTo(_repository.PathOf("tests/Shop.Tests/MoneyGeneratedTests.cs")));
            Assert.That(placed.Fixture.Source, Does.Contain("public class MoneyGeneratedTests"));
            Assert.That(GeneratedHeader.IsUntouched(placed.Fixture.Source));
            Assert.That(placed.KeptFile, Is.Null, "it was never ours");
        });
    }

    [Test]
    public void A_generated_file_that_was_edited_is_kept()
    {
        var edited = _repository.Write("tests/Shop.Tests/MoneyTests.cs", Rendered.Source.Replace("1 + 1", "1 + 1 + 0", StringComparison.Ordinal));

        var placed = Place(Rendered);

        Assert.That((placed.Fixture.ClassName, placed.KeptFile), Is.EqualTo(("MoneyGeneratedTests", (string?)edited)));
    }

    [Test]
    public void A_class_of_that_name_in_another_file_counts()
    {
        var placed = new FixturePlacement(Fixtures.Plan(_repository, taken: ["Shop.Tests.MoneyTests", "Shop.Tests.MoneyGeneratedTests"])).Place(Rendered);

        Assert.That(placed.Fixture.ClassName, Is.EqualTo("MoneyGeneratedTests2"));
    }

    private PlacedFixture Place(RenderedFixture fixture) => new FixturePlacement(Fixtures.Plan(_repository)).Place(fixture);
}
