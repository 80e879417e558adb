using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Puts a suite into the order a person reads it in, simple before special, and finds for each test the branch that sets it apart.</summary>
internal sealed class SuiteOrder(Catalog catalog, Build build)
{
    /// <param name="places">Where tests stood in an earlier suite: among themselves they stay in that order. Null: there is none.</param>
    public FoundTest[] Arrange(IReadOnlyList<(Candidate Candidate, ChosenAssertions Chosen)> suite, IReadOnlyDictionary<Candidate, int>? places = null)
    {
        var subjects = new SubjectChoice(catalog);
        var ordered = suite.Select(test => (test.Candidate, test.Chosen, Subject: subjects.Of(test.Candidate.Test)))
            .OrderBy(test => test.Subject)
            .ThenBy(test => test.Candidate.Size)
            .ThenBy(test => test.Candidate.Test.ToString(), StringComparer.Ordinal)
            .ToList();
        if (places is not null)
            ordered = [.. ordered.GroupBy(test => test.Subject).SelectMany(member => Joined([.. member.Where(test => places.ContainsKey(test.Candidate)).OrderBy(test => places[test.Candidate])], member.Where(test => !places.ContainsKey(test.Candidate))))];
        var found = new List<FoundTest>();
        var seenByMember = new Dictionary<int, HashSet<int>>();
        foreach (var (candidate, chosen, subject) in ordered)
        {
            if (!seenByMember.TryGetValue(subject, out var seen))
                seenByMember.Add(subject, seen = []);
            var member = catalog.Members[subject].DocumentationId;
            // Of a condition that was both ways at once, and for the first time, neither says what the test is about.
            var fresh = candidate.Goals.Where(goal => !seen.Contains(goal)).ToHashSet();
            var news = candidate.Goals.Where(goal => fresh.Contains(goal) && !fresh.Contains(goal ^ 1)).ToList();
            var own = news.Where(goal => build.Sites[goal >> 1].Member == member).ToList();
            var witness = own.Count > 0 ? own[^1] : news.Count > 0 ? news[^1] : -1;
            seen.UnionWith(candidate.Goals);
            var kills = candidate.Kills.Order().ToArray();
            found.Add(new FoundTest(candidate.Test, [.. chosen.Assertions], subject, [.. candidate.Goals], [.. candidate.Lines], kills, witness)
            {
                Unchanged = [.. chosen.Unchanged],
                Noticing = [.. kills.Select(mutant => chosen.Noticing.GetValueOrDefault(mutant, []))],
            });
        }

        return [.. found];
    }

    /// <summary>New tests of a member, from small to large, each before the first of those that stood there which is larger.</summary>
    private static List<(Candidate Candidate, ChosenAssertions Chosen, int Subject)> Joined(
        List<(Candidate Candidate, ChosenAssertions Chosen, int Subject)> stood, IEnumerable<(Candidate Candidate, ChosenAssertions Chosen, int Subject)> others)
    {
        foreach (var other in others)
        {
            var at = stood.FindIndex(test => test.Candidate.Size > other.Candidate.Size);
            stood.Insert(at < 0 ? stood.Count : at, other);
        }

        return stood;
    }
}
