using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Compiles a subject twice: once with probes, once with all its mutants.</summary>
/// <param name="resources">Embedded resources of the original; null for none.</param>
public sealed class SubjectBuilder(IEnumerable<ResourceDescription>? resources = null)
{
    private readonly List<ResourceDescription> _resources = resources?.ToList() ?? [];

    /// <param name="compilation">As the project compiles it, generated sources included; it must be free of errors.</param>
    /// <param name="extraTrees">Added to both builds as they are: fakes.</param>
    /// <param name="outputFolder">Gets one folder per build, because both assemblies keep the subject's name.</param>
    /// <param name="cancellationToken">Asked between files and rounds.</param>
    /// <exception cref="InvalidOperationException">The subject does not compile even without probes.</exception>
    public InstrumentedSubject Build(
        CSharpCompilation compilation,
        IReadOnlyList<SyntaxTree> extraTrees,
        string outputFolder,
        CancellationToken cancellationToken)
    {
        var entries = new EntryNumbers();
        var original = PlainBuild.WithoutAdvice(compilation);
        var rounds = new EmitRounds(original, ProbedCompilation.Of(original, [.. extraTrees.Select(PlainBuild.WithoutAdvice)]), _resources, entries);

        var search = rounds.Run("search", static (model, map) => new SearchRewriter(model, map) { Restartable = new RestartableTypes(model, map) }, cancellationToken);
        var mutants = rounds.Run("mutants", static (model, map) => new MutantRewriter(model, map, MutatorSet.Search) { Restartable = new RestartableTypes(model, map) }, cancellationToken);

        return new InstrumentedSubject
        {
            SearchAssembly = EmitRounds.Save(search.Image, Path.Combine(outputFolder, "search"), compilation.AssemblyName!),
            MutantAssembly = EmitRounds.Save(mutants.Image, Path.Combine(outputFolder, "mutants"), compilation.AssemblyName!),
            Sites = search.Map.Sites,
            Switches = search.Map.Switches,
            Lines = search.Map.Lines,
            Members = entries.Members,
            Mutants = mutants.Map.Mutants,
            RolledBack = [.. search.RolledBack, .. mutants.RolledBack],
        };
    }
}
