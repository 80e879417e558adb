using CodegenLab.Engine.Laws;
using CodegenLab.Engine.Properties;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Tests.Properties;

public sealed class LawFinderTests
{
    [Test]
    public Task Finds_laws_of_every_kind() =>
        Verify(string.Join('\n', Find().GroupBy(law => law.Type.Name).Select(type => $"{type.Key}\n{string.Join('\n', type.Select(law => $"  {law.Kind}: {law.Words}{(law.Promise is { } promise ? $", promised by {promise}" : "")}"))}")));

    [Test]
    public void What_is_internal_has_laws_for_tests_that_see_it() =>
        Assert.That(Find(internalsVisible: true).Select(law => law.Words), Does.Contain("Normalize twice is Normalize once"));

    [Test]
    public void Targets_are_types_or_members()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Find("T:Sample.Laws.Tag").Select(law => law.Type.Name).Distinct(), Is.EqualTo(["Tag"]));
            Assert.That(Find("M:Sample.Laws.Codec.Decode(System.String)").Select(law => law.Words), Is.EqualTo(["Decode takes back what Encode does"]));
        }
    }

    [Test]
    public void Laws_that_were_written_before_stay_where_another_of_their_type_is_wanted()
    {
        var earlier = new[] { ("T:Sample.Laws.Codec", "Tidy_twice_is_Tidy_once"), ("T:Sample.Laws.Codec", "Gone"), ("T:Sample.Laws.Tag", "Equals_is_reflexive") }.ToLookup(one => one.Item1, one => one.Item2);

        var found = new LawFinder(LawSample.Compilation, internalsVisible: false, ["M:Sample.Laws.Codec.Decode(System.String)"], earlier).Find(default);

        Assert.That(found.Select(law => law.Name), Is.EquivalentTo(["Decode_takes_back_what_Encode_does", "Tidy_twice_is_Tidy_once"]));
    }

    [Test]
    public void An_exception_excuses_a_law_that_nobody_promises_and_no_other()
    {
        var laws = Find();
        var addition = laws.First(law => law.Words == "Addition is commutative");
        var hashing = laws.First(law => law.Kind == LawKind.Hashing);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(addition.ExcusedBy("System.ArgumentOutOfRangeException")?.Unless?.Name, Is.EqualTo("ArgumentException"));
            Assert.That(addition.ExcusedBy("System.ArgumentOutOfRangeException")?.ExcusedBy("System.ArgumentOutOfRangeException"), Is.Null, "Once.");
            Assert.That(addition.ExcusedBy("System.NullReferenceException"), Is.Null);
            Assert.That(hashing.ExcusedBy("System.ArgumentException"), Is.Null);
        }
    }

    private static Law[] Find(params string[] targets) => [.. new LawFinder(LawSample.Compilation, internalsVisible: false, [.. targets]).Find(default)];

    private static Law[] Find(bool internalsVisible) => [.. new LawFinder(LawSample.Compilation, internalsVisible, []).Find(default)];
}
