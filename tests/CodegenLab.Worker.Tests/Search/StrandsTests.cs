using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Search;

public sealed class StrandsTests
{
    [Test]
    public void What_shares_no_object_is_a_test_of_its_own()
    {
        var test = new TestCase([Call(1), Call(2), Call(3, new Reference(0, 0)), Call(4, new Collection(0, 0, [new Reference(0, 1)]))]);

        Assert.That(Strands.Of(test).Select(part => part.ToString()), Is.EqualTo(new[]
        {
            new TestCase([Call(1), Call(3, new Reference(0, 0))]).ToString(),
            new TestCase([Call(2), Call(4, new Collection(0, 0, [new Reference(0, 0)]))]).ToString(),
        }));
    }

    [Test]
    public void A_call_whose_result_nobody_uses_ends_a_test()
    {
        var test = new TestCase([Call(1), Call(2, new Reference(0, 0)), Call(3, new Reference(0, 0))]);

        Assert.That(Strands.Of(test).Select(part => part.ToString()), Is.EqualTo(new[] { new TestCase([Call(1), Call(2, new Reference(0, 0))]).ToString() }));
    }

    [Test]
    public void What_one_call_brings_together_stays_together()
    {
        var test = new TestCase([Call(1), Call(2), Call(3, new Reference(0, 0), new Reference(0, 1))]);

        Assert.That(Strands.Of(test), Is.Empty);
    }

    private static Statement Call(int member, params Expression[] arguments) => new(new Invocation(0, member, null, [.. arguments], []));
}
