using System.Collections.Immutable;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Of the mutants that no test notices, those that none can notice.</summary>
/// <param name="subjects">Projects that the mutants were made of.</param>
/// <param name="kept">Where the answer is kept beside the mutants: it is about the same code; null: nowhere.</param>
internal sealed class EquivalentMutants(ImmutableArray<LoadedProject> subjects, KeptFiles? kept)
{
    /// <param name="survivors">Ids.</param>
    /// <returns>Ids of those that are equivalent for certain.</returns>
    public ImmutableHashSet<int> Among(SuiteSubject mutated, IReadOnlySet<int> survivors, CancellationToken cancellationToken)
    {
        var byFile = mutated.Mutants.Where(mutant => survivors.Contains(mutant.Id)).ToLookup(mutant => mutant.File, FilePaths.Comparer);
        return
        [
            .. subjects.SelectMany((subject, number) => Among(
                subject, mutated.Keys.ElementAtOrDefault(number), [.. subject.Compilation.SyntaxTrees.SelectMany(tree => byFile[tree.FilePath])], cancellationToken)),
        ];
    }

    private IEnumerable<int> Among(LoadedProject subject, string? key, ImmutableArray<Mutant> survivors, CancellationToken cancellationToken)
    {
        if (kept is null || key is null)
            return Prove(survivors);
        var place = key + "-equivalent";
        var known = kept.Find(place) is { } content ? Unpack(content) : [];
        var open = survivors.Where(mutant => !known.ContainsKey(mutant.Id)).ToImmutableArray();
        if (!open.IsEmpty)
        {
            var proven = Prove(open);
            foreach (var mutant in open)
                known[mutant.Id] = proven.Contains(mutant.Id);
            kept.Keep(place, Pack(known));
        }

        return survivors.Select(mutant => mutant.Id).Where(id => known[id]);

        HashSet<int> Prove(ImmutableArray<Mutant> mutants) => [.. new EquivalenceByCode(subject.Compilation, MutatorSet.Suites).Prove(mutants, cancellationToken)];
    }

    private static byte[] Pack(Dictionary<int, bool> known)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(known.Count);
        foreach (var (mutant, isEquivalent) in known)
        {
            writer.Write(mutant);
            writer.Write(isEquivalent);
        }

        writer.Flush();
        return content.ToArray();
    }

    private static Dictionary<int, bool> Unpack(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content));
        return Enumerable.Range(0, reader.ReadInt32()).ToDictionary(_ => reader.ReadInt32(), _ => reader.ReadBoolean());
    }
}
