using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Engine.Tests.Search;

/// <summary>Members that an earlier worker did not come back from.</summary>
public sealed class AvoidedMembersTests
{
    private const string Height = "M:Sample.Tower.Height(System.Int32)";

    private const string Source = """
        namespace Sample;
        public static class Tower
        {
            public static int Height(int floors) => floors > 5000 ? -1 : floors + 1;
            public static int Width(int floors) => floors > 5000 ? -1 : floors + 2;
        }
        """;

    [TestCase(true)]
    [TestCase(false)]
    public void What_did_not_end_with_something_large_gets_tests_with_small_things(bool smallIsFine)
    {
        using var sample = new SearchedSample(Source);

        var found = sample.Search(sample.Job(seed: 1) with { Avoided = [new AvoidedMember(Height, "a call did not end") { SmallIsFine = smallIsFine }] });

        var tests = found.Tests.ToLookup(test => found.Catalog.Members[test.Subject].DocumentationId == Height, test => LargeValues.AreIn(test.Case));
        Assert.Multiple(() =>
        {
            Assert.That(tests[true].Any(), Is.EqualTo(smallIsFine));
            Assert.That(tests[true], Has.None.True);
            Assert.That(tests[false], Has.Some.True, "Others are called with anything.");
            Assert.That(found.Untested.Select(untested => untested.Member), smallIsFine ? Has.None.EqualTo(Height) : Has.Exactly(1).EqualTo(Height));
        });
    }
}
