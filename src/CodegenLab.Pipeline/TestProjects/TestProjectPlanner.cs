using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
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
/// <param name="ForProperties">The tests are properties for FsCheck.</param>
public sealed record PlanningRequest(string? Output, bool OutputIsShared, string ToolVersion, ulong Seed, bool ForProperties = false);

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
                ? TestPlaces.Names(subject.Name).Contains(Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
                : FilePaths.Comparer.Equals(Path.GetDirectoryName(path), Folder(request, subject)));

    private static LoadedProject? Existing(LoadedSolution solution, LoadedProject subject)
    {
        var names = TestPlaces.Names(subject.Name).ToList();
        var subjects = solution.Projects.Concat(solution.Dependencies).Where(project => !project.IsTestProject && project != subject).ToList();
        return (
            from project in solution.Projects
            where project.IsTestProject && project != subject && FrameworkChoice.Of(project) is not null
            let place = names.FindIndex(name => name.Equals(project.Name, StringComparison.OrdinalIgnoreCase))
            let isDirect = project.ProjectReferences.Contains(subject.Path, FilePaths.Comparer)
            where isDirect || (place >= 0 && Reaches(project, subject, solution))
            where place >= 0 || !AnotherKind().IsMatch(project.Name)
            let isForAnother = subjects.Any(other => TestPlaces.Names(other.Name).Contains(project.Name, StringComparer.OrdinalIgnoreCase))
            orderby place >= 0 ? place : names.Count + (isForAnother ? 1 : 0), project.ProjectReferences.Length
            select project).FirstOrDefault();
    }

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

        var language = project.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        var isCentral = project.Properties.GetValueOrDefault("ManagePackageVersionsCentrally", "").Equals("true", StringComparison.OrdinalIgnoreCase);
        var fsCheck = request.ForProperties ? FsCheckPackage.For(framework, project.Path, project.PackageReferences.Select(package => (package.Name, package.Version))) : null;
        var plan = Plan(subject, request, new Place(project.Path, project.Compilation.AssemblyName ?? project.Name)
        {
            PublicKey = project.Compilation.Assembly.Identity.PublicKey,
            RootNamespace = project.RootNamespace,
            TargetFramework = project.TargetFramework,
            Framework = framework,
            Language = (int)language,
            NullableEnabled = project.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
            // Files beside the new ones count for more than what an .editorconfig wishes for.
            FileScopedNamespaces = MostlyFileScoped(project),
            GlobalUsings = GlobalUsings(project.Compilation),
            Mocking = MockingChoice.Of(project),
            UsesTestingPlatform = UsesTestingPlatform(project.Folder, name => project.Properties.GetValueOrDefault(name, "")),
        });
        return plan with
        {
            IsMultiTargeted = project.TargetFrameworks.Length > 1,
            TakenNames = TakenNames.In(project.Compilation),
            HandWritten = TakenNames.ByPeople(project),
            Packages = [.. project.PackageReferences.Where(package => framework.Needs(package.Name) || IsMocking(plan, package.Name)).Select(package => new TestPackage(package.Name, package.Version, isCentral)), .. fsCheck is { } needed ? [needed with { IsOverride = isCentral }] : Array.Empty<TestPackage>()],
            Added = fsCheck is { } missing && !project.PackageReferences.Any(package => package.Name.Equals(missing.Name, StringComparison.OrdinalIgnoreCase))
                ? isCentral ? new AddedPackages([missing with { Version = null }], [missing], project.Properties["DirectoryPackagesPropsPath"]) : new AddedPackages([missing], [], null)
                : null,
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

        if (request.ForProperties)
            throw new InputException($"The test project {path} does not compile. Make it compile, then properties can be added to it.");
        var frameworks = evaluated["TargetFrameworks"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var language = LanguageVersionFacts.TryParse(evaluated["LangVersion"], out var version) ? version.MapSpecifiedToEffectiveVersion() : LanguageVersion.CSharp7_3;
        var name = evaluated["AssemblyName"] is { Length: > 0 } assembly ? assembly : Path.GetFileNameWithoutExtension(path);
        var taken = TakenNames.OnDisk(folder);
        var plan = Plan(subject, request, new Place(path, name)
        {
            RootNamespace = evaluated["RootNamespace"],
            TargetFramework = evaluated["TargetFramework"] is { Length: > 0 } single ? single : frameworks.LastOrDefault() ?? TargetFramework(subject),
            Framework = framework,
            Language = (int)language,
            NullableEnabled = evaluated["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase),
            GlobalUsings = [.. evaluated.Usings.Distinct().Order(StringComparer.Ordinal)],
            Mocking = MockingChoice.Of(packages.Select(package => package.Name)),
            UsesTestingPlatform = UsesTestingPlatform(folder, property => evaluated[property]),
        });
        return plan with
        {
            IsMultiTargeted = frameworks.Length > 1,
            TakenNames = taken,
            HandWritten = taken,
            Packages = [.. packages.Where(package => framework.Needs(package.Name) || IsMocking(plan, package.Name))],
            Remarks = [$"{path} did not compile when the run began: what its own tests cover was not measured."],
        };
    }

    private async Task<TestProjectPlan> BeginAsync(LoadedSolution solution, LoadedProject subject, PlanningRequest request, CancellationToken cancellationToken)
    {
        var name = NewName(subject);
        var folder = request.Output is null ? TestPlaces.DefaultFolder(solution.Path, subject.Folder, name) : Folder(request, subject);
        var path = Path.Combine(folder, name + ".csproj");
        Refuse(folder, isChosen: request.Output is not null, solution, subject);

        var sibling = solution.Projects.FirstOrDefault(project => project.IsTestProject && project != subject && FrameworkChoice.Of(project) is not null);
        var implicitUsings = subject.Properties.GetValueOrDefault("ImplicitUsings", "");
        var inherited = await evaluation.EvaluateAsync(path, templates.Render(new ProjectText([new("ImplicitUsings", implicitUsings)], [], [subject.Path])), cancellationToken);

        var framework = FrameworkChoice.Of(inherited.Packages.Select(package => (package.Key, package.Value ?? inherited.CentralVersions.GetValueOrDefault(package.Key))))?.WithVersion()
            ?? (sibling is not null ? FrameworkChoice.Of(sibling)! : new FrameworkChoice(TestFramework.NUnit, 0, 0));
        ImmutableArray<TestPackage> wanted = sibling is not null && FrameworkChoice.Of(sibling)!.Framework == framework.Framework
            ? [.. sibling.PackageReferences.Where(package => framework.Needs(package.Name)).Select(package => new TestPackage(package.Name, package.Version))]
            : framework.Framework == TestFramework.NUnit ? NUnitPackages : [];
        if (request.ForProperties)
            wanted = [.. wanted, FsCheckPackage.For(framework.Major > 0 ? framework : FrameworkChoice.Of(NUnitPackages.Select(package => (package.Name, package.Version)))!, path, inherited.Packages.Select(package => (package.Key, package.Value)))];
        wanted = [.. wanted.Where(package => !inherited.Packages.ContainsKey(package.Name))];
        var (packages, central) = Versioned(wanted, inherited);
        if (framework.Major == 0)
            framework = FrameworkChoice.Of(NUnitPackages.Select(package => (package.Name, inherited.CentralVersions.GetValueOrDefault(package.Name) ?? package.Version)))!.WithVersion();

        var place = new Place(path, name)
        {
            RootNamespace = inherited["RootNamespace"],
            TargetFramework = TargetFramework(subject),
            Framework = framework,
            Language = LanguageOf(subject),
            NullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
            FileScopedNamespaces = RepositoryStyle.For(Path.Combine(folder, "Tests.cs")).FileScopedNamespaces ?? (sibling is null ? null : MostlyFileScoped(sibling)) ?? MostlyFileScoped(subject),
            GlobalUsings = [.. inherited.Usings.Distinct().Order(StringComparer.Ordinal)],
            Mocking = MockingChoice.Of(inherited.Packages.Keys),
            PublicKey = PublicKeyOf(inherited, folder),
            UsesTestingPlatform = UsesTestingPlatform(folder, property => inherited[property]),
        };
        return Plan(subject, request, place) with
        {
            TakenNames = TakenNames.OnDisk(folder),
            New = new NewTestProject(
                new ProjectText(Properties(inherited, place, implicitUsings), packages, [Path.GetRelativePath(folder, subject.Path).Replace('\\', '/')]),
                SolutionOf(solution, subject),
                central,
                central.IsEmpty ? null : inherited["DirectoryPackagesPropsPath"]),
            Packages = packages,
        };
    }

    /// <summary>What follows from a place and its subject alone; of a project that exists and holds nothing.</summary>
    private static TestProjectPlan Plan(LoadedProject subject, PlanningRequest request, Place place)
    {
        var style = RepositoryStyle.For(Path.Combine(Path.GetDirectoryName(place.Path)!, "Tests.cs"));
        return new TestProjectPlan
        {
            Path = place.Path,
            AssemblyName = place.AssemblyName,
            Subject = subject.Path,
            SubjectAssembly = Path.GetFileName(subject.TargetPath),
            TargetFramework = place.TargetFramework,
            IsMultiTargeted = false,
            InternalsVisible = IsFriend(subject, place.AssemblyName, place.PublicKey),
            Rendering = new RenderingOptions
            {
                RootNamespace = AsNamespace(place.RootNamespace is { Length: > 0 } root ? root : place.AssemblyName),
                SubjectRootNamespace = subject.RootNamespace,
                ToolVersion = request.ToolVersion,
                Seed = request.Seed,
                Framework = place.Framework.Framework,
                FrameworkVersion = place.Framework.Major,
                FrameworkMinorVersion = place.Framework.Minor,
                LanguageVersion = place.Language,
                NullableEnabled = place.NullableEnabled,
                SubjectNullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
                FileScopedNamespaces = place.Language >= (int)LanguageVersion.CSharp10 && (place.FileScopedNamespaces ?? style.FileScopedNamespaces ?? true),
                GlobalUsings = place.GlobalUsings,
                Mocking = place.Mocking,
            },
            TakenNames = [],
            HandWritten = [],
            New = null,
            Packages = [],
            UsesTestingPlatform = place.UsesTestingPlatform,
            Format = style.Format(NewLine(subject)),
            Remarks = [],
        };
    }

    /// <summary>Projects may be called what no namespace can: my-library, 7zip.</summary>
    private static string AsNamespace(string name) => string.Join('.', name.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part =>
    {
        var identifier = new string([.. part.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_')]);
        return SyntaxFacts.IsValidIdentifier(identifier) && SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "_" + identifier;
    }));

    private static bool IsMocking(TestProjectPlan plan, string package) => plan.Rendering.Mocking is { } library && package.Equals(library.ToString(), StringComparison.OrdinalIgnoreCase);

    private static string Folder(PlanningRequest request, LoadedProject subject) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.OutputIsShared ? Path.Combine(request.Output!, NewName(subject)) : request.Output!));

    // A name the subject already calls its friend opens its internal members.
    private static string NewName(LoadedProject subject) =>
        TestPlaces.Names(subject.Name).FirstOrDefault(name => IsFriend(subject, name, [])) ?? subject.Name + ".Tests";

    private static void Refuse(string folder, bool isChosen, LoadedSolution solution, LoadedProject subject)
    {
        if (FilePaths.Comparer.Equals(folder, subject.Folder) || FilePaths.IsInside(folder, subject.Folder))
            throw new InputException($"A test project in {folder} would lie inside {subject.Folder} and its files would become part of {subject.Name}. Choose a folder outside with --output.");
        if (!isChosen && TestPlaces.IsRepository(subject.Folder) && !FilePaths.IsInside(folder, subject.Folder) && FilePaths.Comparer.Equals(Path.GetDirectoryName(folder), Path.GetDirectoryName(subject.Folder)) && !Directory.Exists(folder))
            throw new InputException($"{subject.Name} fills its whole repository {subject.Folder}: a test project inside would become part of it. Move the project into a folder of its own (src/{subject.Name}), or choose a folder outside with --output.");
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.csproj").FirstOrDefault() is { } project)
        {
            var listed = TestPlaces.IsSolution(solution.Path) ? "Add it to the solution, make" : "Make";
            throw new InputException($"There is a project {project} already, but it is not among the test projects that loaded. {listed} it compile and reference {subject.Name}, or choose another folder with --output.");
        }
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

    /// <summary>The subject's own where somebody chose it; an old default is only the old framework's.</summary>
    private static int LanguageOf(LoadedProject subject)
    {
        var language = (int)subject.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        return language == DefaultLanguage(subject.TargetFramework) ? DefaultLanguage(TargetFramework(subject)) : language;
    }

    /// <summary>The C# version of a project that names none, as Roslyn's LanguageVersion number.</summary>
    private static int DefaultLanguage(string targetFramework) => targetFramework switch
    {
        "netstandard2.1" or "netcoreapp3.0" or "netcoreapp3.1" => 800,
        ['n', 'e', 't', 's', ..] or ['n', 'e', 't', 'c', ..] => 703,
        _ when ModernFramework().Match(targetFramework) is { Success: true } match => (int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) + 4) * 100,
        _ => 703,
    };

    private static ImmutableArray<ProjectProperty> Properties(EvaluatedProject inherited, Place place, string implicitUsings)
    {
        var properties = ImmutableArray.CreateBuilder<ProjectProperty>();
        var runsNUnitItself = place.UsesTestingPlatform && place.Framework.Framework == TestFramework.NUnit;
        if (inherited["TargetFrameworks"].Length > 0)
            properties.Add(new("TargetFrameworks", ""));
        if (inherited["TargetFramework"] != place.TargetFramework)
            properties.Add(new("TargetFramework", place.TargetFramework));
        if (place.Language != DefaultLanguage(place.TargetFramework) && !IsInherited(place.Language, inherited))
            properties.Add(new("LangVersion", ((LanguageVersion)place.Language).ToDisplayString()));
        if (inherited["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase) != place.NullableEnabled)
            properties.Add(new("Nullable", place.NullableEnabled ? "enable" : "disable"));
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
        if (inherited.Is("SignAssembly") && inherited["AssemblyOriginatorKeyFile"] is { Length: > 0 } key && !File.Exists(Path.GetFullPath(key, Path.GetDirectoryName(place.Path)!)))
            properties.Add(new("SignAssembly", "false"));
        if (runsNUnitItself && !inherited.Is("EnableNUnitRunner"))
            properties.Add(new("EnableNUnitRunner", "true"));
        if (runsNUnitItself && !inherited["OutputType"].Equals("Exe", StringComparison.OrdinalIgnoreCase))
            properties.Add(new("OutputType", "Exe"));
        if (inherited.Is("TreatWarningsAsErrors") || inherited["AnalysisMode"].Length > 0 || inherited["AnalysisLevel"].Contains('-', StringComparison.Ordinal))
            properties.Add(new("NoWarn", "$(NoWarn);CA1707;CS1591;CS3016"));
        return properties.ToImmutable();
    }

    /// <summary>Of the assembly that the repository will sign; empty: it signs none, or the key is not there.</summary>
    private static ImmutableArray<byte> PublicKeyOf(EvaluatedProject inherited, string folder)
    {
        if (!inherited.Is("SignAssembly") || inherited["AssemblyOriginatorKeyFile"] is not { Length: > 0 } key || Path.GetFullPath(key, folder) is var file && !File.Exists(file))
            return [];
        var signed = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithCryptoKeyFile(file).WithStrongNameProvider(new DesktopStrongNameProvider());
        return CSharpCompilation.Create("Signed", options: signed).Assembly.Identity.PublicKey;
    }

    private static bool IsInherited(int language, EvaluatedProject inherited) =>
        LanguageVersionFacts.TryParse(inherited["LangVersion"], out var version) && (int)version.MapSpecifiedToEffectiveVersion() == language;

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

    /// <summary>What most of the subject's files end their lines with: under Windows git usually checks them out with CRLF.</summary>
    private static string NewLine(LoadedProject subject)
    {
        var output = Path.Combine(subject.Folder, "obj");
        var breaks = subject.Compilation.SyntaxTrees
            .Where(tree => FilePaths.IsInside(tree.FilePath, subject.Folder) && !FilePaths.IsInside(tree.FilePath, output))
            .Select(tree => tree.GetText().Lines[0])
            .Select(line => line.EndIncludingLineBreak - line.End)
            .Where(length => length > 0)
            .ToList();
        return breaks.Count(length => length == 2) * 2 > breaks.Count ? "\r\n" : "\n";
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
        if (TestPlaces.IsSolution(solution.Path))
            return solution.Path;
        var file = Path.GetFileName(subject.Path);
        foreach (var folder in FilePaths.Upward(subject.Folder))
        {
            var solutions = Directory.EnumerateFiles(folder, "*.sln").Concat(Directory.EnumerateFiles(folder, "*.slnx"))
                .Where(path => TestPlaces.IsSolution(path) && File.ReadAllText(path).Contains(file, StringComparison.OrdinalIgnoreCase))
                .ToList();
            if (solutions.Count > 0)
                return solutions.Count == 1 ? solutions[0] : null;
            if (TestPlaces.IsRepository(folder))
                return null;
        }

        return null;
    }

    [GeneratedRegex(@"^net(?<major>\d+)\.\d+(?<platform>-.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ModernFramework();

    [GeneratedRegex("Integration|EndToEnd|E2E|Functional|Acceptance|Performance|Benchmark|Architecture|Smoke", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AnotherKind();

    /// <summary>A test project as far as it decides how tests look in it, whether it exists or not.</summary>
    /// <param name="Path">Of its file.</param>
    private sealed record Place(string Path, string AssemblyName)
    {
        /// <summary>Empty: the project has none, or it is not known that it will have one.</summary>
        public ImmutableArray<byte> PublicKey { get; init; } = [];

        /// <summary>Empty: the assembly's name.</summary>
        public required string RootNamespace { get; init; }

        public required string TargetFramework { get; init; }

        public required FrameworkChoice Framework { get; init; }

        /// <summary>C# version as Roslyn's LanguageVersion number.</summary>
        public required int Language { get; init; }

        public required bool NullableEnabled { get; init; }

        /// <summary>Null: as the .editorconfig says, and file-scoped where it says nothing.</summary>
        public bool? FileScopedNamespaces { get; init; }

        public required ImmutableArray<string> GlobalUsings { get; init; }

        /// <summary>Null: the project uses none that tests can be written with.</summary>
        public required MockingLibrary? Mocking { get; init; }

        public required bool UsesTestingPlatform { get; init; }
    }
}
