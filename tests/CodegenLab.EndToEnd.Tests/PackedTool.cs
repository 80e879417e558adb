using System.Runtime.CompilerServices;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>The tool as it is shipped: packed once for all tests, installed from that package alone.</summary>
[SetUpFixture]
internal sealed class PackedTool
{
    private const string PackageId = "CodegenLab.Tool";

    private static TemporaryFolder? _folder;

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>As the package names it.</summary>
    public static string Version { get; private set; } = "";

    /// <summary>Of the installed command.</summary>
    public static string ToolFolder => Folder["tool"];

    /// <summary>A configuration that knows the packed tool and no registry.</summary>
    public static string Configuration => Folder["nuget.config"];

    private static TemporaryFolder Folder => _folder ?? throw new InvalidOperationException("The tool has not been packed.");

    [OneTimeSetUp]
    public static async Task Pack()
    {
        _folder = new TemporaryFolder();
        var packages = Folder["packed"];
        (await Command.DotnetAsync(
            Repository, "pack", Path.Combine("src", "CodegenLab.Cli"), "--configuration", "Release", "--output", packages, "-nodeReuse:false", "-p:UseSharedCompilation=false"))
            .Succeeded();
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(packages, $"{PackageId}.any.*.nupkg").Single())[$"{PackageId}.any.".Length..];
        await File.WriteAllTextAsync(Configuration, $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packed" value="{packages}" />
              </packageSources>
            </configuration>
            """);

        (await RunAsync(Folder.Path, "dotnet", "tool", "install", PackageId, "--tool-path", Folder["tool"], "--configfile", Configuration)).Succeeded();
    }

    [OneTimeTearDown]
    public static void Delete() => _folder?.Dispose();

    /// <summary>Runs the installed tool.</summary>
    public static Task<CommandOutcome> RunToolAsync(string folder, params string[] arguments) => RunToolAsync(folder, new Dictionary<string, string>(), arguments);

    /// <param name="variables">Added to this process's environment.</param>
    public static Task<CommandOutcome> RunToolAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        Command.RunAsync(Path.Combine(Folder["tool"], OperatingSystem.IsWindows() ? "dotnet-codegen-lab.exe" : "dotnet-codegen-lab"), folder, variables, arguments);

    /// <summary>Runs a command that installs the tool: a tool of the same version that was installed before is neither used nor left behind.</summary>
    public static Task<CommandOutcome> RunAsync(string folder, string file, params string[] arguments) =>
        Command.RunAsync(file, folder, new Dictionary<string, string> { ["NUGET_PACKAGES"] = Folder["packages"], ["DOTNET_CLI_HOME"] = Folder["home"] }, arguments);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
