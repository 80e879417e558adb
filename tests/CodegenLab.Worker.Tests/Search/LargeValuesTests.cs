using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Search;

public sealed class LargeValuesTests
{
    private static readonly object[] Large =
        [long.MinValue, ulong.MaxValue, 1001, -1001m, double.NegativeInfinity, new string('a', 201), "9999", TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromSeconds(-2)];

    private static readonly object?[] Small = [null, true, 'a', 1000, -1000.0, double.NaN, "a", "999", TimeSpan.Zero, TimeSpan.FromSeconds(-1)];

    [TestCaseSource(nameof(Large))]
    public void May_be_an_amount_of_work(object value) => Assert.That(LargeValues.AreIn(With(value)), Is.True);

    [TestCaseSource(nameof(Small))]
    public void Is_none(object? value) => Assert.That(LargeValues.AreIn(With(value)), Is.False);

    private static TestCase With(object? value) => new([new Statement(new Invocation(0, 0, null, [new Literal(0, value)], []))]);
}
