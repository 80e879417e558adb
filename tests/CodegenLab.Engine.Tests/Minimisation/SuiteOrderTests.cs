using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Minimisation;

public sealed class SuiteOrderTests
{
    private static SampleSubject _subject = null!;

    [OneTimeSetUp]
    public static void BuildSubject() => _subject = new SampleSubject("""
        namespace Sample;
        public sealed record Money(int Cents);
        public readonly struct Result<T>
        {
            public bool IsFailure { get; private init; }
            public static Result<T> Failure() => new() { IsFailure = true };
        }
        public static class Prices { public static Result<Money> Parse(string text) => Result<Money>.Failure(); }
        """);

    [OneTimeTearDown]
    public static void DeleteSubject() => _subject.Dispose();

    [Test]
    public void A_test_of_a_generic_type_as_a_signature_closes_it_has_a_subject()
    {
        var failure = _subject.Catalog.Members.Single(member =>
            member.Name == "Failure" && _subject.Universe.TypeOf(member.DeclaringType).GetGenericArguments()[0].Name == "Money");

        var arranged = Arrange(new TestCase([new Statement(SampleSubject.CallOf(failure, null))]));

        Assert.That(arranged.Select(test => test.Subject), Is.EqualTo(new[] { failure.Id }));
    }

    [Test]
    public void Simple_tests_come_before_larger_ones_of_the_same_member()
    {
        var small = new TestCase([new Statement(_subject.Call("M:Sample.Prices.Parse(System.String)", _subject.Of("")))]);
        var large = new TestCase([small.Statements[0], small.Statements[0]]);

        Assert.That(Arrange(large, small).Select(test => test.Case), Is.EqualTo(new[] { small, large }));
    }

    private static CodegenLab.Worker.Protocol.FoundTest[] Arrange(params TestCase[] tests) =>
        [.. new SuiteOrder(_subject.Catalog, _subject.SearchBuild).Arrange([.. tests.Select(test => (new Candidate(test, 0, [], [], [], [], 0), new ChosenAssertions([], new Dictionary<int, int[]>())))])];
}
