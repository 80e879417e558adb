using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Pipeline.Tests;

public sealed class SuiteRenderingTests
{
    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void Rows_that_differ_in_a_value_are_one_method() => Assert.That(Found(Exclusions.None), Is.EqualTo(new[] { "0,1,2,3" }));

    [Test]
    public void What_is_left_out_does_not_move_the_indexes_of_the_rest() => Assert.That(Found(new Exclusions(new HashSet<int> { 0, 2 }, new HashSet<int>())), Is.EqualTo(new[] { "1,3" }));

    [Test]
    public void What_must_not_be_merged_stands_alone_under_its_own_index() =>
        Assert.That(Found(new Exclusions(new HashSet<int> { 0 }, new HashSet<int> { 2 })), Is.EquivalentTo(new[] { "1,3", "2" }));

    [Test]
    public void With_all_tests_left_out_there_is_no_fixture() => Assert.That(Found(new Exclusions(new HashSet<int> { 0, 1, 2, 3 }, new HashSet<int>())), Is.Empty);

    [Test]
    public void A_name_that_a_model_gave_stands_in_the_place_of_the_engine_s_with_its_sentence()
    {
        var named = Render(Exclusions.None, new GivenName("Add_AnyAmount_GivesOneMore", "Adding never loses the amount."));
        var plain = Render(Exclusions.None);

        var test = named.Tests.Single();
        var lines = named.Source.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(test.Name, Is.EqualTo("Add_AnyAmount_GivesOneMore"));
            Assert.That(lines[test.FirstLine - 2].Trim(), Is.EqualTo("// Adding never loses the amount."));
            Assert.That(lines[test.FirstLine - 1].Trim(), Does.StartWith("[TestCase("));
            Assert.That(lines[test.LastLine - 1].Trim(), Is.EqualTo("}"));
            Assert.That(named.Source.Replace("    // Adding never loses the amount.\n", "", StringComparison.Ordinal).Replace(test.Name, plain.Tests.Single().Name, StringComparison.Ordinal), Is.EqualTo(plain.Source), "Nothing else is changed.");
        });
    }

    [Test]
    public void A_method_without_its_first_row_keeps_the_name_of_the_engine() =>
        Assert.That(Render(new Exclusions(new HashSet<int> { 0 }, new HashSet<int>()), new GivenName("Other", "Sentence.")).Tests.Single().Name, Is.EqualTo(Render(Exclusions.None).Tests.Single().Name));

    private RenderedFixture Render(Exclusions exclusions, GivenName? first = null)
    {
        var drafted = DraftedSuite.None with { Names = first is null ? DraftedSuite.None.Names : DraftedSuite.None.Names.Add(0, first) };
        return new SuiteRendering(Suite(), drafted, Fixtures.Plan(_repository).Rendering).Render(exclusions).Single();
    }

    public void A_draft_that_goes_gives_back_the_tests_it_stood_in_the_place_of()
    {
        var drafted = Drafted("using NUnit.Framework;");

        Assert.That(Found(Exclusions.None, drafted), Is.EqualTo(new[] { "4" }));
        Assert.That(Found(new Exclusions(new HashSet<int> { 4 }, new HashSet<int>()), drafted), Is.EqualTo(new[] { "0,1,2,3" }));
    }

    [TestCase("using NUnit.Framework;", "[Category(\"specified\")]")]
    [TestCase("using System.ComponentModel;", "[NUnit.Framework.Category(\"specified\")]")]
    public void A_category_is_that_of_NUnit(string directive, string category)
    {
        var source = new SuiteRendering(Suite(), Drafted(directive), Fixtures.Plan(_repository).Rendering).Render(Exclusions.None).Single().Source;

        Assert.That(source, Does.Contain("    " + category));
    }

    /// <summary>One specified draft that does all that the engine's tests do.</summary>
    private static DraftedSuite Drafted(string directive) => DraftedSuite.None with
    {
        Fixtures =
        [
            new DraftedFixture(
                "Shop.Money",
                "Shop.Tests",
                "MoneyDraftedTests",
                DraftFixture.Read($"using NUnit.Framework; {directive} public class MoneyTests {{ [Test] public void Adds() {{ Assert.That(Shop.Money.Add(1), Is.EqualTo(2)); }} }}")!,
                [new DraftedTest("Adds", "M:Shop.Money.Add(System.Int32)", new Quotation("adds an amount", "Money.cs:1"), "test", [0], [], [], [], 0, 0, null)]),
        ],
        Superfluous = new HashSet<int> { 0, 1, 2, 3 },
    };

    /// <summary>The found tests of each method, in source order.</summary>
    private IEnumerable<string> Found(Exclusions exclusions, DraftedSuite? drafted = null) =>
        new SuiteRendering(Suite(), drafted ?? DraftedSuite.None, Fixtures.Plan(_repository).Rendering).Render(exclusions).SelectMany(fixture => fixture.Tests).Select(test => string.Join(',', test.Found)).ToList();

    /// <summary>Money.Add(0) … Money.Add(3), each with its result.</summary>
    private static GeneratedSuite Suite() => new()
    {
        Subject = new InstrumentedSubject { SearchAssembly = "", MutantAssembly = "", Sites = [], Switches = [], Lines = [], Members = [], Mutants = [], RolledBack = [] },
        Catalog = new Catalog
        {
            Types =
            {
                new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "Shop.Money", Assembly = "Shop", IsSubject = true },
                new TypeShape { Id = 1, Kind = TypeShapeKind.Struct, Name = "System.Int32", Assembly = "System.Private.CoreLib", IsValueType = true },
            },
            Members =
            {
                new MemberShape
                {
                    Id = 0,
                    Kind = MemberShapeKind.Method,
                    DeclaringType = 0,
                    Name = "Add",
                    IsStatic = true,
                    Parameters = [new ParameterShape("amount", 1)],
                    Returns = 1,
                    Result = 1,
                    DocumentationId = "M:Shop.Money.Add(System.Int32)",
                    IsSubject = true,
                },
            },
        },
        Tests = [.. Enumerable.Range(0, 4).Select(value => new FoundTest(
            new TestCase([new Statement(new Invocation(1, 0, null, [new Literal(1, value)], []))]),
            [new Observation(new Observed(0, -1, []), new Fact.EqualTo(new Literal(1, value + 1)))],
            0,
            [],
            [],
            [],
            -1))],
        Fakes = [],
        Untested = [],
        ReachedMutants = [],
        NotRepeated = 0,
        Confinement = "none",
        Crashes = [],
        Reproducible = true,
        Chances = [],
        WorkerMemory = 0,
    };
}
