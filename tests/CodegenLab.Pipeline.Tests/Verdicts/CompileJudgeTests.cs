using System.Collections.Immutable;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class CompileJudgeTests
{
    private TestRepository _repository = null!;
    private TestProjectPlan _plan = null!;
    private PlacedFixture _placed = null!;

    [SetUp]
    public void Begin()
    {
        _repository = new TestRepository();
        _plan = Fixtures.Plan(_repository);
        _placed = new FixturePlacement(_plan).Place(Fixtures.Render("MoneyTests", ("First", "[Test]\npublic void First()\n{\n}", [3, 4]), ("Second", "[Test]\npublic void Second()\n{\n}", [5])));
    }

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void An_error_inside_a_test_drops_this_test()
    {
        var verdict = Judge(Error(_placed.Fixture.Tests[0].LastLine, "CS0103"));

        Assert.That(verdict.Rejected.Select(rejection => (rejection.FullName, rejection.Reason)), Is.EqualTo(new[] { ("Shop.Tests.MoneyTests.First", DropReason.DoesNotCompile) }));
        Assert.That(verdict.Rejected[0].Found, Is.EqualTo(new[] { 3, 4 }));
    }

    [Test]
    public void An_error_outside_of_all_tests_drops_the_whole_file() =>
        Assert.That(Judge(Error(1, "CS0246")).Rejected.SelectMany(rejection => rejection.Found), Is.EqualTo(new[] { 3, 4, 5 }));

    [Test]
    public void Advice_is_silenced_and_costs_no_test()
    {
        var verdict = Judge(Error(_placed.Fixture.Tests[0].FirstLine, "CA1707"));

        Assert.That(verdict.Rejected, Is.Empty);
        Assert.That(verdict.Suppress, Is.EqualTo(new[] { "CA1707" }));
    }

    [Test]
    public void Advice_that_cannot_be_silenced_costs_the_test() =>
        Assert.That(Judge(["CA1707"], Error(_placed.Fixture.Tests[1].FirstLine, "CA1707")).Rejected.Single().Found, Is.EqualTo(new[] { 5 }));

    [Test]
    public void An_error_elsewhere_is_not_the_tests_fault() =>
        Assert.That(Judge(new BuildMessage(_repository.PathOf("src/Shop/Money.cs"), 3, true, "CS1002", "; expected", _plan.Subject)).Foreign.Single().Code, Is.EqualTo("CS1002"));

    [Test]
    public void A_build_that_fails_without_a_word_is_not_the_tests_fault() =>
        Assert.That(Judge().Foreign, Has.Length.EqualTo(1));

    private BuildMessage Error(int line, string code) => new(_placed.Path, line, true, code, "wrong", _plan.Path);

    private CompileVerdict Judge(params BuildMessage[] messages) => Judge([], messages);

    private CompileVerdict Judge(ImmutableHashSet<string> suppressed, params BuildMessage[] messages) =>
        new CompileJudge(_plan, suppressed).Judge(new BuildOutcome(false, [.. messages], null, null, [], []), [_placed]);
}
