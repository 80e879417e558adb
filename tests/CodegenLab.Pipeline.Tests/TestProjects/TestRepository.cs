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
    private readonly string _folder = Directory.CreateTempSubdirectory("codegen-lab-tests-").FullName;

    public TestRepository()
        : this("repository")
    {
    }

    private TestRepository(string root)
    {
        Root = Directory.CreateDirectory(Path.Combine(_folder, root)).FullName;
        Write(".editorconfig", "root = true\n");
    }

    /// <summary>Its path has all that paths may have: spaces, other letters, what XML and MSBuild read as their own, and, where every user may make one, a symbolic link.</summary>
    public static TestRepository InAwkwardPlace()
    {
        const string Name = "O'Brien & S\u00F6hne (x86)";
        if (OperatingSystem.IsWindows())
            return new TestRepository(Name);

        var repository = new TestRepository(Path.Combine("real", Name));
        Directory.CreateSymbolicLink(Path.Combine(repository._folder, "link"), Path.Combine(repository._folder, "real"));
        repository.Root = Path.Combine(repository._folder, "link", Name);
        return repository;
    }

    public string Root { get; private set; }

    public string Scratch => Directory.CreateDirectory(Root + "-scratch").FullName;

    /// <param name="relative">With slashes.</param>
    public string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public string Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every file with its content, by relative path with slashes.</summary>
    public SortedDictionary<string, string> Snapshot() =>
        new(Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText), StringComparer.Ordinal);

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
        FolderRemoval.Remove(_folder);
    }
}

/// <summary>MSBuild's answer about a project that does not exist yet.</summary>
internal sealed class FakeEvaluation
{
    public Dictionary<string, string> Properties { get; } = new() { ["ImplicitUsings"] = "enable" };

    public List<(string Name, string? Version)> Packages { get; } = [];

    public List<(string Name, string Version)> Central { get; } = [];

    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Of the project file that was asked about.</summary>
    public string Text { get; private set; } = "";

    public ProjectEvaluation Evaluation => new((arguments, _, _, _) =>
    {
        Arguments = arguments;
        Text = File.ReadAllText(arguments[1]);
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
        var file = arguments.Single(argument => argument.StartsWith(ProjectEvaluation.AnswerFile, StringComparison.Ordinal))[ProjectEvaluation.AnswerFile.Length..];
        File.WriteAllText(file, JsonSerializer.Serialize(answer));
        return Task.FromResult(new DotnetOutcome(0, []));
    });
}
