using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Sends the tests of one round where they belong: to those that may get in, those that may show a fault of the code, back to the model, or away.</summary>
internal sealed class Sorting(DroppedTests dropped)
{
    private readonly List<TriedTest> _passing = [];
    private readonly List<TriedTest> _suspects = [];

    public IReadOnlyList<TriedTest> Passing => _passing;

    /// <summary>They rest on words and fail.</summary>
    public IReadOnlyList<TriedTest> Suspects => _suspects;

    /// <summary>Sends every test of a draft where it belongs.</summary>
    /// <returns>Those that the model may put right.</returns>
    public List<FaultyTest> Sort(Draft draft, JudgedClass judged)
    {
        foreach (var (test, breach) in judged.Breaches)
            dropped.Add(draft, test, "BreaksPolicy", $"{breach.Rule}: {breach.What}");

        var faulty = DoNotCompile(draft, judged).ToList();
        foreach (var test in judged.Code.Tests)
        {
            if (!judged.Trials.TryGetValue(test.Name, out var trial))
                continue;
            var tried = new TriedTest(draft, judged.Code, test, judged.Members.GetValueOrDefault(test.Name), draft.Ask.Quotations.Of(test.Text), trial);
            switch (trial.Status)
            {
                case TrialStatus.Passed:
                    _passing.Add(tried);
                    break;
                case TrialStatus.AssertionFailed or TrialStatus.Threw when tried.Source is not null:
                case TrialStatus.NotRepeatable when tried is { Source: not null, Trial.FailsUnder: not null }:
                    _suspects.Add(tried);
                    break;
                case TrialStatus.AssertionFailed:
                    dropped.Add(draft, test.Name, "Fails", $"expects what the code does not do and no words promise: {TrialWords.OutcomeOf(trial)}");
                    break;
                case TrialStatus.Threw:
                    faulty.Add(new FaultyTest(test.Name, [$"it ends with {TrialWords.OutcomeOf(trial)}"]));
                    break;
                default:
                    dropped.Add(draft, test.Name, TrialWords.ReasonOf(trial.Status), TrialWords.OutcomeOf(trial));
                    break;
            }
        }

        return faulty;
    }

    /// <summary>Faulty tests that no repair came for.</summary>
    public void Forget(List<(Draft Draft, List<FaultyTest> Tests)> faulty, List<Draft> repairs)
    {
        foreach (var (draft, tests) in faulty)
        {
            var repaired = repairs.Where(repair => repair.Type == draft.Type).SelectMany(repair => repair.Class.Code.Tests).Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var test in tests.Where(test => !repaired.Contains(test.Name)))
                dropped.Add(draft, test.Name, test.Complaints[0].StartsWith("CS", StringComparison.Ordinal) ? "DoesNotCompile" : "Fails", test.Complaints[0]);
        }
    }

    /// <summary>With what the compiler says of them, and of the helpers they may have needed.</summary>
    private static IEnumerable<FaultyTest> DoNotCompile(Draft draft, JudgedClass judged)
    {
        var tests = draft.Class.Code.Tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        var ofHelpers = judged.Removed.Where(removed => !tests.Contains(removed.Name)).SelectMany(removed => removed.Complaints.Select(complaint => $"{removed.Name}: {Say(complaint)}")).ToList();
        return judged.Removed.Where(removed => tests.Contains(removed.Name)).Select(removed => new FaultyTest(removed.Name, [.. removed.Complaints.Select(Say), .. ofHelpers]));
    }

    private static string Say(Complaint complaint) => $"{complaint.Code}: {complaint.Message} ({complaint.Text})";
}
