using CodegenLab.Pipeline.Contexts;

namespace CodegenLab.Pipeline.Tests.Contexts;

public sealed class TokenBudgetTests
{
    [Test]
    public void Documentation_of_a_large_class_leaves_room_for_branches_and_code()
    {
        var chosen = Choose(1000, Section(ContextKind.Members, 100, 10), Section(ContextKind.CallSites, 10, 50), Section(ContextKind.Branches, 10, 50), Section(ContextKind.Bodies, 50, 10));

        Assert.That(chosen.Sum(section => section.Tokens), Is.EqualTo(1000));
        Assert.That(chosen.Where(section => section.Kind is ContextKind.Branches or ContextKind.Bodies).Sum(section => section.Tokens), Is.AtLeast(400));
        Assert.That(chosen[0].Tokens, Is.AtLeast(500));
    }

    [Test]
    public void No_more_is_kept_for_code_than_there_is() =>
        Assert.That(Choose(1000, Section(ContextKind.Members, 100, 10), Section(ContextKind.Bodies, 5, 10)).Select(section => section.Tokens), Is.EqualTo(new[] { 950, 50 }));

    [Test]
    public void Without_code_documentation_may_have_everything() =>
        Assert.That(Choose(1000, Section(ContextKind.Members, 100, 10), Section(ContextKind.Rules, 5, 10)).Select(section => section.Tokens), Is.EqualTo(new[] { 1000 }));

    [Test]
    public void Code_that_does_not_fit_keeps_nothing_from_the_others() =>
        Assert.That(Choose(1000, Section(ContextKind.Members, 100, 10), Section(ContextKind.Bodies, 1, 5000)).Select(section => section.Tokens), Is.EqualTo(new[] { 1000 }));

    [Test]
    public void What_is_left_over_goes_to_code_first() =>
        Assert.That(Choose(1000, Section(ContextKind.Observations, 100, 10), Section(ContextKind.HiddenCode, 1, 600)).Select(section => section.Tokens), Is.EqualTo(new[] { 400, 600 }));

    private static List<ContextSection> Choose(int tokens, params ContextSection[] sections) => [.. new TokenBudget(tokens).Choose(sections)];

    private static ContextSection Section(ContextKind kind, int items, int tokens) => new(kind, [.. Enumerable.Range(0, items).Select(_ => new ContextItem("", null, null, tokens))], 0);
}
