using System.Collections.Immutable;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Asks a round of questions, judges what comes, has faulty tests put right, and lets in what is worth it.</summary>
internal sealed class DraftingRounds(
    ReplyDesk desk, Asks asks, Drafter drafter, DraftBatch batch, Gains gains, Seeding seeding, SecondOpinions opinions, Compilability compilability, AcceptedTests accepted, DroppedTests dropped)
{
    /// <summary>Of attempts at a test, CoverUp's published logs say, 60 % succeed at first, 27 % at the second and 12 % at the third.</summary>
    private const int MostRepairs = 3;

    /// <summary>Asks, judges, and asks again about what does not compile or throws.</summary>
    /// <param name="what">What it is about, for people.</param>
    /// <param name="wanted">Makes up the questions; not asked for where the asking is over.</param>
    /// <param name="mutants">Worth trying.</param>
    /// <exception cref="InputException">A recording is missing.</exception>
    public async Task RunAsync(string what, Func<IEnumerable<Ask>> wanted, ImmutableArray<int> mutants, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var questions = drafter.IsOver ? [] : wanted().ToList();
        if (questions.Count == 0)
            return;
        var stage = new Relay<string>(text => progress.Report($"{what}: {text}"));
        stage.Report($"asking about {Amounts.Of(questions.Count, "subject")}");
        var drafts = await drafter.DraftAsync(questions, stage, cancellationToken);
        var sorting = new Sorting(dropped);
        var seeds = new List<TestCase>();
        for (var repair = 0; drafts.Count > 0; repair++)
        {
            stage.Report($"judging {Amounts.Of(drafts.Sum(draft => draft.Class.Code.Tests.Length), "drafted test")}");
            var judged = await batch.JudgeAsync([.. drafts.Select(draft => draft.Class)], mutants, gains.Suite.Catalog, cancellationToken);
            var faulty = new List<(Draft Draft, List<FaultyTest> Tests)>();
            for (var i = 0; i < drafts.Count; i++)
            {
                compilability.Count(drafts[i], judged[i], isRepair: repair > 0);
                seeds.AddRange(seeding.SeedsOf(drafts[i], judged[i]));
                if (sorting.Sort(drafts[i], judged[i]) is { Count: > 0 } tests)
                    faulty.Add((drafts[i], tests));
            }

            drafts = repair < MostRepairs ? await drafter.DraftAsync([.. faulty.Select(one => AskForRepair(one.Draft, one.Tests))], stage, cancellationToken) : [];
            sorting.Forget(faulty, drafts);
        }

        // What specified tests cover, others need not; what the engine finds from drafts stands in its own words.
        var news = Accept(sorting.Passing.Where(test => test.Source is not null));
        var hasGrown = await seeding.GrowAsync(seeds, stage, cancellationToken);
        news.AddRange(Accept(sorting.Passing.Where(test => test.Source is null)));
        var suspicions = await opinions.AskAsync(asks, sorting.Suspects, gains.Suite.Catalog, progress, cancellationToken);
        foreach (var question in questions.Select(ask => ask.Question))
        {
            var count = Of(news, question);
            desk.Judged(question, count, Of(sorting.Passing, question) - count, Of(suspicions, question));
        }

        desk.Accepted(news.Count);

        // Cheap first: the dearer model is asked where nothing of an answer even ran, or where an answer for branches and mutants brought none.
        var fruitless = questions.Where(ask => !ask.Question.IsEscalated && (ask.Question.Purpose == Purpose.Expectations
            ? Of(sorting.Passing, ask.Question) + Of(sorting.Suspects, ask.Question) == 0
            : Of(news, ask.Question) == 0 && !hasGrown)).ToList();
        if (desk.HasStronger && fruitless.Count > 0)
            await RunAsync(what + ", of the stronger model", () => fruitless.Select(asks.Escalated), mutants, progress, cancellationToken);

        static int Of(IReadOnlyList<TriedTest> tests, Question question) => tests.Count(test => test.Draft.Ask.Origin == question);
    }

    private Ask AskForRepair(Draft draft, List<FaultyTest> tests)
    {
        var names = tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        return asks.ForRepair(draft.Ask, tests, draft.Class.Code.Only(test => names.Contains(test.Name)).Write("", draft.Class.Namespace, draft.Class.ClassName, fileScoped: true));
    }

    /// <returns>Those that got in.</returns>
    private List<TriedTest> Accept(IEnumerable<TriedTest> passing)
    {
        var news = new List<TriedTest>();
        foreach (var test in passing)
        {
            if (gains.Take(test.Trial, test.Source is not null) is { } gain)
            {
                accepted.Add(test, gain);
                news.Add(test);
            }
            else
            {
                dropped.Add(test.Draft, test.Test.Name, "AddsNothing", "");
            }
        }

        return news;
    }
}
