using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>What a run decides about test projects.</summary>
/// <param name="Output">Folder of the test project; null: where the repository keeps its tests.</param>
/// <param name="OutputIsShared">Several subjects go to <paramref name="Output"/>: each gets a folder of its own in it.</param>
/// <param name="ToolVersion">Stands in the header of each file.</param>
/// <param name="Seed">Stands in the header of each file.</param>
public sealed record PlanningRequest(string? Output, bool OutputIsShared, string ToolVersion, ulong Seed);

/// <summary>
/// Decides where the tests of a subject go: into the test project that is there for it, else into a new one that follows the
/// repository's ways (D10). Nothing is written.
/// </summary>
public sealed partial class TestProjectPlanner(ProjectEvaluation evaluation, ProjectTemplates templates)
{
    private static readonly ImmutableArray<TestPackage> NUnitPackages =
    [
        new("Microsoft.NET.Test.Sdk", "18.11.0"),
        new("NUnit", "4.6.1"),
        new("NUnit3TestAdapter", "6.3.1"),
    ];

    private static readonly string[] NameForms = ["{0}.Tests", "Tests.{0}", "{0}.Test", "{0}.UnitTests", "{0}.Tests.Unit", "{0}.Unit.Tests", "{0}Tests", "{0}.Test.Unit", "Test.{0}"];

    /// <exception cref="InputException">There is no sensible place; the message names the choices.</exception>
    public async Task<TestProjectPlan> PlanAsync(LoadedSolution solution, LoadedProject subject, PlanningRequest request, CancellationToken cancellationToken)
    {
        var existing = request.Output is null
            ? Existing(solution, subject)
            : solution.Projects.FirstOrDefault(project => project.IsTestProject && FilePaths.Comparer.Equals(project.Folder, Folder(request, subject)));
        if (existing is not null)
            return Follow(existing, subject, request);
        return Broken(solution, subject, request) is { } broken
            ? await FollowBrokenAsync(broken, subject, request, cancellationToken)
            : await BeginAsync(solution, subject, request, cancellationToken);
    }

