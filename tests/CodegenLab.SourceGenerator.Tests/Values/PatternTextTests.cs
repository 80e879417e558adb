using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Tests.Values;

public sealed class PatternTextTests
{
    [TestCase(@"^[A-Z]{2}\d{3,5}$")]
    [TestCase(@"(red|green|blue)-\w+")]
    [TestCase(@"\+?[0-9 ()-]{7,}")]
    [TestCase(@"[^a-y]x?\.(?:ab)*")]
    [TestCase(@"(?<year>\d{4})-(0[1-9]|1[0-2])")]
    public void Makes_text_that_matches(string pattern)
    {
        var random = new SplitMix64(7);

        var made = Enumerable.Range(0, 50).Select(_ => PatternText.Make(pattern, random)).ToList();

        Assert.That(made, Has.All.Not.Null.And.All.Matches<string?>(text => PatternText.Accepts(pattern, text!)));
    }

    [TestCase(@"(?=a)b")]
    [TestCase(@"(a)\1")]
    [TestCase(@"\p{Lu}")]
    public void Says_when_it_cannot(string pattern) => Assert.That(PatternText.Make(pattern, new SplitMix64(7)), Is.Null);

    [TestCase("[a")]
    [TestCase("(")]
    [TestCase("*")]
    [TestCase("a{2")]
    [TestCase("\\")]
    [TestCase("[b-a]")]
    public void Anything_at_all_is_no_reason_to_fail(string pattern) => Assert.That(() => PatternText.Fault(pattern) ?? PatternText.Make(pattern, new SplitMix64(7)), Throws.Nothing);
}
