using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class EarlierTestsTests
{
    /// <summary>Of the type Shop.MoneyTests, as all of <see cref="Fixtures"/> is of a type of its own name.</summary>
    private static readonly RenderedFixture Rendered = Fixtures.Render("MoneyTests", ("Adds", "[Test]\npublic void Adds() => Assert.That(1 + 1, Is.EqualTo(2));", [0]));

    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void Those_of_a_type_stay_when_only_a_member_of_it_is_wanted()
    {
        var path = _repository.Write("tests/Shop.Tests/MoneyTests.cs", Rendered.Source);

        var plan = EarlierTests.Keep(Fixtures.Plan(_repository), Selection("M:Shop.MoneyTests.Add(System.Int32)"));
        var placed = new FixturePlacement(plan).Place(Rendered);

        Assert.That(plan.HandWritten, Does.Contain("Shop.Tests.MoneyTests"));
        Assert.That((placed.Fixture.ClassName, placed.KeptFile), Is.EqualTo(("MoneyGeneratedTests", (string?)path)));
    }

    [TestCase("T:Shop.MoneyTests")]
    [TestCase("T:Shop.MoneyTests", "M:Shop.MoneyTests.Add(System.Int32)")]
    [TestCase("M:Shop.Page.Next")]
    [TestCase]
    public void They_are_made_anew_with_their_type_and_others_do_not_matter(params string[] targets)
    {
        _repository.Write("tests/Shop.Tests/MoneyTests.cs", Rendered.Source);
        var before = Fixtures.Plan(_repository);

        var plan = EarlierTests.Keep(before, Selection(targets));

        Assert.That(plan.TakenNames, Is.EquivalentTo(before.TakenNames));
        Assert.That(new FixturePlacement(plan).Place(Rendered).Fixture.ClassName, Is.EqualTo("MoneyTests"));
    }

    private static TargetSelection Selection(params string[] ids)
    {
        const string code = "namespace Shop; public class MoneyTests { public int Add(int price) => price; } public class Page { public int Next() => 2; }";
        return new TargetSelection(new LoadedProject
        {
            Name = "Shop", Path = "/repository/src/Shop/Shop.csproj", TargetFramework = "net10.0", TargetFrameworks = ["net10.0"],
            Compilation = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(code)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]),
            IsTestProject = false, TargetPath = "", RuntimeReferences = [], FrameworkReferences = [], ProjectReferences = [], PackageReferences = [], RootNamespace = "Shop",
            Properties = ImmutableDictionary<string, string>.Empty,
        }, [.. ids]);
    }
}
