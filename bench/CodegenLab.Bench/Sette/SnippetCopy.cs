namespace CodegenLab.Bench.Sette;

/// <summary>Makes two projects of today out of SETTE's C# files: the snippets, and the library that some of them call.</summary>
/// <param name="subjects">Folder with the repository.</param>
/// <param name="work">Folder of the copies.</param>
internal sealed class SnippetCopy(string subjects, string work, LogFolder logs)
{
    public const string Name = "sette-snippets";

    private const string Library = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
          </PropertyGroup>
        </Project>
        """;

    private const string Snippets = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../sette-snippets-external/sette-snippets-external.csproj" />
          </ItemGroup>
        </Project>
        """;

    /// <returns>The project of the snippets; it builds.</returns>
    public async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var source = Path.Combine(subjects, Name, "dotnet");
        if (!Directory.Exists(source))
            throw new InvalidOperationException($"there is no folder {source}");
        var folder = Path.Combine(work, Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);

        Write(source, folder, "sette-snippets-external", Library);
        var project = Write(source, folder, "sette-snippets-core", Snippets);
        var outcome = await ChildProcess.RunAsync("dotnet", ["build", project], folder, logs.For("subject"), cancellationToken);
        return outcome.ExitCode == 0 ? project : throw new InvalidOperationException($"the snippets do not build: {outcome.Tail}");
    }

    private static string Write(string source, string folder, string name, string project)
    {
        FolderCopy.Copy(Path.Combine(source, name), Path.Combine(folder, name));
        var path = Path.Combine(folder, name, name + ".csproj");
        File.WriteAllText(path, project);
        return path;
    }
}
