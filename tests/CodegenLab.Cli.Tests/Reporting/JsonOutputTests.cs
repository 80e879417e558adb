using System.Text.Json;
using CodegenLab.Cli.Reporting;

namespace CodegenLab.Cli.Tests.Reporting;

public class JsonOutputTests
{
    [Test]
    public Task A_report_is_a_document_that_scripts_can_rely_on() =>
        Verify(WithoutFolder(JsonOutput.Write(Reports.WithProblems, ExitCode.SomeProjectsFailed)), extension: "json");

    [Test]
    public Task An_error_is_a_document_of_the_same_kind() =>
        Verify(JsonOutput.Write(new Failure(ExitCode.BadInput, ["There is no 'Shop.sln'."], ["Give the path of a solution."])), extension: "json");

    private static string WithoutFolder(string json) =>
        json.Replace(JsonSerializer.Serialize(Reports.Folder).Trim('"'), "{folder}").Replace(@"\\", "/");
}
