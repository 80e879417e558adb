using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Pipeline.Tests.Drafts;

public sealed class ReplyReaderTests
{
    private const string Code = "using NUnit.Framework;\n\npublic class T\n{\n    [Test] public void A() { }\n}";

    [TestCase("```csharp\n{0}\n```")]
    [TestCase("```\n{0}\n```")]
    [TestCase("```C#\n{0}\n```")]
    [TestCase("Sure! Here are the tests:\n\n```cs\n{0}\n```\n\nThey cover everything.")]
    [TestCase("  ```csharp title=\"T.cs\"\n{0}\n  ```")]
    [TestCase("````csharp\n{0}\n````")]
    [TestCase("{0}")]
    [TestCase("Here it is.\n{0}\nThat is all.")]
    [TestCase("```csharp\r\n{0}\r\n```\r\n")]
    [TestCase("```json\n{{ \"a\": 1 }}\n```\n```csharp\n{0}\n```")]
    [TestCase("```csharp\nvar x = 1;\n```\nbecomes\n```csharp\n{0}\n```")]
    public void The_code_is_found_however_it_is_wrapped(string wrapping)
    {
        var reply = ReplyReader.Read(string.Format(System.Globalization.CultureInfo.InvariantCulture, wrapping, Code));

        Assert.That(reply.Files.Select(file => file.TrimEnd()), Is.EqualTo(new[] { Code }));
        Assert.That(reply.IsCutOff, Is.False);
    }

    [Test]
    public void Several_fences_are_several_files() =>
        Assert.That(ReplyReader.Read($"```csharp\n{Code}\n```\nand\n```csharp\n{Code.Replace("T\n", "U\n", StringComparison.Ordinal)}\n```").Files, Has.Length.EqualTo(2));

    [TestCase("")]
    [TestCase("I am sorry, but I cannot help with that.")]
    [TestCase("```\nnothing here\n```")]
    [TestCase("```python\nclass T:\n    def a(self): pass\n```")]
    [TestCase("```csharp\npublic class Empty { }\n```")]
    [TestCase("```")]
    public void Without_code_there_is_no_file(string text) => Assert.That(ReplyReader.Read(text), Is.EqualTo(new Reply([], false)).Using<Reply>((one, other) => one.Files.IsEmpty && other.Files.IsEmpty && one.IsCutOff == other.IsCutOff));

    [TestCase("```csharp\npublic class T\n{\n    [Test] public void A() { }\n    [Test] public void B()\n    {\n        var x = new Pri")]
    [TestCase("```csharp\npublic class T\n{\n    [Test] public void A() { }\n\n    [Test] public void B() { if (x")]
    [TestCase("```csharp\npublic class T\n{\n    [Test] public void A() { }\n\n    [TestCase(\"ab")]
    [TestCase("public class T\n{\n    [Test] public void A() { }\n    [Test] public void B()\n    {\n        Assert.That(1,")]
    public void What_is_cut_off_loses_its_last_member_only(string text)
    {
        var reply = ReplyReader.Read(text);

        Assert.That(reply.IsCutOff, Is.True);
        Assert.That(reply.Files.Single().ReplaceLineEndings("\n").Trim(), Is.EqualTo("public class T\n{\n    [Test] public void A() { }\n}"));
    }

    [Test]
    public void What_a_person_would_not_see_is_gone() =>
        Assert.That(ReplyReader.Read("```csharp\n" + Code.Replace("A()", "A\u200b()", StringComparison.Ordinal) + "\n\u001b[2K```").Files.Single().TrimEnd(), Is.EqualTo(Code));
}
