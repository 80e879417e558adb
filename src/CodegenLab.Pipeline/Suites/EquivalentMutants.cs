using System.Collections.Immutable;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Of the mutants that no test notices, those that none can notice.</summary>
/// <param name="subjects">Projects that the mutants were made of.</param>
internal sealed class EquivalentMutants(ImmutableArray<LoadedProject> subjects)
{
    /// <param name="survivors">Ids.</param>
    /// <returns>Ids of those that are equivalent for certain.</returns>
    public ImmutableHashSet<int> Among(SuiteSubject mutated, IReadOnlySet<int> survivors, CancellationToken cancellationToken)
    {
        var byFile = mutated.Mutants.Where(mutant => survivors.Contains(mutant.Id)).ToLookup(mutant => mutant.File, FilePaths.Comparer);
        return [.. subjects.SelectMany(subject =>
            new EquivalenceByCode(subject.Compilation, MutatorSet.Suites).Prove([.. subject.Compilation.SyntaxTrees.SelectMany(tree => byFile[tree.FilePath])], cancellationToken))];
    }
}
