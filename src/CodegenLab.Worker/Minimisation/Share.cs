using CodegenLab.Worker.Oracles;

namespace CodegenLab.Worker.Minimisation;

/// <summary>
/// What of a suite's obligations a test may stand for: those of the type that it is about, and of those of other types the ones that no test about them meets. A test about orders that happens to be the
/// smallest one to cover something about prices would else have to go on doing so, by whatever detour.
/// </summary>
internal sealed record Share(Candidate Candidate, int[] Goals, int[] Lines, int[] Kills)
{
    /// <param name="open">What has to be covered and killed.</param>
    public static List<Share> Of(IReadOnlyList<Candidate> candidates, Obligations open, Homes homes)
    {
        var subjects = candidates.Select(candidate => homes.Of(candidate.Subject)).ToList();
        var goals = MetAtHome(candidate => candidate.Goals, homes.OfGoal);
        var lines = MetAtHome(candidate => candidate.Lines, homes.OfLine);
        var kills = MetAtHome(candidate => candidate.Kills, homes.OfMutant);
        return
        [
            .. candidates.Select((candidate, i) => new Share(
                candidate,
                [.. candidate.Goals.Where(goal => open.Goals.Contains(goal) && (homes.OfGoal(goal) == subjects[i] || !goals.Contains(goal)))],
                [.. candidate.Lines.Where(line => open.Lines.Contains(line) && (homes.OfLine(line) == subjects[i] || !lines.Contains(line)))],
                [.. candidate.Kills.Where(mutant => open.Kills.Contains(mutant) && (homes.OfMutant(mutant) == subjects[i] || !kills.Contains(mutant)))])),
        ];

        HashSet<int> MetAtHome(Func<Candidate, IEnumerable<int>> met, Func<int, int> home) => [.. candidates.SelectMany((candidate, i) => met(candidate).Where(one => home(one) == subjects[i]))];
    }
}
