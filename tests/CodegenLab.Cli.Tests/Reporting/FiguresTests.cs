using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;

namespace CodegenLab.Cli.Tests.Reporting;

public class FiguresTests
{
    [TestCase(0, 9, 10, "0 → 90 %")]
    [TestCase(3, 9, 10, "30 → 90 %")]
    [TestCase(null, 9, 10, "90 %")]
    [TestCase(0, 999, 1000, "0 → 99 %")]
    [TestCase(0, 0, 0, "–")]
    public void Coverage_reads_as_a_gain(int? before, int after, int total, string text) =>
        Assert.That(Figures.Gain(new Coverage(before, after, total), Screen.Plain), Is.EqualTo(text));

    [TestCase("DoesNotCompile", "does not compile")]
    [TestCase("Flaky", "flaky")]
    [TestCase("SdkMissing", "sdk missing")]
    [TestCase("NotCSharp", "not C#")]
    public void Codes_read_as_words(string code, string words) => Assert.That(Figures.Words(code), Is.EqualTo(words));

    [TestCase(5, "0:05")]
    [TestCase(62, "1:02")]
    [TestCase(3725, "1:02:05")]
    public void Durations_read_as_on_a_clock(int seconds, string text) => Assert.That(Figures.Elapsed(TimeSpan.FromSeconds(seconds)), Is.EqualTo(text));

    [Test]
    public void What_was_covered_before_is_unknown_as_soon_as_one_part_is() =>
        Assert.That(Figures.Sum([new Coverage(1, 2, 3), new Coverage(null, 2, 3)]), Is.EqualTo(new Coverage(null, 4, 6)));
}
