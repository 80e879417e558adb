using System.Security.Cryptography;
using System.Text;
using CodegenLab.Engine.Mutants;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Names of mutants that outlive runs: the same as long as the member that holds the mutant does not change. Hexadecimal.</summary>
internal static class MutantIds
{
    /// <param name="file">All mutants of one file, also those that are not made.</param>
    /// <returns>In source order.</returns>
    public static IEnumerable<(T Entry, string Id)> Of<T>(IEnumerable<T> file, Func<T, Mutant> mutantOf)
    {
        var twins = new Dictionary<string, int>();
        foreach (var (entry, mutant) in file.Select(entry => (entry, Mutant: mutantOf(entry))).OrderBy(one => one.Mutant.Span.Start).ThenBy(one => one.Mutant.Id))
        {
            var key = $"{mutant.Member}\n{mutant.Mutator}\n{mutant.Original}\n{mutant.Replacement}";
            var twin = twins[key] = twins.GetValueOrDefault(key) + 1;
            // Eight bytes are enough for a project's mutants.
            yield return (entry, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{key}\n{twin}"))).AsSpan(0, 8)));
        }
    }
}
