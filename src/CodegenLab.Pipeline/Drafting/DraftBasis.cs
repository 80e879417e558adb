using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What drafts are compiled and run with.</summary>
/// <param name="Compilation">The test project without generated tests and without what generators make, under its assembly's name, against the subject as it stands in memory.</param>
/// <param name="References">Paths of what tests need to run, the subject and the shared framework excluded: nunit.framework.dll and the like.</param>
public sealed record DraftBasis(CSharpCompilation Compilation, ImmutableArray<string> References)
{
    /// <summary>NUnit's own and those of our package, where the test project has them.</summary>
    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; init; } = [];

    /// <summary>Of the test project: they run over drafts as well. Null: it has none.</summary>
    public ProjectGenerators? Generators { get; init; }

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

        var sources = tests.Compilation.RemoveSyntaxTrees(tests.Generators?.Trees ?? []);
        var written = sources.SyntaxTrees.Where(tree => GeneratedHeader.IsUntouched(tree.ToString()));
        var others = tests.Compilation.References.Where(reference => !IsSubject(tests.Compilation.GetAssemblyOrModuleSymbol(reference)?.Name, plan));
        var compilation = sources.RemoveSyntaxTrees(written).WithReferences(others.Append(subject.Compilation.ToMetadataReference())).WithAssemblyName(plan.AssemblyName);
        return new DraftBasis(compilation, [.. tests.RuntimeReferences.Where(path => !IsSubject(Path.GetFileNameWithoutExtension(path), plan))])
        {
            Analyzers = DraftAnalyzers.Of(tests.Analyzers, tests.Folder),
            Generators = tests.Generators?.On(compilation, cancellationToken),
        };
    }

    /// <summary>With drafts, and what generators make of them.</summary>
    public CSharpCompilation With(IEnumerable<SyntaxTree> drafts, CancellationToken cancellationToken) =>
        ProjectGenerators.Add(Compilation, drafts, Generators, cancellationToken);

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