    /// <summary>The subject's test project that does not compile at the moment, perhaps because of the tests this tool wrote before the subject changed; null: none.</summary>
    private static string? Broken(LoadedSolution solution, LoadedProject subject, PlanningRequest request) =>
        solution.Problems
            .Where(problem => problem.Kind == LoadProblemKind.DoesNotCompile)
            .Select(problem => problem.Project)
            .FirstOrDefault(path => request.Output is null
                ? Names(subject).Contains(Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
                : FilePaths.Comparer.Equals(Path.GetDirectoryName(path), Folder(request, subject)));

    private static LoadedProject? Existing(LoadedSolution solution, LoadedProject subject)
    {
        var names = Names(subject).ToList();
        var subjects = solution.Projects.Concat(solution.Dependencies).Where(project => !project.IsTestProject && project != subject).ToList();
        return (
            from project in solution.Projects
            where project.IsTestProject && project != subject && FrameworkChoice.Of(project) is not null
            let place = names.FindIndex(name => name.Equals(project.Name, StringComparison.OrdinalIgnoreCase))
            let isDirect = project.ProjectReferences.Contains(subject.Path, FilePaths.Comparer)
            where isDirect || (place >= 0 && Reaches(project, subject, solution))
            where place >= 0 || !AnotherKind().IsMatch(project.Name)
            let isForAnother = subjects.Any(other => Names(other).Contains(project.Name, StringComparer.OrdinalIgnoreCase))
            orderby place >= 0 ? place : NameForms.Length + (isForAnother ? 1 : 0), project.ProjectReferences.Length
            select project).FirstOrDefault();
    }

    /// <summary>What test projects of a project are called, most usual first.</summary>
    private static IEnumerable<string> Names(LoadedProject subject) =>
        NameForms.Select(form => string.Format(CultureInfo.InvariantCulture, form, subject.Name));

    private static bool Reaches(LoadedProject project, LoadedProject subject, LoadedSolution solution)
    {
        var all = solution.Projects.Concat(solution.Dependencies).ToLookup(known => known.Path, FilePaths.Comparer);
        var seen = new HashSet<string>(FilePaths.Comparer);
        var waiting = new Queue<string>(project.ProjectReferences);
        while (waiting.TryDequeue(out var path))
        {
            if (FilePaths.Comparer.Equals(path, subject.Path))
                return true;
            if (seen.Add(path))
                foreach (var next in all[path].SelectMany(found => found.ProjectReferences))
                    waiting.Enqueue(next);
        }

        return false;
    }

    private static TestProjectPlan Follow(LoadedProject project, LoadedProject subject, PlanningRequest request)
    {
        if (FrameworkChoice.Of(project) is not { } framework)
            throw new InputException($"The test project {project.Path} uses no test framework that tests can be written for. NUnit, xUnit and MSTest are known; choose another folder with --output.");

        var style = RepositoryStyle.For(Path.Combine(project.Folder, "Tests.cs"));
        var language = project.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        return new TestProjectPlan
        {
            Path = project.Path,
            AssemblyName = project.Compilation.AssemblyName ?? project.Name,
            Subject = subject.Path,
            SubjectAssembly = Path.GetFileName(subject.TargetPath),
            TargetFramework = project.TargetFramework,
            IsMultiTargeted = project.TargetFrameworks.Length > 1,
            InternalsVisible = IsFriend(subject, project.Compilation.AssemblyName ?? project.Name, project.Compilation.Assembly.Identity.PublicKey),
            Rendering = new RenderingOptions
            {
                RootNamespace = project.RootNamespace,
                SubjectRootNamespace = subject.RootNamespace,
                ToolVersion = request.ToolVersion,
                Seed = request.Seed,
                Framework = framework.Framework,
                FrameworkVersion = framework.Major,
                FrameworkMinorVersion = framework.Minor,
                LanguageVersion = (int)language,
                NullableEnabled = project.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
                SubjectNullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
                FileScopedNamespaces = language >= LanguageVersion.CSharp10 && (MostlyFileScoped(project) ?? style.FileScopedNamespaces ?? true),
                GlobalUsings = GlobalUsings(project.Compilation),
            },
            TakenNames = TakenNames.In(project.Compilation),
            New = null,
            Packages =
            [
                .. project.PackageReferences.Where(package => framework.Needs(package.Name))
                    .Select(package => new TestPackage(package.Name, package.Version, project.Properties.GetValueOrDefault("ManagePackageVersionsCentrally", "").Equals("true", StringComparison.OrdinalIgnoreCase))),
            ],
            UsesTestingPlatform = UsesTestingPlatform(project.Folder, name => project.Properties.GetValueOrDefault(name, "")),
            Format = style.Format,
            Remarks = [],
        };
    }

    private async Task<TestProjectPlan> FollowBrokenAsync(string path, LoadedProject subject, PlanningRequest request, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        var evaluated = await evaluation.EvaluateAsync(path, await File.ReadAllTextAsync(path, cancellationToken), cancellationToken);
        var isCentral = evaluated.Is("ManagePackageVersionsCentrally");
        var packages = evaluated.Packages
            .OrderBy(package => package.Key, StringComparer.OrdinalIgnoreCase)
            .Select(package => new TestPackage(package.Key, package.Value ?? evaluated.CentralVersions.GetValueOrDefault(package.Key), isCentral))
            .ToImmutableArray();
        if (FrameworkChoice.Of(packages.Select(package => (package.Name, package.Version)))?.WithVersion() is not { } framework)
            throw new InputException($"The test project {path} does not compile and names no test framework. Make it compile, or choose another folder with --output.");

        var frameworks = evaluated["TargetFrameworks"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var style = RepositoryStyle.For(Path.Combine(folder, "Tests.cs"));
        var language = LanguageVersionFacts.TryParse(evaluated["LangVersion"], out var version) ? version.MapSpecifiedToEffectiveVersion() : LanguageVersion.CSharp7_3;
        var name = evaluated["AssemblyName"] is { Length: > 0 } assembly ? assembly : Path.GetFileNameWithoutExtension(path);
        return new TestProjectPlan
        {
            Path = path,
            AssemblyName = name,
            Subject = subject.Path,
            SubjectAssembly = Path.GetFileName(subject.TargetPath),
            TargetFramework = evaluated["TargetFramework"] is { Length: > 0 } single ? single : frameworks.LastOrDefault() ?? TargetFramework(subject),
            IsMultiTargeted = frameworks.Length > 1,
            InternalsVisible = IsFriend(subject, name, []),
            Rendering = new RenderingOptions
            {
                RootNamespace = evaluated["RootNamespace"] is { Length: > 0 } root ? root : name,
                SubjectRootNamespace = subject.RootNamespace,
                ToolVersion = request.ToolVersion,
                Seed = request.Seed,
                Framework = framework.Framework,
                FrameworkVersion = framework.Major,
                FrameworkMinorVersion = framework.Minor,
                LanguageVersion = (int)language,
                NullableEnabled = evaluated["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase),
                SubjectNullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
                FileScopedNamespaces = language >= LanguageVersion.CSharp10 && (style.FileScopedNamespaces ?? true),
                GlobalUsings = [.. evaluated.Usings.Distinct().Order(StringComparer.Ordinal)],
            },
            TakenNames = TakenNames.OnDisk(folder),
            New = null,
            Packages = [.. packages.Where(package => framework.Needs(package.Name))],
            UsesTestingPlatform = UsesTestingPlatform(folder, property => evaluated[property]),
            Format = style.Format,
            Remarks = [$"{path} did not compile when the run began: what its own tests cover was not measured."],
        };
    }

    private async Task<TestProjectPlan> BeginAsync(LoadedSolution solution, LoadedProject subject, PlanningRequest request, CancellationToken cancellationToken)
    {
        var name = NewName(subject);
        var folder = request.Output is null ? DefaultFolder(solution, subject, name) : Folder(request, subject);
        var path = Path.Combine(folder, name + ".csproj");
        Refuse(folder, subject);

        var sibling = solution.Projects.FirstOrDefault(project => project.IsTestProject && project != subject && FrameworkChoice.Of(project) is not null);
        var implicitUsings = subject.Properties.GetValueOrDefault("ImplicitUsings", "");
        var subjectNullable = subject.Compilation.Options.NullableContextOptions;
        var inherited = await evaluation.EvaluateAsync(path, Render(new ProjectText([new("ImplicitUsings", implicitUsings)], [], [subject.Path])), cancellationToken);

        var framework = FrameworkChoice.Of(inherited.Packages.Select(package => (package.Key, package.Value ?? inherited.CentralVersions.GetValueOrDefault(package.Key))))?.WithVersion()
            ?? (sibling is not null ? FrameworkChoice.Of(sibling)! : new FrameworkChoice(TestFramework.NUnit, 0, 0));
        ImmutableArray<TestPackage> wanted = sibling is not null && FrameworkChoice.Of(sibling)!.Framework == framework.Framework
            ? [.. sibling.PackageReferences.Where(package => framework.Needs(package.Name)).Select(package => new TestPackage(package.Name, package.Version))]
            : framework.Framework == TestFramework.NUnit ? NUnitPackages : [];
        wanted = [.. wanted.Where(package => !inherited.Packages.ContainsKey(package.Name))];
        var (packages, central) = Versioned(wanted, inherited);
        if (framework.Major == 0)
            framework = FrameworkChoice.Of(NUnitPackages.Select(package => (package.Name, inherited.CentralVersions.GetValueOrDefault(package.Name) ?? package.Version)))!.WithVersion();

        var targetFramework = TargetFramework(subject);
        var usesTestingPlatform = UsesTestingPlatform(folder, property => inherited[property]);
        var language = LanguageOf(subject);
        var style = RepositoryStyle.For(Path.Combine(folder, "Tests.cs"));
        var isAnnotated = subjectNullable.AnnotationsEnabled();
        var properties = Properties(inherited, targetFramework, implicitUsings, isAnnotated, usesTestingPlatform && framework.Framework == TestFramework.NUnit, folder);

        return new TestProjectPlan
        {
            Path = path,
            AssemblyName = name,
            Subject = subject.Path,
            SubjectAssembly = Path.GetFileName(subject.TargetPath),
            TargetFramework = targetFramework,
            IsMultiTargeted = false,
            InternalsVisible = IsFriend(subject, name, []),
            Rendering = new RenderingOptions
            {
                RootNamespace = inherited["RootNamespace"] is { Length: > 0 } root ? root : name,
                SubjectRootNamespace = subject.RootNamespace,
                ToolVersion = request.ToolVersion,
                Seed = request.Seed,
                Framework = framework.Framework,
                FrameworkVersion = framework.Major,
                FrameworkMinorVersion = framework.Minor,
                LanguageVersion = language,
                NullableEnabled = isAnnotated,
                SubjectNullableEnabled = isAnnotated,
                FileScopedNamespaces = language >= 1000 && (style.FileScopedNamespaces ?? (sibling is null ? null : MostlyFileScoped(sibling)) ?? MostlyFileScoped(subject) ?? true),
                GlobalUsings = [.. inherited.Usings.Distinct().Order(StringComparer.Ordinal)],
            },
            TakenNames = TakenNames.OnDisk(folder),
            New = new NewTestProject(
                new ProjectText(properties, packages, [Path.GetRelativePath(folder, subject.Path).Replace('\\', '/')]),
                SolutionOf(solution, subject),
                central,
                central.IsEmpty ? null : inherited["DirectoryPackagesPropsPath"]),
            Packages = packages,
            UsesTestingPlatform = usesTestingPlatform,
            Format = style.Format,
            Remarks = [],
        };
    }

    private string Render(ProjectText text) => templates.Render("test-project.csproj", text);

    private static string Folder(PlanningRequest request, LoadedProject subject) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.OutputIsShared ? Path.Combine(request.Output!, NewName(subject)) : request.Output!));

    // A name the subject already calls its friend opens its internal members.
    private static string NewName(LoadedProject subject) =>
        Names(subject).FirstOrDefault(name => IsFriend(subject, name, [])) ?? subject.Name + ".Tests";

    private static string DefaultFolder(LoadedSolution solution, LoadedProject subject, string name)
    {
        var root = RepositoryRoot(solution, subject);
        return TestsFolder(root, subject) is { } tests
            ? Path.Combine(tests, name)
            : Path.Combine(Path.GetDirectoryName(subject.Folder)!, name);
    }

    private static string RepositoryRoot(LoadedSolution solution, LoadedProject subject)
    {
        var asked = Directory.Exists(solution.Path) ? solution.Path : IsSolution(solution.Path) ? Path.GetDirectoryName(solution.Path)! : null;
        var repository = FilePaths.Upward(subject.Folder).FirstOrDefault(IsRepository);
        if (asked is not null && (repository is null || TestsFolder(asked, subject) is not null || TestsFolder(repository, subject) is null))
            return asked;
        return repository ?? Path.GetDirectoryName(subject.Folder)!;
    }

    /// <summary>Where a repository keeps its tests; null: nowhere that is apart from the subject. A sample among somebody's tests does not belong to them.</summary>
    private static string? TestsFolder(string root, LoadedProject subject) =>
        Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).FirstOrDefault(folder =>
                Path.GetFileName(folder).ToUpperInvariant() is "TESTS" or "TEST" && !FilePaths.IsInside(folder, subject.Folder) && !FilePaths.IsInside(subject.Folder, folder))
            : null;

