using CodegenLab.Worker.Trials;

namespace CodegenLab.Worker.Tests.Trials;

public sealed class FailureTextTests
{
    [TestCase("plain", "plain")]
    [TestCase("  two  blanks stay  ", "two  blanks stay")]
    [TestCase("one\r\n    line\n\tof \n three", "one line of three")]
    [TestCase("\u001b[1;31mred\u001b[0m \u001b]0;title\u0007and \u001bcgone", "red and gone")]
    [TestCase("zero\u200bwidth, \u202ereversed, bell\u0007, private \ue000", "zerowidth, reversed, bell, private")]
    [TestCase("whole 😀, half \ud83d", "whole 😀, half")]
    [TestCase("\u001b[2J\u200b\n", null)]
    [TestCase(null, null)]
    public void Keeps_what_a_person_sees(string? text, string? line) => Assert.That(FailureText.Line(text, 100), Is.EqualTo(line));

    [Test]
    public void Cuts_what_is_long()
    {
        Assert.That(FailureText.Line(new string('x', 10_000_000), 5), Is.EqualTo("xxxxx…"));
        Assert.That(FailureText.Line("xxxxx", 5), Is.EqualTo("xxxxx"));
    }
}
