using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Execution;

public sealed class LambdaFactoryTests
{
    [Test]
    public void A_constant_is_returned_whatever_comes_in()
    {
        var function = (Func<string, int, string>)Make(typeof(Func<string, int, string>), LambdaBody.Constant, "x");
        var nothing = (Func<string?>)Make(typeof(Func<string?>), LambdaBody.Constant, null);

        Assert.That((function("a", 1), nothing()), Is.EqualTo(("x", (string?)null)));
    }

    [Test]
    public void A_null_constant_of_a_value_type_is_its_default() =>
        Assert.That(((Func<int?>)Make(typeof(Func<int?>), LambdaBody.Constant, null))(), Is.Null);

    [Test]
    public void The_first_argument_comes_back()
    {
        var function = (Func<int, string, int>)Make(typeof(Func<int, string, int>), LambdaBody.Computed, null);

        Assert.That(function(4, "a"), Is.EqualTo(4));
    }

    [Test]
    public void Another_argument_comes_back()
    {
        var function = (Func<int, string, object>)Make(typeof(Func<int, string, object>), LambdaBody.Computed, null, new Computation(1));
        var nullable = (Func<int, int?>)Make(typeof(Func<int, int?>), LambdaBody.Computed, null);

        Assert.That((function(4, "a"), nullable(3)), Is.EqualTo(((object)"a", (int?)3)));
    }

    [TestCase(LambdaOperator.Add, 7, 3, ExpectedResult = 10)]
    [TestCase(LambdaOperator.Add, int.MaxValue, 1, ExpectedResult = int.MinValue)]
    [TestCase(LambdaOperator.Subtract, 7, 3, ExpectedResult = 4)]
    [TestCase(LambdaOperator.Multiply, 7, 3, ExpectedResult = 21)]
    public int Numbers_are_reckoned_with_as_in_code_that_checks_nothing(LambdaOperator sign, int left, int right) =>
        ((Func<int, int, int>)Make(typeof(Func<int, int, int>), LambdaBody.Computed, null, new Computation(0, Operator: sign, Other: 1)))(left, right);

    [TestCase(LambdaOperator.Equal, double.NaN, double.NaN, ExpectedResult = false)]
    [TestCase(LambdaOperator.NotEqual, double.NaN, double.NaN, ExpectedResult = true)]
    [TestCase(LambdaOperator.Less, double.NaN, 1.0, ExpectedResult = false)]
    [TestCase(LambdaOperator.Greater, 1.0, double.NaN, ExpectedResult = false)]
    [TestCase(LambdaOperator.Less, 1.0, 2.0, ExpectedResult = true)]
    [TestCase(LambdaOperator.Greater, 1.0, 2.0, ExpectedResult = false)]
    public bool What_is_no_number_compares_as_in_code(LambdaOperator sign, double left, double right) =>
        ((Func<double, bool>)Make(typeof(Func<double, bool>), LambdaBody.Computed, right, new Computation(0, Operator: sign)))(left);

    [Test]
    public void Texts_are_joined_and_compared()
    {
        var join = (Func<string?, string>)Make(typeof(Func<string?, string>), LambdaBody.Computed, "b", new Computation(0, Operator: LambdaOperator.Add));
        var same = (Func<string?, bool>)Make(typeof(Func<string?, bool>), LambdaBody.Computed, null, new Computation(0, Operator: LambdaOperator.Equal));

        Assert.That((join("a"), join(null), same(null), same("a")), Is.EqualTo(("ab", "b", true, false)));
    }

    [Test]
    public void Nothing_does_nothing()
    {
        Assert.That(() => ((Action)Make(typeof(Action), LambdaBody.Nothing, null))(), Throws.Nothing);
        Assert.That(() => ((Action<int, string>)Make(typeof(Action<int, string>), LambdaBody.Nothing, null))(1, "a"), Throws.Nothing);
    }

    [Test]
    public void A_throwing_one_throws_what_the_rendered_test_throws()
    {
        var function = (Func<int, int>)Make(typeof(Func<int, int>), LambdaBody.Throw, null);
        var action = (Action<string>)Make(typeof(Action<string>), LambdaBody.Throw, null);

        Assert.That(() => function(1), Throws.InvalidOperationException.With.Message.EqualTo("boom"));
        Assert.That(() => action("a"), Throws.InvalidOperationException.With.Message.EqualTo("boom"));
    }

    [Test]
    public void Delegate_types_of_the_subject_are_made_too()
    {
        var fold = (Fold)Make(typeof(Fold), LambdaBody.Computed, null);
        var wide = (Wide)Make(typeof(Wide), LambdaBody.Constant, 7L);

        Assert.That((fold(3, 4), wide(1, 2, 3, 4, 5, 6, 7, 8)), Is.EqualTo((3, 7L)));
    }

    [TestCase(typeof(Func<int>), true)]
    [TestCase(typeof(Wide), true)]
    [TestCase(typeof(Parse), false)]
    [TestCase(typeof(Measure), false)]
    [TestCase(typeof(Locate), false)]
    [TestCase(typeof(TooWide), false)]
    public void Says_what_it_can_make(Type type, bool can) => Assert.That(LambdaFactory.CanMake(type), Is.EqualTo(can));

    private static Delegate Make(Type type, LambdaBody body, object? value, Computation? computation = null) =>
        LambdaFactory.Make(type, new Lambda(0, body) { Computation = computation ?? Computation.FirstArgument }, value, member => throw new InvalidOperationException($"Nobody reads {member}."));

    internal delegate int Fold(int sum, int item);

    internal delegate long Wide(int a, int b, int c, int d, int e, int f, int g, int h);

    internal delegate long TooWide(int a, int b, int c, int d, int e, int f, int g, int h, int i);

    internal delegate bool Parse(string text, out int value);

    internal delegate int Measure(ReadOnlySpan<char> text);

    internal delegate ref int Locate(int[] items);
}
