using CodegenLab.Worker.Execution;

namespace CodegenLab.Worker.Tests.Execution;

public sealed class LineBreaksTests
{
    private static readonly string Other = Environment.NewLine == "\n" ? "\r\n" : "\n";

    [Test]
    public void Are_the_machines_where_some_line_ends_as_lines_do_there()
    {
        Assert.Multiple(() =>
        {
            Assert.That(LineBreaks.AreOfMachine("a" + Environment.NewLine), Is.True);
            Assert.That(LineBreaks.AreOfMachine($"a{Other}b{Environment.NewLine}"), Is.True);
            Assert.That(LineBreaks.AreOfMachine($"a{Other}b{Other}"), Is.False);
            Assert.That(LineBreaks.AreOfMachine("a\rb"), Is.False);
            Assert.That(LineBreaks.AreOfMachine(""), Is.False);
        });
    }

    [Test]
    public void Are_line_feeds_in_plain_text() => Assert.That(LineBreaks.Plain("a\r\nb\n"), Is.EqualTo("a\nb\n"));
}
