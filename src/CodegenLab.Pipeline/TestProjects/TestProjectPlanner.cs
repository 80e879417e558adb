using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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
public sealed class TestProjectPlanner(ProjectEvaluation evaluation, ProjectTemplates templates)
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
            ? ExistingTestProject.Of(solution, subject)
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

    private static TestProjectPlan Follow(LoadedProject project, LoadedProject subject, PlanningRequest request)
    {
        if (FrameworkChoice.Of(project) is not { } framework)
            throw new InputException($"The test project {project.Path} uses no test framework that tests can be written for. NUnit, xUnit and MSTest are known; choose another folder with --output.");

        var language = project.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        var isCentral = project.Properties.GetValueOrDefault("ManagePackageVersionsCentrally", "").Equals("true", StringComparison.OrdinalIgnoreCase);
        var fsCheck = request.ForProperties ? FsCheckPackage.For(framework, project.Path, project.PackageReferences.Select(package => (package.Name, package.Version))) : null;
        var plan = Plan(subject, request, new TestProjectTraits(project.Path, project.Compilation.AssemblyName ?? project.Name)
        {
            PublicKey = project.Compilation.Assembly.Identity.PublicKey,
            RootNamespace = project.RootNamespace,
            TargetFramework = project.TargetFramework,
            Framework = framework,
            Language = (int)language,
            NullableEnabled = project.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
            // Files beside the new ones count for more than what an .editorconfig wishes for.
            FileScopedNamespaces = SourceHabits.MostlyFileScoped(project),
            GlobalUsings = SourceHabits.GlobalUsings(project.Compilation),
            Mocking = MockingChoice.Of(project),
            HasTestingPackage = OwnPackage.IsIn(project),
            UsesTestingPlatform = UsesTestingPlatform(project.Folder, name => project.Properties.GetValueOrDefault(name, "")),
        });
        return plan with
        {
            IsMultiTargeted = project.TargetFrameworks.Length > 1,
            TakenNames = TakenNames.In(project.Compilation),
            HandWritten = TakenNames.ByPeople(project),
            Packages = [.. project.PackageReferences.Where(package => framework.Needs(package.Name) || IsStandIn(plan, package.Name)).Select(package => new TestPackage(package.Name, package.Version, isCentral)), .. fsCheck is { } needed ? [needed with { IsOverride = isCentral }] : Array.Empty<TestPackage>()],
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
        var plan = Plan(subject, request, new TestProjectTraits(path, name)
        {
            RootNamespace = evaluated["RootNamespace"],
            TargetFramework = evaluated["TargetFramework"] is { Length: > 0 } single ? single : frameworks.LastOrDefault() ?? TestTarget.FrameworkFor(subject),
            Framework = framework,
            Language = (int)language,
            NullableEnabled = evaluated["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase),
            GlobalUsings = [.. evaluated.Usings.Distinct().Order(StringComparer.Ordinal)],
            Mocking = MockingChoice.Of(packages.Select(package => package.Name)),
            HasTestingPackage = OwnPackage.IsAmong(packages.Select(package => package.Name)),
            UsesTestingPlatform = UsesTestingPlatform(folder, property => evaluated[property]),
        });
        return plan with
        {
            IsMultiTargeted = frameworks.Length > 1,
            TakenNames = taken,
            HandWritten = taken,
            Packages = [.. packages.Where(package => framework.Needs(package.Name) || IsStandIn(plan, package.Name))],
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
        var inherited = await evaluation.EvaluateAsync(path, templates.Render(new ProjectText([new("ImplicitUsings", implicitUsings), new(EvaluatedProject.SaidLanguage, "$(LangVersion)")], [], [subject.Path])), cancellationToken);

        var framework = FrameworkChoice.Of(inherited.Packages.Select(package => (package.Key, package.Value ?? inherited.CentralVersions.GetValueOrDefault(package.Key))))?.WithVersion()
            ?? (sibling is not null ? FrameworkChoice.Of(sibling)! : new FrameworkChoice(TestFramework.NUnit, 0, 0));
        ImmutableArray<TestPackage> wanted = sibling is not null && FrameworkChoice.Of(sibling)!.Framework == framework.Framework
            ? [.. sibling.PackageReferences.Where(package => framework.Needs(package.Name)).Select(package => new TestPackage(package.Name, package.Version))]
            : framework.Framework == TestFramework.NUnit ? NUnitPackages : [];
        if (request.ForProperties)
            wanted = [.. wanted, FsCheckPackage.For(framework.Major > 0 ? framework : FrameworkChoice.Of(NUnitPackages.Select(package => (package.Name, package.Version)))!, path, inherited.Packages.Select(package => (package.Key, package.Value)))];
        wanted = [.. wanted.Where(package => !inherited.Packages.ContainsKey(package.Name))];
        var (packages, central) = NewProjectText.Versioned(wanted, inherited);
        if (framework.Major == 0)
            framework = FrameworkChoice.Of(NUnitPackages.Select(package => (package.Name, inherited.CentralVersions.GetValueOrDefault(package.Name) ?? package.Version)))!.WithVersion();

        var traits = new TestProjectTraits(path, name)
        {
            RootNamespace = inherited["RootNamespace"],
            TargetFramework = TestTarget.FrameworkFor(subject),
            Framework = framework,
            Language = TestTarget.LanguageFor(subject),
            NullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
            FileScopedNamespaces = RepositoryStyle.For(Path.Combine(folder, "Tests.cs")).FileScopedNamespaces ?? (sibling is null ? null : SourceHabits.MostlyFileScoped(sibling)) ?? SourceHabits.MostlyFileScoped(subject),
            GlobalUsings = [.. inherited.Usings.Distinct().Order(StringComparer.Ordinal)],
            Mocking = MockingChoice.Of(inherited.Packages.Keys),
            HasTestingPackage = OwnPackage.IsAmong(inherited.Packages.Keys),
            PublicKey = Friends.PublicKeyOf(inherited, folder),
            UsesTestingPlatform = UsesTestingPlatform(folder, property => inherited[property]),
        };
        return Plan(subject, request, traits) with
        {
            TakenNames = TakenNames.OnDisk(folder),
            New = new NewTestProject(
                new ProjectText(NewProjectText.Properties(inherited, traits, implicitUsings), packages, [Path.GetRelativePath(folder, subject.Path).Replace('\\', '/')]),
                SolutionOf(solution, subject),
                central,
                central.IsEmpty ? null : inherited["DirectoryPackagesPropsPath"]),
            Packages = packages,
        };
    }

    /// <summary>What follows from a place and its subject alone; of a project that exists and holds nothing.</summary>
    private static TestProjectPlan Plan(LoadedProject subject, PlanningRequest request, TestProjectTraits traits)
    {
        var style = RepositoryStyle.For(Path.Combine(Path.GetDirectoryName(traits.Path)!, "Tests.cs"));
        return new TestProjectPlan
        {
            Path = traits.Path,
            AssemblyName = traits.AssemblyName,
            Subject = subject.Path,
            SubjectAssembly = Path.GetFileName(subject.TargetPath),
            TargetFramework = traits.TargetFramework,
            IsMultiTargeted = false,
            InternalsVisible = Friends.IsFriend(subject, traits.AssemblyName, traits.PublicKey),
            Rendering = new RenderingOptions
            {
                RootNamespace = AsNamespace(traits.RootNamespace is { Length: > 0 } root ? root : traits.AssemblyName),
                SubjectRootNamespace = subject.RootNamespace,
                ToolVersion = request.ToolVersion,
                Seed = request.Seed,
                Framework = traits.Framework.Framework,
                FrameworkVersion = traits.Framework.Major,
                FrameworkMinorVersion = traits.Framework.Minor,
                LanguageVersion = traits.Language,
                NullableEnabled = traits.NullableEnabled,
                SubjectNullableEnabled = subject.Compilation.Options.NullableContextOptions.AnnotationsEnabled(),
                FileScopedNamespaces = traits.Language >= (int)LanguageVersion.CSharp10 && (traits.FileScopedNamespaces ?? style.FileScopedNamespaces ?? true),
                GlobalUsings = traits.GlobalUsings,
                Mocking = traits.Mocking,
                HasTestingPackage = traits.HasTestingPackage,
            },
            TakenNames = [],
            HandWritten = [],
            New = null,
            Packages = [],
            UsesTestingPlatform = traits.UsesTestingPlatform,
            Format = style.Format(SourceHabits.NewLine(subject)),
            Remarks = [],
        };
    }

    /// <summary>Projects may be called what no namespace can: my-library, 7zip.</summary>
    private static string AsNamespace(string name) => string.Join('.', name.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part =>
    {
        var identifier = new string([.. part.Select(character => SyntaxFacts.IsIdentifierPartCharacter(character) ? character : '_')]);
        return SyntaxFacts.IsValidIdentifier(identifier) && SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "_" + identifier;
    }));

    /// <summary>What the tests' stand-ins need.</summary>
    private static bool IsStandIn(TestProjectPlan plan, string package) =>
        (plan.Rendering.Mocking is { } library && package.Equals(library.ToString(), StringComparison.OrdinalIgnoreCase)) || (plan.Rendering.HasTestingPackage && package.Equals(PackagedFake.Package, StringComparison.OrdinalIgnoreCase));

    private static string Folder(PlanningRequest request, LoadedProject subject) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.OutputIsShared ? Path.Combine(request.Output!, NewName(subject)) : request.Output!));

    // A name the subject already calls its friend opens its internal members.
    private static string NewName(LoadedProject subject) =>
        TestPlaces.Names(subject.Name).FirstOrDefault(name => Friends.IsFriend(subject, name, [])) ?? subject.Name + ".Tests";

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

    private static bool UsesTestingPlatform(string folder, Func<string, string> property) =>
        property("TestingPlatformDotnetTestSupport").Equals("true", StringComparison.OrdinalIgnoreCase) || GlobalJson.AsksForTestingPlatform(folder);

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
}
