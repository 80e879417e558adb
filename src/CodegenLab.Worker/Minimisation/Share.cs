using CodegenLab.Worker.Oracles;

namespace CodegenLab.Worker.Minimisation;

/// <summary>
/// What of a suite's obligations a test may stand for: those of the member that it is about; of the type's other members those that no test about them meets; and of other types the same. A test about orders
/// that happens to be the smallest one to cover something about prices would else have to go on doing so, by whatever detour.
/// </summary>
internal sealed record Share(Candidate Candidate, int[] Goals, int[] Lines, int[] Kills)
{
    /// <param name="open">What has to be covered and killed.</param>
    public static List<Share> Of(IReadOnlyList<Candidate> candidates, Obligations open, Homes homes)
    {
        var subjects = candidates.Select(candidate => homes.Of(candidate.Subject)).ToList();
        var goals = Answering(candidate => candidate.Goals.Where(open.Goals.Contains), homes.OfGoal);
        var lines = Answering(candidate => candidate.Lines.Where(open.Lines.Contains), homes.OfLine);
        var kills = Answering(candidate => candidate.Kills.Where(open.Kills.Contains), homes.OfMutant);
        return [.. candidates.Select((candidate, i) => new Share(candidate, goals[i], lines[i], kills[i]))];

        List<int[]> Answering(Func<Candidate, IEnumerable<int>> met, Func<int, Home> home)
        {
            var byMember = Met((subject, home) => subject.Member == home.Member);
            var byType = Met((subject, home) => subject.Type == home.Type);
            return [.. candidates.Select((candidate, i) => met(candidate).Where(one => Answers(one, home(one), subjects[i])).ToArray())];

            bool Answers(int one, Home home, Home subject) =>
                home.Member == subject.Member || (!byMember.Contains(one) && (home.Type == subject.Type || !byType.Contains(one)));

            HashSet<int> Met(Func<Home, Home, bool> isAtHome) => [.. candidates.SelectMany((candidate, i) => met(candidate).Where(one => isAtHome(subjects[i], home(one))))];
        }
    }
}
