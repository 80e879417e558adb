using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What drafts are compiled and run with.</summary>
/// <param name="Compilation">The test project without generated tests, under its assembly's name, against the subject as it stands in memory.</param>
/// <param name="References">Paths of what tests need to run, the subject and the shared framework excluded: nunit.framework.dll and the like.</param>
public sealed record DraftBasis(CSharpCompilation Compilation, ImmutableArray<string> References)
{
    /// <summary>NUnit's own, where the test project has them.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; init; } = [];

    /// <summary>From the test project, or for one that is new or lacks packages from a stand-in that is restored outside the repository.</summary>
    /// <param name="scratch">An empty folder outside the repository.</param>
    /// <returns>Null: the test project, or the stand-in, does not compile.</returns>
    public static async Task<DraftBasis?> LoadAsync(
        LoadedSolution solution, LoadedProject subject, TestProjectPlan plan, TestProjectWriter writer, string scratch, CancellationToken cancellationToken)
    {
        var existing = plan.Added is null ? solution.Projects.FirstOrDefault(project => FilePaths.Comparer.Equals(project.Path, plan.Path)) : null;
        var tests = existing ?? await StandInAsync(plan, writer, scratch, cancellationToken);
        if (tests is null)
            return null;

        var written = tests.Compilation.SyntaxTrees.Where(tree => GeneratedHeader.IsUntouched(tree.ToString())).ToList();
        // What a generator has added to the classes in them means nothing without them.
        var classes = written.SelectMany(TakenNames.Declared).ToList();
        var generated = written.Concat(tests.Compilation.SyntaxTrees.Where(tree => PackagedFake.Completes(tree.FilePath, classes))).ToList();
        var others = tests.Compilation.References.Where(reference => !IsSubject(tests.Compilation.GetAssemblyOrModuleSymbol(reference)?.Name, plan));
        return new DraftBasis(
            tests.Compilation.RemoveSyntaxTrees(generated).WithReferences(others.Append(subject.Compilation.ToMetadataReference())).WithAssemblyName(plan.AssemblyName),
            [.. tests.RuntimeReferences.Where(path => !IsSubject(Path.GetFileNameWithoutExtension(path), plan))])
        {
            Analyzers = NUnitAnalyzers.Of(tests.Analyzers, tests.Folder),
        };
    }

    private static bool IsSubject(string? assembly, TestProjectPlan plan) => string.Equals(assembly, Path.GetFileNameWithoutExtension(plan.SubjectAssembly), StringComparison.OrdinalIgnoreCase);

    private static async Task<LoadedProject?> StandInAsync(TestProjectPlan plan, TestProjectWriter writer, string scratch, CancellationToken cancellationToken)
    {
        var place = ShadowProject.Begin(plan, scratch);
        using (var transaction = new FileTransaction())
        {
            writer.Write(transaction, place, [], new HashSet<string>(), new HashSet<string>());
            transaction.Commit();
        }

        var loaded = await new SolutionLoader().LoadAsync(place.Path, place.Folder, [], null, cancellationToken);
        return loaded.Projects.FirstOrDefault(project => FilePaths.Comparer.Equals(project.Path, place.Path));
    }
}
