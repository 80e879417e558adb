namespace CodegenLab.EndToEnd.Tests;

public sealed class InstallationTests
{
    [Test]
    public async Task The_installed_tool_tells_its_version()
    {
        using var folder = new TemporaryFolder();

        var outcome = (await PackedTool.RunToolAsync(folder.Path, "--version")).Succeeded();

        Assert.That(outcome.Output.Trim(), Does.StartWith(PackedTool.Version));
    }

    [Test]
    public async Task A_local_tool_of_a_manifest_runs_as_dotnet_codegen_lab()
    {
        using var folder = new TemporaryFolder();
        (await PackedTool.RunAsync(folder.Path, "dotnet", "new", "tool-manifest")).Succeeded();
        (await PackedTool.RunAsync(folder.Path, "dotnet", "tool", "install", "CodegenLab.Tool", "--configfile", PackedTool.Configuration)).Succeeded();

        var outcome = (await PackedTool.RunAsync(folder.Path, "dotnet", "codegen-lab", "--version")).Succeeded();

        Assert.That(outcome.Output.Trim(), Does.StartWith(PackedTool.Version));
    }

    [Test]
    public async Task Dnx_runs_the_tool_without_installing_it()
    {
        using var folder = new TemporaryFolder();

        var outcome = (await PackedTool.RunAsync(
            folder.Path, "dotnet", "dnx", "CodegenLab.Tool", "--yes", "--configfile", PackedTool.Configuration, "--", "--version")).Succeeded();

        Assert.That(outcome.Output.Trim(), Does.EndWith(PackedTool.Version));
    }

    [Test]
    public async Task A_path_that_does_not_exist_is_bad_input()
    {
        using var folder = new TemporaryFolder();

        var outcome = await PackedTool.RunToolAsync(folder.Path, "generate-tests", "Nowhere.sln", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(2));
        Assert.That(outcome.Output, Does.Contain("\"kind\": \"BadInput\""));
    }

    [Test]
    public async Task A_folder_for_temporary_files_that_cannot_be_written_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["Demo.csproj"], """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        await File.WriteAllTextAsync(folder["Demo.cs"], "public static class Demo { public static int Twice(int n) => n * 2; }");
        var file = folder["file"];
        await File.WriteAllTextAsync(file, "");

        var outcome = await PackedTool.RunToolAsync(folder.Path, new Dictionary<string, string> { ["TMPDIR"] = file, ["TMP"] = file, ["TEMP"] = file }, "generate-tests", "Demo.csproj");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.Complaints);
        Assert.That(outcome.Complaints, Does.Contain($"The folder for temporary files {file}"));
    }
}
