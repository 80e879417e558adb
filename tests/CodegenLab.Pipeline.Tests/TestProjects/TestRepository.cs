using System.Collections.Immutable;
using System.Text.Json;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.TestProjects;

/// <summary>A repository in a temporary folder, with projects made by hand.</summary>
internal sealed class TestRepository : IDisposable
{
    public TestRepository()
    {
        Root = Directory.CreateTempSubdirectory("codegen-lab-tests-").FullName;
        Write(".editorconfig", "root = true\n");
    }

    public string Root { get; }

    public string Scratch => Directory.CreateDirectory(Root + "-scratch").FullName;

    public string PathOf(string relative) => Path.Combine(Root, relative);

    public string Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file with its content, by relative path.</summary>
    public SortedDictionary<string, string> Snapshot() =>
        new(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Root, path), File.ReadAllText), StringComparer.Ordinal);

    public LoadedProject Project(string path, string source = "", string framework = "net10.0", LanguageVersion language = LanguageVersion.CSharp14, string[]? references = null, (string, string)[]? packages = null, bool nullable = true)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var folder = Path.GetDirectoryName(PathOf(path))!;
        Directory.CreateDirectory(folder);
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(language), Path.Combine(folder, "Code.cs"));
        return new LoadedProject
        {
            Name = name,
            Path = PathOf(path),
            TargetFramework = framework,
            TargetFrameworks = [framework],
            Compilation = CSharpCompilation.Create(
                name,
                [tree],
                [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable)),
            IsTestProject = packages is not null,
            TargetPath = Path.Combine(folder, "bin", "Debug", framework, name + ".dll"),
            RuntimeReferences = [],
            FrameworkReferences = ["Microsoft.NETCore.App"],
            ProjectReferences = [.. references?.Select(PathOf) ?? []],
            PackageReferences = [.. packages?.Select(package => new PackageReference(package.Item1, package.Item2)) ?? []],
            RootNamespace = name,
            Properties = ImmutableDictionary<string, string>.Empty.Add("ImplicitUsings", "enable"),
        };
    }

    public LoadedSolution Solution(params LoadedProject[] projects) => new(Write("All.sln", ""), [.. projects], []);

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        if (Directory.Exists(Root + "-scratch"))
            Directory.Delete(Root + "-scratch", recursive: true);
    }
}

/// <summary>MSBuild's answer about a project that does not exist yet.</summary>
internal sealed class FakeEvaluation
{
    public Dictionary<string, string> Properties { get; } = new() { ["ImplicitUsings"] = "enable" };

    public List<(string Name, string? Version)> Packages { get; } = [];

    public List<(string Name, string Version)> Central { get; } = [];

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    public ProjectEvaluation Evaluation => new((arguments, _, _, _) =>
    {
        Arguments = arguments;
        var answer = new
        {
            Properties,
            Items = new
            {
                PackageReference = Packages.Select(package => new { Identity = package.Name, Version = package.Version ?? "" }),
                PackageVersion = Central.Select(package => new { Identity = package.Name, package.Version }),
                Using = new object[] { new { Identity = "System" }, new { Identity = "System.Linq" }, new { Identity = "System.Math", Static = "true" } },
            },
        };
        return Task.FromResult(new DotnetOutcome(0, [.. JsonSerializer.Serialize(answer).Split('\n')]));
    });
}
