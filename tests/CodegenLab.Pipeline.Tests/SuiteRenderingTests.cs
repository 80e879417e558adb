using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
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

    /// <summary>The found tests of each method, in source order.</summary>
    private IEnumerable<string> Found(Exclusions exclusions) =>
        new SuiteRendering(Suite(), DraftedSuite.None, Fixtures.Plan(_repository).Rendering).Render(exclusions).SelectMany(fixture => fixture.Tests).Select(test => string.Join(',', test.Found)).ToList();

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
