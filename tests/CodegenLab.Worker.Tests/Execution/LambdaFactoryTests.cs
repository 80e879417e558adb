using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Execution;

public sealed class LambdaFactoryTests
{
    [Test]
    public void A_constant_is_returned_whatever_comes_in()
    {
        var function = (Func<string, int, string>)LambdaFactory.Make(typeof(Func<string, int, string>), LambdaBody.Constant, "x");
        var nothing = (Func<string?>)LambdaFactory.Make(typeof(Func<string?>), LambdaBody.Constant, null);

        Assert.That((function("a", 1), nothing()), Is.EqualTo(("x", (string?)null)));
    }

    [Test]
    public void A_null_constant_of_a_value_type_is_its_default() =>
        Assert.That(((Func<int?>)LambdaFactory.Make(typeof(Func<int?>), LambdaBody.Constant, null))(), Is.Null);

    [Test]
    public void The_first_argument_comes_back()
    {
        var function = (Func<int, string, int>)LambdaFactory.Make(typeof(Func<int, string, int>), LambdaBody.FirstArgument, null);

        Assert.That(function(4, "a"), Is.EqualTo(4));
    }

    [Test]
    public void Nothing_does_nothing()
    {
        Assert.That(() => ((Action)LambdaFactory.Make(typeof(Action), LambdaBody.Nothing, null))(), Throws.Nothing);
        Assert.That(() => ((Action<int, string>)LambdaFactory.Make(typeof(Action<int, string>), LambdaBody.Nothing, null))(1, "a"), Throws.Nothing);
    }

    [Test]
    public void A_throwing_one_throws_what_the_rendered_test_throws()
    {
        var function = (Func<int, int>)LambdaFactory.Make(typeof(Func<int, int>), LambdaBody.Throw, null);
        var action = (Action<string>)LambdaFactory.Make(typeof(Action<string>), LambdaBody.Throw, null);

        Assert.That(() => function(1), Throws.InvalidOperationException.With.Message.EqualTo("boom"));
        Assert.That(() => action("a"), Throws.InvalidOperationException.With.Message.EqualTo("boom"));
    }

    [Test]
    public void Delegate_types_of_the_subject_are_made_too()
    {
        var fold = (Fold)LambdaFactory.Make(typeof(Fold), LambdaBody.FirstArgument, null);
        var wide = (Wide)LambdaFactory.Make(typeof(Wide), LambdaBody.Constant, 7L);

        Assert.That((fold(3, 4), wide(1, 2, 3, 4, 5, 6, 7, 8)), Is.EqualTo((3, 7L)));
    }

    [TestCase(typeof(Func<int>), true)]
    [TestCase(typeof(Wide), true)]
    [TestCase(typeof(Parse), false)]
    [TestCase(typeof(Measure), false)]
    [TestCase(typeof(Locate), false)]
    [TestCase(typeof(TooWide), false)]
    public void Says_what_it_can_make(Type type, bool can) => Assert.That(LambdaFactory.CanMake(type), Is.EqualTo(can));

    internal delegate int Fold(int sum, int item);

    internal delegate long Wide(int a, int b, int c, int d, int e, int f, int g, int h);

    internal delegate long TooWide(int a, int b, int c, int d, int e, int f, int g, int h, int i);

    internal delegate bool Parse(string text, out int value);

    internal delegate int Measure(ReadOnlySpan<char> text);

    internal delegate ref int Locate(int[] items);
}
