using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Tests.Search;

public sealed class RandomStreamTests
{
    [Test]
    public void Gives_the_published_numbers()
    {
        var random = new RandomStream(0);

        var numbers = Enumerable.Range(0, 5).Select(_ => random.NextBits());

        Assert.That(numbers, Is.EqualTo(new ulong[] { 11091344671253066420, 13793997310169335082, 1900383378846508768, 7684712102626143532, 13521403990117723737 }));
    }

    [Test]
    public void Stays_below_its_bound_and_reaches_every_number()
    {
        var random = new RandomStream(7);

        var numbers = Enumerable.Range(0, 1000).Select(_ => random.Below(6)).ToHashSet();

        Assert.That(numbers, Is.EquivalentTo(new[] { 0, 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void Between_includes_both_ends()
    {
        var random = new RandomStream(7);

        var numbers = Enumerable.Range(0, 1000).Select(_ => random.Between(-1, 1)).ToHashSet();

        Assert.That(numbers, Is.EquivalentTo(new[] { -1, 0, 1 }));
    }

    [Test]
    public void Below_the_largest_bound_nothing_overflows()
    {
        var random = new RandomStream(3);

        Assert.That(Enumerable.Range(0, 1000).Select(_ => random.Below(int.MaxValue)), Has.All.InRange(0, int.MaxValue - 1));
    }

    [Test]
    public void A_unit_is_below_one()
    {
        var random = new RandomStream(3);

        Assert.That(Enumerable.Range(0, 1000).Select(_ => random.NextUnit()), Has.All.GreaterThanOrEqualTo(0.0).And.All.LessThan(1.0));
    }

    [Test]
    public void Seeds_give_streams_of_their_own() =>
        Assert.That(new RandomStream(1).NextBits(), Is.Not.EqualTo(new RandomStream(2).NextBits()));
}
