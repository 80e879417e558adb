using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>
/// Has a model draft tests, and lets in what the judge finds worth it: what words promise first, before the code is shown; then branches, then mutants
/// that no test reaches or notices. Repair by rule comes before repair by the model. An expectation that words back is never changed: when the code does
/// not meet it, that is a suspicion. One loop serves one project.
/// </summary>
/// <param name="subject">The project, and what the engine made of it.</param>
/// <param name="desk">Asks the model.</param>
/// <param name="basis">What drafts are compiled with.</param>
/// <param name="trial">Runs compiled drafts in the confined worker.</param>
/// <param name="specification">A text of the user's with its name; null: there is none.</param>
/// <param name="scratch">Folder outside the repository.</param>
public sealed class DraftingLoop(
    DraftingSubject subject,
    ReplyDesk desk,
    PromptWriter prompts,
    DraftBasis basis,
    Func<DraftAssembly, CancellationToken, Task<DraftTrialOutcome>> trial,
    DraftingOptions options,
    (string Name, string Text)? specification,
    string scratch)
{
    /// <summary>Of attempts at a test, CoverUp's published logs say, 60 % succeed at first, 27 % at the second and 12 % at the third.</summary>
    private const int MostRepairs = 3;

    private readonly Gains _gains = new(subject.Suite);
    private readonly Places _places = new(Directory.Exists(subject.Solution.Path) ? subject.Solution.Path : Path.GetDirectoryName(subject.Solution.Path)!);
    private readonly DraftBatch _batch = new(basis, subject.Plan.Rendering.Framework, subject.Project.Compilation, trial, scratch);
    private readonly Drafter _drafter = new(desk, prompts, subject.Plan.Rendering.Framework, type => SpaceOf(type, subject));
    private readonly AcceptedTests _accepted = new();
    private readonly List<DroppedTest> _dropped = [];
    private readonly List<Suspicion> _suspicions = [];
    private readonly List<TriedTest> _suspected = [];

    /// <summary>Tests that the engine was given to search on from, each once with the number that it has there.</summary>
    private readonly List<(Draft Draft, string Test)> _seeds = [];

    /// <summary>Tests that neither compiled as they came nor after rules, by type and name.</summary>
    private readonly HashSet<(string Type, string Test)> _broken = [];

    /// <summary>Runs while answers are waited for.</summary>
    private readonly Stopwatch _asking = new();

    private DraftCounts _counts = new(0, 0, 0, 0, 0);

    /// <exception cref="InputException">A recording is missing, or a prompt template does not parse.</exception>
    public async Task<DraftedSuite> RunAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var whole = Stopwatch.StartNew();
        var asks = new Asks(subject, prompts, options, specification, _gains);
        string? failure = null;
        try
        {
            await RoundAsync("what words promise", asks, asks.ForExpectations, _gains.NotKilledByDrafts, progress, cancellationToken);

            // Class first: what that leaves is asked member by member, where a member is hard or the class was too long to be shown.
            await RoundAsync("branches that no test covers", asks, asks.ForBranches, _gains.NotKilled, progress, cancellationToken);
            await RoundAsync("branches of members that are still open", asks, asks.ForBranchesOfMembers, _gains.NotKilled, progress, cancellationToken);
            SetEquivalentAside(asks, progress, cancellationToken);
            await RoundAsync("mutants that no test notices", asks, asks.ForMutants, _gains.NotKilled, progress, cancellationToken);
        }
        catch (WorkerException ended)
        {
            // What no worker survives costs itself, not what the engine found and what got in before.
            failure = $"Drafting ended early, because every process died that ran drafts or searched on from them: {ended.Message}";
        }

        var grown = new Dictionary<Answer, int>();
        var superfluous = _gains.Superfluous([.. Fixtures().SelectMany(fixture => fixture.Tests).Where(test => test.IsSpecified)]);
        foreach (var seed in _gains.Suite.Tests.Where((test, index) => test.Case.Origin >= 0 && !superfluous.Contains(index)).Select(test => _seeds[test.Case.Origin]))
            grown[seed.Draft.Answer] = grown.GetValueOrDefault(seed.Draft.Answer) + 1;
        var fixtures = Fixtures().ToImmutableArray();
        return new DraftedSuite
        {
            Fixtures = fixtures,
            Superfluous = superfluous,
            Names = options.NamesByModel && !_drafter.IsOver ? await NameAsync(superfluous, progress, cancellationToken) : ImmutableDictionary<int, GivenName>.Empty,
            Dropped = [.. _dropped],
            Suspicions = [.. _suspicions],
            Repros = [.. _suspected.GroupBy(suspect => suspect.Draft.Type).SelectMany(type => Repros(type.Key, [.. type]))],
            Counts = _counts with
            {
                Accepted = _accepted.Count,
                NewBranches = fixtures.SelectMany(fixture => fixture.Tests).Sum(test => test.NewGoals),
                NewMutants = fixtures.SelectMany(fixture => fixture.Tests).Sum(test => test.NewKills),
                EdgeCases = fixtures.SelectMany(fixture => fixture.Code.Tests).Count(EdgeCases.IsOne),
                OwnTime = whole.Elapsed - _asking.Elapsed,
            },
            Equivalent = [.. _drafter.Equivalent],
            Grown = _gains.Suite == subject.Suite ? null : _gains.Suite,
            Seeds = [.. _seeds.Select(seed => new Seed(seed.Test, seed.Draft.Answer.Model, seed.Draft.Answer.Cost / Math.Max(1, _accepted.Of(seed.Draft.Answer) + grown.GetValueOrDefault(seed.Draft.Answer))))],
            Remarks = [.. _drafter.Remarks, .. failure is null ? [] : new[] { failure }],
            ModelFailed = _drafter.HasFailed,
        };

        IEnumerable<DraftedFixture> Fixtures() => asks.Types.SelectMany(type => _accepted.FixturesOf(type, SpaceOf(type, subject), answer => grown.GetValueOrDefault(answer)));
    }

    /// <summary>Before a model is asked about mutants, the compiler is: those that it makes the same code of count no more.</summary>
    private void SetEquivalentAside(Asks asks, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var wanted = _drafter.IsOver ? [] : asks.MutantsWanted().SelectMany(type => type.Mutants).ToList();
        if (wanted.Count == 0)
            return;
        progress.Report($"comparing the code of {Amount(wanted.Count, "mutant")} with the original's");
        var proven = new EquivalenceByCode(subject.Project.Compilation, MutatorSet.Search).Prove(wanted, cancellationToken);
        if (!proven.IsEmpty)
            _gains.Suite = _gains.Suite with { EquivalentMutants = _gains.Suite.EquivalentMutants.Union(proven) };
    }

    private async Task<ImmutableDictionary<int, GivenName>> NameAsync(ImmutableHashSet<int> superfluous, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var standing = subject.Render(_gains.Suite).Select(fixture => fixture with { Tests = [.. fixture.Tests.Where(test => test.Found.Any(index => !superfluous.Contains(index)))] }).Where(fixture => !fixture.Tests.IsEmpty);
        return await new Naming(prompts, _drafter).NameAsync([.. standing], new Relay<string>(text => progress.Report($"names of the engine's tests: {text}")), cancellationToken);
    }

    /// <summary>Asks, judges, and asks again about what does not compile or throws.</summary>
    private async Task RoundAsync(string what, Asks asks, Func<IEnumerable<Ask>> wanted, ImmutableArray<int> mutants, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var questions = _drafter.IsOver ? [] : wanted().ToList();
        if (questions.Count == 0)
            return;
        var stage = new Relay<string>(text => progress.Report($"{what}: {text}"));
        stage.Report($"asking about {Amount(questions.Count, "subject")}");
        var drafts = await DraftAsync(questions, stage, cancellationToken);
        var passing = new List<TriedTest>();
        var suspects = new List<TriedTest>();
        var seeds = new List<TestCase>();
        for (var repair = 0; drafts.Count > 0; repair++)
        {
            stage.Report($"judging {Amount(drafts.Sum(draft => draft.Class.Code.Tests.Length), "drafted test")}");
            var judged = await _batch.JudgeAsync([.. drafts.Select(draft => draft.Class)], mutants, _gains.Suite.Catalog, cancellationToken);
            var faulty = new List<(Draft Draft, List<FaultyTest> Tests)>();
            for (var i = 0; i < drafts.Count; i++)
            {
                Count(drafts[i], judged[i], isRepair: repair > 0);
                seeds.AddRange(SeedsOf(drafts[i], judged[i]));
                if (Sort(drafts[i], judged[i], passing, suspects) is { Count: > 0 } tests)
                    faulty.Add((drafts[i], tests));
            }

            drafts = repair < MostRepairs ? await DraftAsync([.. faulty.Select(one => AskForRepair(asks, one.Draft, one.Tests))], stage, cancellationToken) : [];
            Forget(faulty, drafts);
        }

        // What specified tests cover, others need not; what the engine finds from drafts stands in its own words.
        var accepted = Accept(passing.Where(test => test.Source is not null));
        var hasGrown = await GrowAsync(seeds, stage, cancellationToken);
        accepted.AddRange(Accept(passing.Where(test => test.Source is null)));
        var suspicions = await SuspectAsync(asks, suspects, progress, cancellationToken);
        foreach (var question in questions.Select(ask => ask.Question))
        {
            var count = Of(accepted, question);
            desk.Judged(question, count, Of(passing, question) - count, Of(suspicions, question));
        }

        desk.Accepted(accepted.Count);

        // Cheap first: the dearer model is asked where nothing of an answer even ran, or where an answer for branches and mutants brought none.
        var fruitless = questions.Where(ask => !ask.Question.IsEscalated && (ask.Question.Purpose == Purpose.Expectations
            ? Of(passing, ask.Question) + Of(suspects, ask.Question) == 0
            : Of(accepted, ask.Question) == 0 && !hasGrown)).ToList();
        if (desk.HasStronger && fruitless.Count > 0)
            await RoundAsync(what + ", of the stronger model", asks, () => fruitless.Select(asks.Escalated), mutants, progress, cancellationToken);

        static int Of(List<TriedTest> tests, Question question) => tests.Count(test => test.Draft.Ask.Origin == question);
    }

    /// <summary>What the tests of a draft do, numbered so that what comes of them is known as theirs.</summary>
    private IEnumerable<TestCase> SeedsOf(Draft draft, JudgedClass judged)
    {
        foreach (var (test, cases) in judged.Cases.Where(test => !test.Value.IsEmpty).OrderBy(test => test.Key, StringComparer.Ordinal))
        {
            _seeds.Add((draft, test));
            foreach (var one in cases)
                yield return one with { Origin = _seeds.Count - 1 };
        }
    }

    /// <summary>Has the engine search on from what drafts do: their values may be what it lacked.</summary>
    /// <returns>It found something.</returns>
    private async Task<bool> GrowAsync(List<TestCase> seeds, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (seeds.Count == 0)
            return false;
        progress.Report($"searching on from {Amount(seeds.Count, "draft")}");
        var (goals, kills) = (_gains.Goals.Count, _gains.Kills.Count);
        _gains.Suite = await subject.Grow(_gains.Suite, seeds, cancellationToken);
        var (moreGoals, moreKills) = (_gains.Goals.Count - goals, _gains.Kills.Count - kills);
        _counts = _counts with { GrownBranches = _counts.GrownBranches + moreGoals, GrownMutants = _counts.GrownMutants + moreKills };
        return moreGoals + moreKills > 0;
    }

    private async Task<List<Draft>> DraftAsync(IReadOnlyList<Ask> questions, IProgress<string> progress, CancellationToken cancellationToken)
    {
        _asking.Start();
        try
        {
            return await _drafter.DraftAsync(questions, progress, cancellationToken);
        }
        finally
        {
            _asking.Stop();
        }
    }

    private void Count(Draft draft, JudgedClass judged, bool isRepair)
    {
        if (isRepair)
        {
            _counts = _counts with { CompiledByModel = _counts.CompiledByModel + judged.Code.Tests.Count(test => _broken.Remove((draft.Type.Name, test.Name))) };
            return;
        }

        var compiled = judged.Code.Tests.Select(test => test.Name).Concat(judged.Breaches.Select(breach => breach.Test)).Distinct().ToList();
        _broken.UnionWith(draft.Class.Code.Tests.Select(test => test.Name).Except(compiled).Select(name => (draft.Type.Name, name)));
        _counts = _counts with
        {
            Drafted = _counts.Drafted + draft.Class.Code.Tests.Length,
            CompiledRaw = _counts.CompiledRaw + judged.Sound.Length,
            CompiledByRule = _counts.CompiledByRule + compiled.Count,
            CompiledByModel = _counts.CompiledByModel + compiled.Count,
        };
    }

    /// <summary>Sends every test of a draft where it belongs.</summary>
    /// <returns>Those that the model may put right.</returns>
    private List<FaultyTest> Sort(Draft draft, JudgedClass judged, List<TriedTest> passing, List<TriedTest> suspects)
    {
        foreach (var (test, breach) in judged.Breaches)
            Drop(draft, test, "BreaksPolicy", $"{breach.Rule}: {breach.What}");

        var faulty = DoNotCompile(draft, judged).ToList();
        foreach (var test in judged.Code.Tests)
        {
            if (!judged.Trials.TryGetValue(test.Name, out var trial))
                continue;
            var tried = new TriedTest(draft, judged.Code, test, judged.Members.GetValueOrDefault(test.Name), draft.Ask.Quotations.Of(test.Text), trial);
            switch (trial.Status)
            {
                case TrialStatus.Passed:
                    passing.Add(tried);
                    break;
                case TrialStatus.AssertionFailed or TrialStatus.Threw when tried.Source is not null:
                case TrialStatus.NotRepeatable when tried is { Source: not null, Trial.FailsUnder: not null }:
                    suspects.Add(tried);
                    break;
                case TrialStatus.AssertionFailed:
                    Drop(draft, test.Name, "Fails", $"expects what the code does not do and no words promise: {OutcomeOf(trial)}");
                    break;
                case TrialStatus.Threw:
                    faulty.Add(new FaultyTest(test.Name, [$"it ends with {OutcomeOf(trial)}"]));
                    break;
                default:
                    Drop(draft, test.Name, ReasonOf(trial.Status), OutcomeOf(trial));
                    break;
            }
        }

        return faulty;
    }

    /// <summary>With what the compiler says of them, and of the helpers they may have needed.</summary>
    private static IEnumerable<FaultyTest> DoNotCompile(Draft draft, JudgedClass judged)
    {
        var tests = draft.Class.Code.Tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        var ofHelpers = judged.Removed.Where(removed => !tests.Contains(removed.Name)).SelectMany(removed => removed.Complaints.Select(complaint => $"{removed.Name}: {Say(complaint)}")).ToList();
        return judged.Removed.Where(removed => tests.Contains(removed.Name)).Select(removed => new FaultyTest(removed.Name, [.. removed.Complaints.Select(Say), .. ofHelpers]));
    }

    private static Ask AskForRepair(Asks asks, Draft draft, List<FaultyTest> tests)
    {
        var names = tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        return asks.ForRepair(draft.Ask, tests, draft.Class.Code.Only(test => names.Contains(test.Name)).Write("", draft.Class.Namespace, draft.Class.ClassName, fileScoped: true));
    }

    /// <summary>Faulty tests that no repair came for.</summary>
    private void Forget(List<(Draft Draft, List<FaultyTest> Tests)> faulty, List<Draft> repairs)
    {
        foreach (var (draft, tests) in faulty)
        {
            var repaired = repairs.Where(repair => repair.Type == draft.Type).SelectMany(repair => repair.Class.Code.Tests).Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var test in tests.Where(test => !repaired.Contains(test.Name)))
                Drop(draft, test.Name, test.Complaints[0].StartsWith("CS", StringComparison.Ordinal) ? "DoesNotCompile" : "Fails", test.Complaints[0]);
        }
    }

    /// <returns>Those that got in.</returns>
    private List<TriedTest> Accept(IEnumerable<TriedTest> passing)
    {
        var accepted = new List<TriedTest>();
        foreach (var test in passing)
        {
            if (_gains.Take(test.Trial, test.Source is not null) is { } gain)
            {
                _accepted.Add(test, gain);
                accepted.Add(test);
            }
            else
            {
                Drop(test.Draft, test.Test.Name, "AddsNothing", "");
            }
        }

        return accepted;
    }

    /// <summary>Has a second draft say what to expect, without knowing the first; only where it fails as well there is a suspicion.</summary>
    private async Task<List<TriedTest>> SuspectAsync(Asks asks, List<TriedTest> suspects, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var doubted = new List<(TriedTest Suspect, Ask Ask)>();
        foreach (var alike in suspects.GroupBy(suspect => (suspect.Member, suspect.Source!.Words, OutcomeOf(suspect.Trial))))
        {
            var first = alike.First();
            foreach (var other in alike.Skip(1))
                Drop(other.Draft, other.Test.Name, "Suspicious", $"for the same reason as {first.Test.Name}");
            if (Situation.Of(first.Test.Text, first.Code.Support, subject.Plan.Rendering.Framework) is { } situation)
                doubted.Add((first, asks.ForOpinion(first.Draft.Type, first.Test.Name, situation)));
            else
                Drop(first.Draft, first.Test.Name, "Unconfirmed", "nothing is left of it without its assertion, so nobody could be asked for a second opinion");
        }

        if (doubted.Count == 0)
            return [];
        progress.Report($"asking for a second opinion on {Amount(doubted.Count, "suspicion")}");
        var opinions = await DraftAsync([.. doubted.Select(one => one.Ask)], progress, cancellationToken);
        var judged = await _batch.JudgeAsync([.. opinions.Select(opinion => opinion.Class)], [], _gains.Suite.Catalog, cancellationToken);
        var confirmed = new List<TriedTest>();
        foreach (var (suspect, ask) in doubted)
        {
            var index = opinions.FindIndex(opinion => opinion.Ask == ask);
            var second = index < 0 ? null : judged[index].Trials.Values.FirstOrDefault();
            switch (second?.Status)
            {
                // What holds under the usual culture can only be doubted by a draft that fails under the same other one.
                case TrialStatus.AssertionFailed or TrialStatus.Threw when suspect.Trial.FailsUnder is null:
                case TrialStatus.NotRepeatable when suspect.Trial.FailsUnder is { } culture && second.FailsUnder == culture:
                    _suspicions.Add(SuspicionOf(suspect, second));
                    _suspected.Add(suspect);
                    confirmed.Add(suspect);
                    break;
                case TrialStatus.Passed:
                    Drop(suspect.Draft, suspect.Test.Name, "Disputed", "a second draft, made without knowing this one, expects what the code does");
                    break;
                default:
                    Drop(suspect.Draft, suspect.Test.Name, "Unconfirmed", "no second opinion came of it");
                    break;
            }
        }

        return confirmed;
    }

    private Suspicion SuspicionOf(TriedTest suspect, DraftTrial second)
    {
        var member = PromisedBy(suspect);
        var place = member.Locations.First(location => location.IsInSource).GetLineSpan();
        var agrees = second.Failure?.Expected is { } expected && expected == suspect.Trial.Failure?.Expected;
        return new Suspicion
        {
            Member = member.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            File = place.Path,
            Line = place.StartLinePosition.Line + 1,
            Test = suspect.Test.Name,
            Quote = suspect.Source!.Words,
            QuotePlace = suspect.Source.Place,
            Expected = suspect.Trial.Failure?.Expected,
            Actual = suspect.Trial.Failure?.Actual ?? OutcomeOf(suspect.Trial),
            Culture = suspect.Trial.FailsUnder,
            Confidence = agrees ? Confidence.High : Confidence.Medium,
            SecondOpinion = agrees ? "A second draft, made without knowing the first, expects the same." : "A second draft, made without knowing the first, fails too.",
            Repro = DraftText.Of(suspect.Code.Only(test => test.Name == suspect.Test.Name), [suspect.Source], "", suspect.Draft.Class.Namespace, suspect.Draft.Type.ClassStem + "Suspicion", subject.Plan.Rendering, [suspect.Trial.FailsUnder]),
            Model = suspect.Draft.Answer.Model,
        };
    }

    /// <summary>As many classes as it takes to hold tests that do not fit together.</summary>
    private IEnumerable<ReproFixture> Repros(DraftedType type, List<TriedTest> suspects)
    {
        var open = new List<(DraftFixture Code, ImmutableArray<Quotation?> Sources, ImmutableArray<string?> Cultures)>();
        foreach (var suspect in suspects)
        {
            var code = suspect.Code.Only(test => test.Name == suspect.Test.Name);
            var place = open.FindIndex(other => other.Code.With(code) is not null);
            if (place < 0)
                open.Add((code, [suspect.Source], [suspect.Trial.FailsUnder]));
            else
                open[place] = (open[place].Code.With(code)!, open[place].Sources.Add(suspect.Source), open[place].Cultures.Add(suspect.Trial.FailsUnder));
        }

        return open.Select((one, index) =>
        {
            var name = FormattableString.Invariant($"{type.ClassStem}Suspicions{(index == 0 ? "" : index + 1)}");
            return new ReproFixture(type.Name, SpaceOf(type, subject), name, DraftText.Of(one.Code, one.Sources, "", SpaceOf(type, subject), name, subject.Plan.Rendering, one.Cultures, isExplicit: true), one.Sources.Length);
        });
    }

    /// <summary>The member that a test is about, or where it is about none of its type's, what the type was asked for.</summary>
    private ImmutableArray<ISymbol> SymbolsOf(TriedTest test) =>
        test.Member is { } id && test.Draft.Type.Declares(id) && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, subject.Project.Compilation) is { } member ? [member] : test.Draft.Type.Symbols;

    /// <summary>The member whose documentation has the words that a test rests on, or the one that the test is about.</summary>
    private ISymbol PromisedBy(TriedTest test) =>
        test.Draft.Type.Members.FirstOrDefault(member => member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(declaration => declaration is not BaseTypeDeclarationSyntax && _places.Of(declaration) == test.Source!.Place)) ?? SymbolsOf(test)[0];

    private static string SpaceOf(DraftedType type, DraftingSubject subject) =>
        subject.Plan.Rendering.NamespaceFor(type.Type.ContainingNamespace.IsGlobalNamespace ? "" : type.Type.ContainingNamespace.ToDisplayString());

    private void Drop(Draft draft, string test, string reason, string detail) => _dropped.Add(new DroppedTest($"{draft.Type.Name}: {test}", reason, detail));

    private static string ReasonOf(TrialStatus status) => status switch
    {
        TrialStatus.NotRepeatable => "Flaky",
        TrialStatus.TimedOut or TrialStatus.OutOfFuel => "TimesOut",
        TrialStatus.Crashed => "Crashes",
        TrialStatus.Refused => "BreaksPolicy",
        _ => status.ToString(),
    };

    private static string Say(Complaint complaint) => $"{complaint.Code}: {complaint.Message} ({complaint.Text})";

    private static string Amount(int number, string one) => FormattableString.Invariant($"{number} {one}{(number == 1 ? "" : "s")}");

    private static string OutcomeOf(DraftTrial trial) => string.Join("; ", (trial.Failure?.All() ?? []).Select(OutcomeOf).Where(outcome => outcome.Length > 0));

    private static string OutcomeOf(TrialFailure failure) => failure switch
    {
        { Expected: { } expected, Actual: { } actual } => $"expected {expected} but was {actual}",
        { ExceptionType: { } type, Message: { } message } => $"{type}: {message}",
        { Message: { } message } => message,
        { ExceptionType: { } type } => type,
        _ => "",
    };
}
