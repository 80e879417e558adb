using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
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
