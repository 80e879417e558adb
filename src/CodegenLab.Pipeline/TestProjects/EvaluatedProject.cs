using System.Collections.Immutable;
using System.Text.Json;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>What a project in a certain folder inherits from the repository, before its own file says anything.</summary>
/// <param name="Packages">Package references with their versions, null where none is given.</param>
/// <param name="CentralVersions">What central package management knows; empty where it is off.</param>
/// <param name="Usings">Global usings, without those of ImplicitUsings when that is off.</param>
public sealed record EvaluatedProject(
    ImmutableDictionary<string, string> Properties,
    ImmutableDictionary<string, string?> Packages,
    ImmutableDictionary<string, string> CentralVersions,
    ImmutableArray<string> Usings)
{
    /// <summary>
    /// A property that a project can take $(LangVersion) down in, before the SDK fills in what is the newest for the target framework: then the framework is not
    /// known yet, and it would always be filled in with that of an old one.
    /// </summary>
    public const string SaidLanguage = "SaidLangVersion";

    /// <summary>Empty text when the property is not set.</summary>
    public string this[string property] => Properties.GetValueOrDefault(property, "");

    public bool Is(string property) => this[property].Equals("true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Asks MSBuild what a project would inherit in a folder, without writing into that folder.</summary>
/// <param name="dotnet">Runs the command.</param>
public sealed class ProjectEvaluation(RunDotnet dotnet)
{
    private static readonly string[] Properties =
    [
        "TargetFramework", "TargetFrameworks", "LangVersion", EvaluatedProject.SaidLanguage, "Nullable", "ImplicitUsings", "IsPackable", "IsTestProject",
        "GenerateDocumentationFile", "TreatWarningsAsErrors", "AnalysisLevel", "AnalysisMode", "ManagePackageVersionsCentrally",
        "CentralPackageVersionOverrideEnabled", "DirectoryPackagesPropsPath", "RootNamespace", "AssemblyName", "EnableNUnitRunner",
        "TestingPlatformDotnetTestSupport", "SignAssembly", "AssemblyOriginatorKeyFile", "PackAsTool", "OutputType", "NoWarn",
    ];

    internal const string AnswerFile = "-getResultOutputFile:";

    /// <param name="projectPath">Where the project would be; need not exist.</param>
    /// <param name="text">What its file would say.</param>
    /// <exception cref="InputException">MSBuild cannot evaluate it.</exception>
    public async Task<EvaluatedProject> EvaluateAsync(string projectPath, string text, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder();
        // The same names: props files ask for $(MSBuildProjectName) and whether a folder is called tests.
        var place = Path.GetDirectoryName(projectPath)!;
        var stand = Path.Combine(scratch.Path, Path.GetFileName(Path.GetDirectoryName(place)) ?? "", Path.GetFileName(place), Path.GetFileName(projectPath));
        var answer = Path.Combine(scratch.Path, "answer.json");
        Directory.CreateDirectory(Path.GetDirectoryName(stand)!);
        await File.WriteAllTextAsync(stand, text, cancellationToken);
        List<string> arguments =
        [
            "msbuild", stand, "-nologo", "-nodeReuse:false", "-verbosity:quiet",
            .. RepositoryImports.Above(place).Select(import => $"-p:{import.Property}={import.Path}"),
            "-getItem:PackageReference", "-getItem:PackageVersion", "-getItem:Using",
            $"-getProperty:{string.Join(',', Properties)}",
            // A file is UTF-8 everywhere; what is printed has lost the letters of a path that the console of Windows does not know.
            $"{AnswerFile}{answer}",
        ];
        var outcome = await dotnet(arguments, RepositoryImports.NearestExisting(place), null, cancellationToken);
        if (outcome.ExitCode != 0 || !File.Exists(answer))
            throw new InputException($"MSBuild cannot evaluate a test project in {place}: {string.Join('\n', outcome.Output).Trim()}");
        return Read(await File.ReadAllTextAsync(answer, cancellationToken));
    }

    private static EvaluatedProject Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var properties = document.RootElement.GetProperty("Properties").EnumerateObject()
            .ToImmutableDictionary(property => property.Name, property => property.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase);
        var items = document.RootElement.GetProperty("Items");
        var packages = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in items.GetProperty("PackageReference").EnumerateArray())
            packages[Text(package, "Identity")!] = Text(package, "VersionOverride") ?? Text(package, "Version");
        var versions = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in items.GetProperty("PackageVersion").EnumerateArray())
            versions[Text(package, "Identity")!] = Text(package, "Version") ?? "";
        return new EvaluatedProject(
            properties,
            packages.ToImmutable(),
            versions.ToImmutable(),
            [.. items.GetProperty("Using").EnumerateArray().Where(item => Text(item, "Static") is null && Text(item, "Alias") is null).Select(item => Text(item, "Identity")!)]);
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;
}
