using System.Collections.Immutable;
using System.Globalization;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>What was ever hit in test runs with <c>CODEGEN_LAB_TRACE</c> set.</summary>
/// <param name="Goals">Site id × 2, plus 1 for the false outcome.</param>
/// <param name="Lines">Line ids.</param>
/// <param name="Members">Entry ids.</param>
/// <param name="Mutants">Ids of mutants that were reached.</param>
public sealed record RecordedHits(ImmutableHashSet<int> Goals, ImmutableHashSet<int> Lines, ImmutableHashSet<int> Members, ImmutableHashSet<int> Mutants)
{
    /// <summary>Merges the files of all processes that wrote into the folder; a missing folder is one without hits.</summary>
    public static RecordedHits Read(string folder)
    {
        var hits = new Dictionary<string, ImmutableHashSet<int>.Builder>
        {
            ["goal"] = ImmutableHashSet.CreateBuilder<int>(),
            ["line"] = ImmutableHashSet.CreateBuilder<int>(),
            ["member"] = ImmutableHashSet.CreateBuilder<int>(),
            ["mutant"] = ImmutableHashSet.CreateBuilder<int>(),
        };

        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.hits") : [])
        {
            var text = File.ReadAllText(file);

            // A process killed while it wrote leaves half a line at the end.
            var complete = text[..(text.LastIndexOf('\n') + 1)];
            foreach (var line in complete.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Split(' ') is not [var kind, var number] || !hits.TryGetValue(kind, out var ids))
                    throw new InvalidDataException($"{file} holds the line «{line}», which no recorder writes.");

                ids.Add(int.Parse(number, CultureInfo.InvariantCulture));
            }
        }

        return new RecordedHits(hits["goal"].ToImmutable(), hits["line"].ToImmutable(), hits["member"].ToImmutable(), hits["mutant"].ToImmutable());
    }
}
