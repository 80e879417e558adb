using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Evaluation.Context;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Evaluates projects and asks their builds for the compiler's arguments, in this process, compiling nothing.</summary>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class DesignTimeBuilds : IDisposable
{
    private static readonly Dictionary<string, string> GlobalProperties = new()
    {
        ["DesignTimeBuild"] = "true",
        ["BuildProjectReferences"] = "false",
        ["SkipCompilerExecution"] = "true",
        ["ProvideCommandLineArgs"] = "true",
        // A missing input makes the compile target run even when the output is newer than the sources.
        ["NonExistentFile"] = "__none__/__none__",
        // A reference that is not built yet must not end the build.
        ["ContinueOnError"] = "ErrorAndContinue",
    };

    private static readonly string[] Targets = ["PrepareResources", "Compile"];

    private static readonly string[] TestFrameworks =
        ["Microsoft.NET.Test.Sdk", "NUnit", "xunit", "xunit.v3", "xunit.core", "MSTest", "MSTest.TestFramework", "TUnit"];

    private static readonly string[] ReportedProperties =
    [
        "TargetFramework", "TargetFrameworks", "LangVersion", "Nullable", "ImplicitUsings", "TreatWarningsAsErrors", "WarningsAsErrors",
        "NoWarn", "AnalysisLevel", "AnalysisMode", "EnforceCodeStyleInBuild", "GenerateDocumentationFile",
        "ManagePackageVersionsCentrally", "CentralPackageTransitivePinningEnabled", "DirectoryPackagesPropsPath", "DirectoryBuildPropsPath",
        "DirectoryBuildTargetsPath", "RootNamespace", "AssemblyName", "IsTestProject", "IsPackable", "TargetPath", "OutputType", "OutputPath",
        "Configuration", "Configurations", "Platform", "Platforms", "PlatformTarget", "RestorePackagesWithLockFile", "NuGetLockFilePath",
        "SignAssembly", "AssemblyOriginatorKeyFile", "AllowUnsafeBlocks", "InvariantGlobalization", "UsingMicrosoftNETSdk",
        "EnableNUnitRunner", "TestingPlatformDotnetTestSupport", "UseMicrosoftTestingPlatformRunner", "ArtifactsPath", "NETCoreSdkVersion",
        "BaseIntermediateOutputPath", "IntermediateOutputPath", "ProjectAssetsFile", "NuGetPackageRoot",
    ];

    private readonly ProjectCollection _projects = new();
    private readonly EvaluationContext _evaluationContext;
    private readonly EvaluationNotes? _notes;
    private readonly BuildManager _builds = new("codegen-lab");
    private readonly ComplaintLog _log = new();
    private readonly Dictionary<string, ProjectInstance> _instances = [];
    private readonly string _folder;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _cancellation;

    /// <param name="folder">Of the solution, as the user names it.</param>
    /// <param name="kept">Is told of all that evaluations see; null: nobody keeps them.</param>
    /// <param name="cancellationToken">Ends a build that runs.</param>
    /// <exception cref="InputException">The system's folder for temporary files cannot be written.</exception>
    public DesignTimeBuilds(string folder, KeptEvaluations? kept, CancellationToken cancellationToken)
    {
        // MSBuild makes a folder of its own there, and crashes where it cannot.
        using var trial = new ScratchFolder();
        _folder = folder;
        _evaluationContext = kept is null
            ? EvaluationContext.Create(EvaluationContext.SharingPolicy.Shared)
            : EvaluationContext.Create(EvaluationContext.SharingPolicy.Shared, new SeenFileSystem(kept.Seen, InstalledSdk.Root));
        _notes = kept is null ? null : new EvaluationNotes(kept);
        _cancellationToken = cancellationToken;
        _builds.BeginBuild(new BuildParameters(_projects)
        {
            Loggers = [_log],
            MaxNodeCount = 1,
            EnableNodeReuse = false,
        });
        _cancellation = cancellationToken.Register(_builds.CancelAllSubmissions);
    }

    /// <exception cref="UnreadableProjectException">MSBuild cannot make sense of the project.</exception>
    public Evaluation Evaluate(string project)
    {
        var instance = Instance(new Configuration(project, null));
        var single = instance.GetPropertyValue("TargetFramework");
        var several = instance.GetPropertyValue("TargetFrameworks").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isMultiTargeted = several.Length > 0 && single.Length == 0;
        var evaluation = new Evaluation
        {
            TargetFrameworks = isMultiTargeted ? [.. several.Distinct(StringComparer.OrdinalIgnoreCase)] : single.Length > 0 ? [single] : [],
            IsMultiTargeted = isMultiTargeted,
            IsSdkStyle = IsTrue(instance, "UsingMicrosoftNETSdk"),
            IsTestProject = IsTest(instance),
            ProjectReferences = [.. instance.GetItems("ProjectReference").Select(FullPath).Distinct(FilePaths.Comparer)],
            Inputs = [.. RestoreInputs(instance)],
            AssetsFile = AssetsFile(instance),
        };
        _notes?.Note(project, evaluation, instance.ImportPaths);
        return evaluation;
    }

    /// <exception cref="UnreadableProjectException">MSBuild cannot make sense of the project.</exception>
    public ConfigurationBuild Build(Configuration configuration)
    {
        _cancellationToken.ThrowIfCancellationRequested();

        var instance = Instance(configuration);
        _log.Clear();
        var result = _builds.BuildRequest(new BuildRequestData(
            instance, Targets, hostServices: null, BuildRequestDataFlags.ProvideProjectStateAfterBuild));
        _cancellationToken.ThrowIfCancellationRequested();
        if (result.Exception is not null and not BuildAbortedException)
            throw new UnreadableProjectException("", result.Exception.Message);

        var state = result.ProjectStateAfterBuild ?? instance;
        var build = new ConfigurationBuild
        {
            Configuration = configuration,
            CompilerArguments = [.. state.GetItems("CscCommandLineArgs").Select(argument => argument.EvaluatedInclude)],
            Complaints = _log.Complaints,
            References =
            [
                .. state.GetItems("_ResolvedProjectReferencePaths").Select(item => Referenced(item, ReferenceUse.Library)),
                .. state.GetItems("Analyzer")
                    .Where(item => item.GetMetadataValue("MSBuildSourceProjectFile").Length > 0)
                    .Select(item => Referenced(item, ReferenceUse.Analyzer)),
            ],
            RuntimeAssemblies = [.. RuntimeAssemblies(state).Distinct(FilePaths.Comparer)],
            NativeLibraries = [.. NativeLibraries(state).Distinct(FilePaths.Comparer)],
            FrameworkReferences = [.. FrameworkReferences(state)],
            PackageReferences = [.. PackageReferences(state)],
            Properties = ReportedProperties
                .Select(name => KeyValuePair.Create(name, state.GetPropertyValue(name)))
                .Where(property => property.Value.Length > 0)
                .Append(KeyValuePair.Create("TargetPath", Path.GetFullPath(state.GetPropertyValue("TargetPath"), instance.Directory)))
                .DistinctBy(property => property.Key, StringComparer.Ordinal)
                .ToImmutableDictionary(StringComparer.OrdinalIgnoreCase)
                .SetItem("IsTestProject", IsTest(state) ? "true" : "false"),
        };
        _notes?.Note(build, instance.ImportPaths);
        return build;
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _builds.EndBuild();
        _builds.Dispose();
        _projects.UnloadAllProjects();
        _projects.Dispose();
    }

    private ProjectInstance Instance(Configuration configuration)
    {
        if (_instances.TryGetValue(configuration.Key, out var known))
            return known;

        var properties = new Dictionary<string, string>(GlobalProperties);
        if (configuration.TargetFramework is { } framework)
            properties["TargetFramework"] = framework;
        try
        {
            var instance = ProjectInstance.FromFile(configuration.Path, new ProjectOptions
            {
                GlobalProperties = properties,
                ProjectCollection = _projects,
                EvaluationContext = _evaluationContext,
                LoadSettings = ProjectLoadSettings.RecordDuplicateButNotCircularImports,
            });
            _instances.Add(configuration.Key, instance);
            return instance;
        }
        catch (InvalidProjectFileException unreadable)
        {
            var place = unreadable.LineNumber > 0 ? $"{Path.GetFileName(unreadable.ProjectFile)}({unreadable.LineNumber}): " : "";
            throw new UnreadableProjectException(unreadable.ErrorCode ?? "", place + unreadable.BaseMessage);
        }
    }

    // Before a target framework is chosen, the property that names the file is not set yet.
    private static string AssetsFile(ProjectInstance project) =>
        (project.GetPropertyValue("ProjectAssetsFile"), project.GetPropertyValue("MSBuildProjectExtensionsPath")) switch
        {
            ({ Length: > 0 } file, _) => Path.GetFullPath(file, project.Directory),
            (_, { Length: > 0 } folder) when IsTrue(project, "UsingMicrosoftNETSdk") => Path.GetFullPath(Path.Combine(folder, "project.assets.json"), project.Directory),
            _ => "",
        };

    private static bool IsTest(ProjectInstance project) =>
        IsTrue(project, "IsTestProject")
        || (project.GetPropertyValue("IsTestProject").Length == 0
            && project.GetItems("PackageReference").Any(package => TestFrameworks.Contains(package.EvaluatedInclude, StringComparer.OrdinalIgnoreCase)));

    private static bool IsTrue(ProjectInstance project, string property) =>
        project.GetPropertyValue(property).Equals("true", StringComparison.OrdinalIgnoreCase);

    private static string FullPath(ProjectItemInstance item) => item.GetMetadataValue("FullPath");

    private static IEnumerable<string> RestoreInputs(ProjectInstance project)
    {
        var generated = Path.GetFullPath(FilePaths.WithNativeSeparators(project.GetPropertyValue("BaseIntermediateOutputPath") is { Length: > 0 } folder ? folder : "obj"), project.Directory);
        var toolset = Path.GetDirectoryName(Environment.GetEnvironmentVariable("MSBUILD_EXE_PATH") ?? typeof(ProjectInstance).Assembly.Location)!;
        var packages = project.GetPropertyValue("NuGetPackageRoot");
        string[] outside = [generated, toolset, .. packages.Length > 0 ? [packages] : Array.Empty<string>()];
        return project.ImportPaths
            .Append(project.FullPath)
            .Append(project.GetPropertyValue("DirectoryPackagesPropsPath"))
            .Where(input => input.Length > 0 && File.Exists(input) && !outside.Any(folder => FilePaths.IsInside(input, folder)))
            .Distinct(FilePaths.Comparer);
    }

    private ReferencedConfiguration Referenced(ProjectItemInstance item, ReferenceUse use)
    {
        var framework = item.GetMetadataValue("SetTargetFramework") is { Length: > 0 } setting ? setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..] : null;
        return new ReferencedConfiguration(
            // Without symbolic links: MSBuild asks the system for the folder it is in.
            new Configuration(FilePaths.SeenFrom(_folder, item.GetMetadataValue("MSBuildSourceProjectFile")), framework),
            FullPath(item),
            use,
            [.. item.GetMetadataValue("Aliases").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            item.GetMetadataValue("EmbedInteropTypes").Equals("true", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> RuntimeAssemblies(ProjectInstance project)
    {
        var forThisMachine = project.GetItems("RuntimeTargetsCopyLocalItems")
            .Where(item => IsDll(item) && item.GetMetadataValue("AssetType").Equals("runtime", StringComparison.OrdinalIgnoreCase))
            .Where(IsForThisMachine)
            .OrderByDescending(item => item.GetMetadataValue("RuntimeIdentifier").Length)
            .DistinctBy(item => Path.GetFileName(item.EvaluatedInclude), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(item => Path.GetFileName(item.EvaluatedInclude), FullPath, StringComparer.OrdinalIgnoreCase);
        var packaged = project.GetItems("RuntimeCopyLocalItems")
            .Where(IsDll)
            .Select(FullPath)
            .Where(path => !forThisMachine.ContainsKey(Path.GetFileName(path)));
        var loose = project.GetItems("ReferencePath")
            .Where(item => item.GetMetadataValue("NuGetPackageId").Length == 0
                && item.GetMetadataValue("FrameworkReferenceName").Length == 0
                && item.GetMetadataValue("ReferenceSourceTarget") != "ProjectReference")
            .Select(FullPath);
        return packaged.Concat(forThisMachine.Values).Concat(loose);
    }

    private static IEnumerable<string> NativeLibraries(ProjectInstance project) =>
        project.GetItems("NativeCopyLocalItems")
            .Concat(project.GetItems("RuntimeTargetsCopyLocalItems")
                .Where(item => item.GetMetadataValue("AssetType").Equals("native", StringComparison.OrdinalIgnoreCase) && IsForThisMachine(item)))
            .Select(FullPath);

    private static bool IsDll(ProjectItemInstance item) => item.EvaluatedInclude.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    // The part of NuGet's runtime graph that packages use in practice: linux-x64 → linux, unix-x64 → unix → any.
    private static bool IsForThisMachine(ProjectItemInstance item)
    {
        var wanted = item.GetMetadataValue("RuntimeIdentifier");
        var architecture = RuntimeInformation.ProcessArchitecture.ToString();
        string[] systems = OperatingSystem.IsWindows() ? ["win"] : OperatingSystem.IsMacOS() ? ["osx", "unix"] : ["linux", "unix"];
        return wanted.Equals("any", StringComparison.OrdinalIgnoreCase)
            || systems.Any(system => wanted.Equals(system, StringComparison.OrdinalIgnoreCase)
                || wanted.Equals($"{system}-{architecture}", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<string> FrameworkReferences(ProjectInstance project) =>
        project.GetItems("FrameworkReference")
            .Select(item => item.EvaluatedInclude)
            .Where(name => name != "NETStandard.Library")
            .Prepend("Microsoft.NETCore.App")
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<PackageReference> PackageReferences(ProjectInstance project)
    {
        var central = project.GetItems("PackageVersion")
            .DistinctBy(item => item.EvaluatedInclude, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(item => item.EvaluatedInclude, item => item.GetMetadataValue("Version"), StringComparer.OrdinalIgnoreCase);
        foreach (var item in project.GetItems("PackageReference"))
        {
            if (item.GetMetadataValue("IsImplicitlyDefined").Equals("true", StringComparison.OrdinalIgnoreCase))
                continue;
            string?[] versions = [item.GetMetadataValue("VersionOverride"), item.GetMetadataValue("Version"), central.GetValueOrDefault(item.EvaluatedInclude)];
            var version = versions.FirstOrDefault(text => !string.IsNullOrEmpty(text));
            var isRange = version is not null && version.AsSpan().ContainsAny('*', '[', '(');
            yield return new PackageReference(item.EvaluatedInclude, isRange ? null : version);
        }
    }

    private sealed class ComplaintLog : ILogger
    {
        private readonly Lock _gate = new();
        private ImmutableArray<BuildComplaint> _complaints = [];

        public ImmutableArray<BuildComplaint> Complaints
        {
            get
            {
                lock (_gate)
                    return _complaints;
            }
        }

        public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

        public string? Parameters { get; set; }

        public void Initialize(IEventSource eventSource) => eventSource.ErrorRaised += (_, error) =>
        {
            var file = string.IsNullOrEmpty(error.File) ? null : Path.GetFullPath(error.File, Path.GetDirectoryName(error.ProjectFile) ?? Path.GetTempPath());
            lock (_gate)
                _complaints = _complaints.Add(new BuildComplaint(error.Code ?? "", error.Message ?? "", file, error.LineNumber, error.ProjectFile));
        };

        public void Clear()
        {
            lock (_gate)
                _complaints = [];
        }

        public void Shutdown()
        {
        }
    }
}
