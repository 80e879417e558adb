using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Tests.Values;

public sealed class SplitMix64Tests
{
    /// <summary>The first numbers that the published code prints for this seed.</summary>
    [Test]
    public void Gives_the_numbers_of_its_source()
    {
        var random = new SplitMix64(1234567);

        Assert.That(Enumerable.Range(0, 5).Select(_ => random.Next()), Is.EqualTo(new[] { 6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL }));
    }

    [Test]
    public void Stays_below_its_limit([NUnit.Framework.Values(1UL, 2UL, 10UL, 1UL << 63, ulong.MaxValue)] ulong limit)
    {
        var random = new SplitMix64(1);

        Assert.That(Enumerable.Range(0, 1000).Select(_ => random.Below(limit)), Has.All.LessThan(limit));
    }

    [Test]
    public void Takes_both_ends_of_a_range()
    {
        var random = new SplitMix64(1);

        Assert.That(Enumerable.Range(0, 1000).Select(_ => random.Between(-2, 2)).Distinct().Order(), Is.EqualTo(new[] { -2m, -1m, 0m, 1m, 2m }));
    }
}
