using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>The packed tool, called by git before real commits of a small solution.</summary>
public sealed partial class HookTests
{
    [Test]
    public async Task A_commit_that_breaks_a_test_is_stopped_and_another_one_goes_through()
    {
        using var shop = new TemporaryFolder();
        Write(shop);
        await GitAsync(shop, "init", "-q", "-b", "main");
        await GitAsync(shop, "config", "user.name", "A");
        await GitAsync(shop, "config", "user.email", "a@example.com");
        await GitAsync(shop, "config", "core.hooksPath", ".git/hooks");
        await GitAsync(shop, "add", ".");
        await GitAsync(shop, "commit", "-q", "-m", "one");
        (await PackedTool.RunToolAsync(shop.Path, "hook", "install")).Succeeded();

        var host = 0;
        try
        {
            var till = shop[Path.Combine("src", "Till", "Till.cs")];
            var text = await File.ReadAllTextAsync(till);
            await File.WriteAllTextAsync(till, text.Replace("Total += price", "Total -= price", StringComparison.Ordinal));
            await GitAsync(shop, "add", ".");
            var broken = await CommitAsync(shop, "broken");
            host = await HostAsync(shop);
            await File.WriteAllTextAsync(till, text.Replace("Total += price", "Total = price + Total", StringComparison.Ordinal));
            await GitAsync(shop, "add", ".");
            var good = await CommitAsync(shop, "good");

            Assert.That(broken.ExitCode, Is.Not.Zero);
            Assert.That(broken.Complaints, Does.Contain("Adds fails (tests/Till.Tests/TillTests.cs:8)").And.Contain("1 of 1 test fails"));
            good.Succeeded();
            Assert.That(good.Complaints, Does.Contain("1 changed member in 1 staged file; 1 test passes"));
            Assert.That((await GitAsync(shop, "log", "--format=%s")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(new[] { "good", "one" }));
            Assert.That(await HostAsync(shop), Is.EqualTo(host), "The second call was answered by the host of the first.");
        }
        finally
        {
            await EndAsync(shop, host);
        }
    }

    private static void Write(TemporaryFolder shop)
    {
        const string properties = "<PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>";
        Put(".gitignore", "bin/\nobj/\n.codegen-lab/\n");
        Put("Shop.slnx", """<Solution><Project Path="src/Till/Till.csproj" /><Project Path="tests/Till.Tests/Till.Tests.csproj" /></Solution>""");
        Put("src/Till/Till.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{properties}</Project>""");
        Put("src/Till/Till.cs", "namespace Shop;\n\npublic sealed class Till\n{\n    public int Total { get; private set; }\n\n    public void Add(int price) => Total += price;\n}\n");
        Put("tests/Till.Tests/Till.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">{properties}<ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" /><PackageReference Include="NUnit" Version="5.0.0" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
            <ProjectReference Include="../../src/Till/Till.csproj" /></ItemGroup></Project>
            """);
        Put("tests/Till.Tests/TillTests.cs", "using NUnit.Framework;\n\nnamespace Shop.Tests;\n\npublic sealed class TillTests\n{\n\n    [Test]\n    public void Adds()\n    {\n        var till = new Till();\n        till.Add(2);\n        Assert.That(till.Total, Is.EqualTo(2));\n    }\n}\n");

        void Put(string file, string content)
        {
            var path = shop[file];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, content);
        }
    }

    private static async Task<CommandOutcome> GitAsync(TemporaryFolder folder, params string[] arguments) =>
        (await Command.RunAsync("git", folder.Path, new Dictionary<string, string>(), arguments)).Succeeded();

    /// <summary>Git finds the installed tool as it would find a global one.</summary>
    private static Task<CommandOutcome> CommitAsync(TemporaryFolder folder, string message) =>
        Command.RunAsync("git", folder.Path, new Dictionary<string, string> { ["PATH"] = PackedTool.ToolFolder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") }, "commit", "-q", "-m", message);

    private static async Task<int> HostAsync(TemporaryFolder folder)
    {
        var status = (await PackedTool.RunToolAsync(folder.Path, "hook", "host", "status")).Succeeded().Output;
        return ProcessId().Match(status) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Nothing stays behind, whatever happened before.</summary>
    private static async Task EndAsync(TemporaryFolder folder, int host)
    {
        host = host == 0 ? await HostAsync(folder) : host;
        await PackedTool.RunToolAsync(folder.Path, "hook", "host", "stop");
        if (host == 0)
            return;
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(host);
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
                process.Kill(entireProcessTree: true);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    [GeneratedRegex("^Process ([0-9]+),")]
    private static partial Regex ProcessId();
}
