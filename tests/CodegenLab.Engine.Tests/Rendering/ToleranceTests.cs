using CodegenLab.Engine.Rendering;

namespace CodegenLab.Engine.Tests.Rendering;

public sealed class ToleranceTests
{
    [TestCase(0.1 + 0.2, "1e-13")]
    [TestCase(-123456.78901234567, "1e-7")]
    [TestCase(1.2345678901234567e20, "1e8")]
    [TestCase(4.9406564584124654E-300, "1e-312")]
    [TestCase(1f / 3, "1e-6f")]
    [TestCase(123456.78f, "1f")]
    public void Is_a_few_digits_less_than_the_type_holds(object value, string tolerance) => Assert.That(Tolerance.For([value]), Is.EqualTo(tolerance));

    [TestCase(0.0)]
    [TestCase(0.1)]
    [TestCase(1.7976931348623157E+308)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(double.NaN)]
    [TestCase(12_345_678L)]
    [TestCase(16_777_216f)]
    [TestCase("0.30000000000000004")]
    [TestCase(null)]
    public void Is_none_for_what_has_not_been_rounded(object? value) => Assert.That(Tolerance.For([value]), Is.Empty);
}
