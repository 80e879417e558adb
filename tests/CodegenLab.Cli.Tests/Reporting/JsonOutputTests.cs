using System.Text.Json;
using CodegenLab.Cli.Reporting;

namespace CodegenLab.Cli.Tests.Reporting;

public class JsonOutputTests
{
    [Test]
    public Task A_report_is_a_document_that_scripts_can_rely_on() =>
        Verify(WithoutFolder(JsonOutput.Write(Reports.WithProblems, ExitCode.SomeProjectsFailed)), extension: "json");

    [Test]
    public void A_suspicion_says_by_which_rule_and_who_suspects()
    {
        var project = System.Text.Json.JsonDocument.Parse(JsonOutput.Write(Reports.Suspected, ExitCode.Done)).RootElement.GetProperty("report").GetProperty("projects")[0];
        var suspicion = project.GetProperty("suspicions")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(suspicion.GetProperty("rule").GetProperty("id").GetString(), Is.EqualTo("CGL9003"));
            Assert.That(suspicion.GetProperty("rule").GetProperty("name").GetString(), Is.EqualTo("BrokenEquality"));
            Assert.That(suspicion.GetProperty("quotePlace").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(suspicion.GetProperty("model").GetString(), Is.EqualTo("engine"));
            Assert.That(project.GetProperty("moreSuspicions").GetInt32(), Is.EqualTo(3));
        }
    }

    [Test]
    public Task An_error_is_a_document_of_the_same_kind() =>
        Verify(JsonOutput.Write(new Failure(ExitCode.BadInput, ["There is no 'Shop.sln'."], ["Give the path of a solution."])), extension: "json");

    private static string WithoutFolder(string json) =>
        json.Replace(JsonSerializer.Serialize(Reports.Folder).Trim('"'), "{folder}").Replace(@"\\", "/");
}
