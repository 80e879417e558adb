using System.Collections.Immutable;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Tells faults of the code from faults of a draft: a test that rests on words and fails is doubted until a second draft, made without knowing it, fails as well.</summary>
/// <param name="spaceOf">Namespace for tests of a type.</param>
internal sealed class SecondOpinions(DraftingSubject subject, Drafter drafter, DraftBatch batch, DroppedTests dropped, Func<DraftedType, string> spaceOf)
{
    private readonly Places _places = new(Directory.Exists(subject.Solution.Path) ? subject.Solution.Path : Path.GetDirectoryName(subject.Solution.Path)!);
    private readonly List<Suspicion> _suspicions = [];
    private readonly List<TriedTest> _suspected = [];

    public ImmutableArray<Suspicion> Suspicions => [.. _suspicions];

    /// <summary>Classes of tests that show them.</summary>
    public ImmutableArray<ReproFixture> Repros => [.. _suspected.GroupBy(suspect => suspect.Draft.Type).SelectMany(type => ReprosOf(type.Key, [.. type]))];

    /// <summary>Has a second draft say what to expect, without knowing the first; only where it fails as well there is a suspicion.</summary>
    public async Task<List<TriedTest>> AskAsync(Asks asks, IReadOnlyList<TriedTest> suspects, Catalog catalog, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var doubted = new List<(TriedTest Suspect, Ask Ask)>();
        foreach (var alike in suspects.GroupBy(suspect => (suspect.Member, suspect.Source!.Words, TrialWords.OutcomeOf(suspect.Trial))))
        {
            var first = alike.First();
            foreach (var other in alike.Skip(1))
                dropped.Add(other.Draft, other.Test.Name, "Suspicious", $"for the same reason as {first.Test.Name}");
            if (Situation.Of(first.Test.Text, first.Code.Support, subject.Plan.Rendering.Framework) is { } situation)
                doubted.Add((first, asks.ForOpinion(first.Draft.Type, first.Test.Name, situation)));
            else
                dropped.Add(first.Draft, first.Test.Name, "Unconfirmed", "nothing is left of it without its assertion, so nobody could be asked for a second opinion");
        }

        if (doubted.Count == 0)
            return [];
        progress.Report($"asking for a second opinion on {Amounts.Of(doubted.Count, "suspicion")}");
        var opinions = await drafter.DraftAsync([.. doubted.Select(one => one.Ask)], progress, cancellationToken);
        var judged = await batch.JudgeAsync([.. opinions.Select(opinion => opinion.Class)], [], catalog, cancellationToken);
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
                    dropped.Add(suspect.Draft, suspect.Test.Name, "Disputed", "a second draft, made without knowing this one, expects what the code does");
                    break;
                default:
                    dropped.Add(suspect.Draft, suspect.Test.Name, "Unconfirmed", "no second opinion came of it");
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
            Actual = suspect.Trial.Failure?.Actual ?? TrialWords.OutcomeOf(suspect.Trial),
            Culture = suspect.Trial.FailsUnder,
            Confidence = agrees ? Confidence.High : Confidence.Medium,
            SecondOpinion = agrees ? "A second draft, made without knowing the first, expects the same." : "A second draft, made without knowing the first, fails too.",
            Repro = DraftText.Of(suspect.Code.Only(test => test.Name == suspect.Test.Name), [suspect.Source], "", suspect.Draft.Class.Namespace, suspect.Draft.Type.ClassStem + "Suspicion", subject.Plan.Rendering, [suspect.Trial.FailsUnder]),
            Model = suspect.Draft.Answer.Model,
        };
    }

    /// <summary>As many classes as it takes to hold tests that do not fit together.</summary>
    private IEnumerable<ReproFixture> ReprosOf(DraftedType type, List<TriedTest> suspects)
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
            return new ReproFixture(type.Name, spaceOf(type), name, DraftText.Of(one.Code, one.Sources, "", spaceOf(type), name, subject.Plan.Rendering, one.Cultures, isExplicit: true), one.Sources.Length);
        });
    }

    /// <summary>The member that a test is about, or where it is about none of its type's, what the type was asked for.</summary>
    private ImmutableArray<ISymbol> SymbolsOf(TriedTest test) =>
        test.Member is { } id && test.Draft.Type.Declares(id) && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, subject.Project.Compilation) is { } member ? [member] : test.Draft.Type.Symbols;

    /// <summary>The member whose documentation has the words that a test rests on, or the one that the test is about.</summary>
    private ISymbol PromisedBy(TriedTest test) =>
        test.Draft.Type.Members.FirstOrDefault(member => member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(declaration => declaration is not BaseTypeDeclarationSyntax && _places.Of(declaration) == test.Source!.Place)) ?? SymbolsOf(test)[0];
}
