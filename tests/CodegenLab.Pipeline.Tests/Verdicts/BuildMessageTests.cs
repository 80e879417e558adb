using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class BuildMessageTests
{
    [Test]
    public void Reads_an_error_with_its_place()
    {
        var message = BuildMessage.Parse(["/work (old)/Shop.Tests/MoneyTests.cs(12,9): error CS0103: The name 'x' does not exist [here] [/work (old)/Shop.Tests/Shop.Tests.csproj::TargetFramework=net10.0]"]).Single();

        Assert.Multiple(() =>
        {
            Assert.That(message.File, Is.EqualTo("/work (old)/Shop.Tests/MoneyTests.cs"));
            Assert.That((message.Line, message.Code, message.IsError, message.IsAdvice), Is.EqualTo((12, "CS0103", true, false)));
            Assert.That(message.Text, Is.EqualTo("The name 'x' does not exist [here]"));
            Assert.That(message.Project, Is.EqualTo("/work (old)/Shop.Tests/Shop.Tests.csproj"));
        });
    }

    [TestCase("/s/A.cs(1,1): error CA1707: Remove the underscores [/s/S.csproj]", true)]
    [TestCase("/s/A.cs(1,1): error CS8602: Dereference of a possibly null reference. [/s/S.csproj]", true)]
    [TestCase("/s/A.cs(1,1): error CS0618: 'X' is obsolete [/s/S.csproj]", true)]
    [TestCase("/s/A.cs(1,1): warning CS0108: hides [/s/S.csproj]", true)]
    [TestCase("/s/A.cs(1,1): error CS0619: 'X' is obsolete, and an error [/s/S.csproj]", false)]
    public void Tells_advice_from_what_makes_a_program_invalid(string line, bool advice) =>
        Assert.That(BuildMessage.Parse([line]).Single().IsAdvice, Is.EqualTo(advice));

    [Test]
    public void Reads_messages_of_tools_and_project_files()
    {
        var messages = BuildMessage.Parse(
        [
            "  Determining projects to restore...",
            "/s/S.csproj : error NU1101: Unable to find package Nope. [/s/S.csproj]",
            "CSC : warning CS2002: Source file specified multiple times [/s/S.csproj]",
            "MSBUILD : error MSB1009: Project file does not exist.",
        ]);

        Assert.That(messages.Select(message => (message.Code, message.File)), Is.EqualTo(new[] { ("NU1101", (string?)null), ("CS2002", null), ("MSB1009", null) }));
    }
}