    private static bool IsRepository(string folder) => Directory.Exists(Path.Combine(folder, ".git")) || File.Exists(Path.Combine(folder, ".git"));

    private static bool IsSolution(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".SLN" or ".SLNX";

    private static void Refuse(string folder, LoadedProject subject)
    {
        if (FilePaths.Comparer.Equals(folder, subject.Folder) || FilePaths.IsInside(folder, subject.Folder))
            throw new InputException($"A test project in {folder} would lie inside {subject.Folder} and its files would become part of {subject.Name}. Choose a folder outside with --output.");
        if (IsRepository(subject.Folder) && !FilePaths.IsInside(folder, subject.Folder) && FilePaths.Comparer.Equals(Path.GetDirectoryName(folder), Path.GetDirectoryName(subject.Folder)) && !Directory.Exists(folder))
            throw new InputException($"{subject.Name} fills its whole repository {subject.Folder}: a test project inside would become part of it. Move the project into a folder of its own (src/{subject.Name}), or choose a folder outside with --output.");
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault() is { } project)
            throw new InputException($"There is a project {project} already, but it is not among the test projects that loaded. Add it to the solution, make it compile and reference {subject.Name}, or choose another folder with --output.");
    }

    /// <param name="publicKey">Of the test assembly; empty: it has none, or it is not known that it will have one.</param>
    private static bool IsFriend(LoadedProject subject, string assemblyName, ImmutableArray<byte> publicKey) =>
        subject.Compilation.Assembly.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.ToDisplayString() == "System.Runtime.CompilerServices.InternalsVisibleToAttribute"
            && attribute.ConstructorArguments is [{ Value: string friend }]
            && AssemblyIdentity.TryParseDisplayName(friend, out var identity)
            && identity.Name.Equals(assemblyName, StringComparison.OrdinalIgnoreCase)
            && (!identity.HasPublicKey || identity.PublicKey.SequenceEqual(publicKey)));

    /// <summary>The subject's own when a runtime for it is installed, else the one this tool runs on; net10.0 for libraries of no runtime of their own.</summary>
    private static string TargetFramework(LoadedProject subject)
    {
        var match = ModernFramework().Match(subject.TargetFramework);
        var here = string.Create(CultureInfo.InvariantCulture, $"net{Environment.Version.Major}.0");
        return match.Success && IsInstalled(match.Groups["major"].Value) ? subject.TargetFramework : match.Success ? here + match.Groups["platform"].Value : here;
    }

    private static bool IsInstalled(string major)
    {
        var shared = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()))!;
        return Directory.EnumerateDirectories(shared, major + ".*").Any();
    }

    private static int LanguageOf(LoadedProject subject)
    {
        var language = (int)subject.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        var byDefault = subject.TargetFramework switch
        {
            "netstandard2.1" or "netcoreapp3.0" or "netcoreapp3.1" => 800,
            ['n', 'e', 't', 's', ..] or ['n', 'e', 't', 'c', ..] => 703,
            _ when ModernFramework().Match(subject.TargetFramework) is { Success: true } match => (int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) + 4) * 100,
            _ => 703,
        };
        // An old default is the old framework's; anything else was chosen for the repository.
        return language == byDefault ? 1400 : language;
    }

    private static ImmutableArray<ProjectProperty> Properties(
        EvaluatedProject inherited, string targetFramework, string implicitUsings, bool isAnnotated, bool runsNUnitItself, string folder)
    {
        var properties = ImmutableArray.CreateBuilder<ProjectProperty>();
        if (inherited["TargetFrameworks"].Length > 0)
            properties.Add(new("TargetFrameworks", ""));
        if (inherited["TargetFramework"] != targetFramework)
            properties.Add(new("TargetFramework", targetFramework));
        if (inherited["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase) != isAnnotated)
            properties.Add(new("Nullable", isAnnotated ? "enable" : "disable"));
        // The evaluated skeleton had it from us: whether the repository says so too cannot be told, and saying it twice does no harm.
        if (implicitUsings.Length > 0)
            properties.Add(new("ImplicitUsings", implicitUsings));
        if (!inherited["IsPackable"].Equals("false", StringComparison.OrdinalIgnoreCase))
            properties.Add(new("IsPackable", "false"));
        if (!inherited.Is("IsTestProject"))
            properties.Add(new("IsTestProject", "true"));
        if (inherited.Is("PackAsTool"))
            properties.Add(new("PackAsTool", "false"));
        if (inherited.Is("GenerateDocumentationFile"))
            properties.Add(new("GenerateDocumentationFile", "false"));
        if (inherited.Is("SignAssembly") && inherited["AssemblyOriginatorKeyFile"] is { Length: > 0 } key && !File.Exists(Path.GetFullPath(key, folder)))
            properties.Add(new("SignAssembly", "false"));
        if (runsNUnitItself && !inherited.Is("EnableNUnitRunner"))
            properties.Add(new("EnableNUnitRunner", "true"));
        if (runsNUnitItself && !inherited["OutputType"].Equals("Exe", StringComparison.OrdinalIgnoreCase))
            properties.Add(new("OutputType", "Exe"));
        if (inherited.Is("TreatWarningsAsErrors") || inherited["AnalysisMode"].Length > 0 || inherited["AnalysisLevel"].Contains('-', StringComparison.Ordinal))
            properties.Add(new("NoWarn", "$(NoWarn);CA1707;CS1591"));
        return properties.ToImmutable();
    }

    private static (ImmutableArray<TestPackage> Packages, ImmutableArray<TestPackage> Central) Versioned(ImmutableArray<TestPackage> wanted, EvaluatedProject inherited)
    {
        if (!inherited.Is("ManagePackageVersionsCentrally"))
            return (wanted, []);
        var unknown = wanted.Where(package => !inherited.CentralVersions.ContainsKey(package.Name)).ToImmutableArray();
        var mayOverride = !inherited["CentralPackageVersionOverrideEnabled"].Equals("false", StringComparison.OrdinalIgnoreCase);
        return (
            [.. wanted.Select(package => package with { Version = mayOverride && unknown.Contains(package) ? package.Version : null, IsOverride = true })],
            mayOverride ? [] : unknown);
    }

    private static bool UsesTestingPlatform(string folder, Func<string, string> property) =>
        property("TestingPlatformDotnetTestSupport").Equals("true", StringComparison.OrdinalIgnoreCase) || GlobalJson.AsksForTestingPlatform(folder);

    /// <summary>Null: the project has no file to judge by.</summary>
    private static bool? MostlyFileScoped(LoadedProject project)
    {
        var scoped = 0;
        var block = 0;
        foreach (var tree in project.Compilation.SyntaxTrees.Where(tree => FilePaths.IsInside(tree.FilePath, project.Folder)))
        {
            foreach (var member in tree.GetCompilationUnitRoot().Members)
            {
                if (member is FileScopedNamespaceDeclarationSyntax)
                    scoped++;
                else if (member is NamespaceDeclarationSyntax)
                    block++;
            }
        }

        return scoped + block == 0 ? null : scoped >= block;
    }

    private static ImmutableArray<string> GlobalUsings(CSharpCompilation compilation) =>
    [
        .. compilation.SyntaxTrees
            .SelectMany(tree => tree.GetCompilationUnitRoot().Usings)
            .Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.Alias is null)
            .Select(directive => directive.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static string? SolutionOf(LoadedSolution solution, LoadedProject subject)
    {
        if (IsSolution(solution.Path))
            return solution.Path;
        var file = Path.GetFileName(subject.Path);
        foreach (var folder in FilePaths.Upward(subject.Folder))
        {
            var solutions = Directory.EnumerateFiles(folder, "*.sln").Concat(Directory.EnumerateFiles(folder, "*.slnx"))
                .Where(path => IsSolution(path) && File.ReadAllText(path).Contains(file, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (solutions.Count > 0)
                return solutions.Count == 1 ? solutions[0] : null;
            if (IsRepository(folder))
                return null;
        }

        return null;
    }

    [GeneratedRegex(@"^net(?<major>\d+)\.\d+(?<platform>-.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ModernFramework();

    [GeneratedRegex("Integration|EndToEnd|E2E|Functional|Acceptance|Performance|Benchmark|Architecture|Smoke", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnotherKind();
}
