using System.Collections.Immutable;
using System.Security.Cryptography;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.History;

/// <summary>The code that suites are run on, as the history looks at it. Files are as they are when this is made, for what is changed while tests run was not run; all else is read when it is asked for.</summary>
internal sealed class SuiteCode
{
    private readonly LoadedSuites _suites;
    private readonly ImmutableArray<LoadedProject> _projects;
    private readonly IReadOnlyDictionary<LoadedProject, string> _files;
    private readonly CancellationToken _cancellationToken;
    private readonly Lazy<CodeSnapshot> _snapshot;
    private readonly Lazy<ImmutableArray<BuiltCode>> _built;
    private readonly Lazy<TypeReferences> _references;

    public SuiteCode(LoadedSuites suites, CancellationToken cancellationToken)
    {
        _suites = suites;
        _projects = [.. suites.Assemblies.SelectMany(assembly => assembly.Used).Distinct()];
        _files = CodeSnapshot.FilesOf(_projects, suites.Root);
        _cancellationToken = cancellationToken;
        _snapshot = CodeSnapshot.Later(_projects, _files, cancellationToken);
        _built = new(() => [.. _projects.Select(project => new BuiltCode(project.Compilation, project.IsTestProject, BuiltPath(project)))]);
        _references = new(() => new TypeReferences(_built.Value));
    }

    public CodeSnapshot Snapshot => _snapshot.Value;

    /// <summary>Of all that a test project's cases can depend on, once everything is built: as long as it is the same, so is what a case that reaches the same depends on.</summary>
    /// <returns>Null: what goes into it is not wholly known.</returns>
    public string? StampOf(TestAssembly assembly) =>
        SuiteSubjectBuilder.StampOf(SuiteBuilds.ProjectOf(assembly.Project), _cancellationToken) is { } key && assembly.Used.All(project => File.Exists(BuiltPath(project)))
            ? SubjectCode.HashOf([typeof(SuiteCode).Module.ModuleVersionId.ToString("N"), key, .. assembly.Used.Select(project => $"{project.Path} {_files[project]} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(BuiltPath(project))))}")])
            : null;

    /// <summary>Once everything is built.</summary>
    public TestDependencies DependenciesOn(SuiteSubject subject) => new(Snapshot, _built.Value, _references.Value, subject);

    /// <summary>The file that tests ran with: the one beside them.</summary>
    private string BuiltPath(LoadedProject project) =>
        Path.Combine(Path.GetDirectoryName(_suites.Assemblies.First(assembly => assembly.Used.Contains(project)).Project.TargetPath)!, Path.GetFileName(project.TargetPath));
}
