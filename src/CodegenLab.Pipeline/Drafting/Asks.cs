using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Makes up the questions, each from what is known when it is asked.</summary>
internal sealed class Asks(DraftingSubject subject, PromptWriter prompts, DraftingOptions options, (string Name, string Text)? specification, Gains gains)
{
    /// <summary>0–1 of what a question may show: mutants have so much of it in any case.</summary>
    private const double LeastShareOfMutants = .25;

    /// <summary>And so much at most: a test for each is to fit into an answer, of 8,192 tokens as a rule.</summary>
    private const double MostShareOfMutants = .5;

    /// <summary>Its number, the signs before its lines, and their ends.</summary>
    private const int TokensOfNumbering = 8;

    private readonly DraftingContexts _contexts = new(subject, options);
    private readonly Dictionary<(Purpose, string), int> _rounds = [];

    public ImmutableArray<DraftedType> Types { get; } = DraftedType.In(subject);

    /// <summary>What words promise, without the code.</summary>
    public IEnumerable<Ask> ForExpectations()
    {
        foreach (var type in TypesFor(Strategy.Behavior))
        {
            var context = _contexts.WithoutCode(type);
            var quotations = new Quotations(context, specification);
            if (!quotations.IsEmpty)
                yield return new Ask(type, Next(Purpose.Expectations, type.Name, prompts.Expectations(context, specification?.Text)), quotations);
        }
    }

    public IEnumerable<Ask> ForBranches() =>
        from type in TypesFor(Strategy.Coverage)
        let goals = type.GoalsIn(subject.Suite.Subject).ToList()
        let covered = goals.Count(gains.Goals.Contains)
        where covered < goals.Count && covered < goals.Count * options.Requirements.BranchCoverage
        let context = ForBranches(type, type.Symbols)
        where ShowsOpenBranches(context)
        select ForBranches(type, context);

    /// <summary>Members that are hard, or whose class was too long to be shown, and still have open branches.</summary>
    public IEnumerable<Ask> ForBranchesOfMembers() =>
        from type in TypesFor(Strategy.Coverage)
        let isShort = ForBranches(type, type.Symbols).Sections.All(section => section.LeftOut == 0)
        from member in type.Members
        let sites = subject.Suite.Subject.Sites.Where(site => !site.IsSoft && site.Member == member.GetDocumentationCommentId()).ToList()
        where !isShort || sites.Count + 1 >= options.Requirements.ComplexityThreshold
        where sites.Exists(IsOpen)
        select ForBranches(type, ForBranches(type, [member]));

    /// <summary>As many mutants in one question as it has room for beside what is known of the type.</summary>
    public IEnumerable<Ask> ForMutants()
    {
        foreach (var (type, mutants) in MutantsWanted())
        {
            var context = ForMutants(type, mutants);
            var isWhole = context.Sections.All(section => section.LeftOut == 0 || section.Kind is not (ContextKind.Bodies or ContextKind.HiddenCode));
            for (var open = mutants; !open.IsEmpty;)
            {
                // Where not all code is shown, it is that of the mutants that are; otherwise all questions on them begin alike.
                if (!isWhole)
                    context = ForMutants(type, open);
                var changes = Fitting(open.Select(Change), options.MaxContextTokens - context.Tokens).ToList();
                yield return new Ask(type, Next(Purpose.Mutants, type.Name, prompts.Mutants(context, changes)), new Quotations(context, specification)) { Mutants = [.. open.Take(changes.Count).Select(mutant => mutant.Id)] };
                open = open[changes.Count..];
            }
        }
    }

    /// <summary>Live mutants of types with fewer killed ones than are wanted.</summary>
    public IEnumerable<(DraftedType Type, ImmutableArray<Mutant> Mutants)> MutantsWanted() =>
        from type in TypesFor(Strategy.Mutation)
        where gains.ScoreOf(mutant => type.Declares(mutant.Member)) < options.Requirements.MutationScore
        let live = gains.LiveOf(mutant => type.Declares(mutant.Member)).ToImmutableArray()
        where live.Length > 0
        select (type, live);

    /// <param name="draft">What the faulty tests were asked with.</param>
    /// <param name="code">A class with the faulty tests alone.</param>
    public Ask ForRepair(Ask draft, IReadOnlyList<FaultyTest> tests, string code) => draft with { Question = Next(Purpose.Repair, draft.Type.Name, prompts.Repair(draft.Type.Name, tests, code)) with { IsEscalated = draft.Question.IsEscalated }, Mutants = [] };

    /// <summary>The same of the stronger model.</summary>
    public Ask Escalated(Ask fruitless)
    {
        var question = Next(fruitless.Question.Purpose, fruitless.Question.Subject, fruitless.Question.Prompt) with { IsEscalated = true };
        return fruitless with { Question = question, Origin = question };
    }

    /// <summary>What to expect of a situation, without the code and without knowing what another draft expects.</summary>
    /// <param name="test">Name of the test whose situation it is; the model does not see it.</param>
    public Ask ForOpinion(DraftedType type, string test, string situation)
    {
        // All of the type: the words that decide often stand at another member than the one that is called last.
        var context = _contexts.WithoutCode(type);
        return new Ask(type, Next(Purpose.Opinion, $"{context.Subject}: {test}", prompts.Opinion(context, situation)), new Quotations(context, specification));
    }

    /// <summary>With the code in which branches are open: covered code teaches nothing about them.</summary>
    private CodeContext ForBranches(DraftedType type, ImmutableArray<ISymbol> symbols) => _contexts.WithCode(
        type, symbols, gains.Goals, subject.Suite.Subject.Sites.Where(site => !site.IsSoft && IsOpen(site)).Select(site => site.Member).ToHashSet(StringComparer.Ordinal));

    private CodeContext ForMutants(DraftedType type, ImmutableArray<Mutant> mutants) => _contexts.WithCode(
        type, type.Symbols, gains.Goals, mutants.Select(mutant => mutant.Member).ToHashSet(StringComparer.Ordinal), (int)(options.MaxContextTokens * LeastShareOfMutants));

    /// <param name="tokens">That are left of what a question may show.</param>
    private IEnumerable<UnnoticedChange> Fitting(IEnumerable<UnnoticedChange> changes, int tokens)
    {
        tokens = Math.Min(tokens, (int)(options.MaxContextTokens * MostShareOfMutants));
        UnnoticedChange? last = null;
        foreach (var change in changes)
        {
            tokens -= TokenCounter.Count(last is not null && change.IsOfSameLine(last) ? change.Replacement : $"{change.Place}\n{change.Original}\n{change.Replacement}") + TokensOfNumbering;
            if (tokens < 0 && last is not null)
                yield break;
            last = change;
            yield return change;
        }
    }

    private bool IsOpen(Site site) => !gains.Goals.Contains(site.Id * 2) || !site.IsArm && !gains.Goals.Contains(site.Id * 2 + 1);

    /// <summary>Branches of code that tests cannot reach by what is shown are not among those.</summary>
    private static bool ShowsOpenBranches(CodeContext context) => context.Sections.Any(section => section.Kind == ContextKind.Branches && section.Items.Length + section.LeftOut > 0);

    private Ask ForBranches(DraftedType type, CodeContext context) => new(type, Next(Purpose.Tests, context.Subject, prompts.Tests(context)), new Quotations(context, specification));

    private IEnumerable<DraftedType> TypesFor(Strategy strategy) => options.Strategies.Contains(strategy) ? Types.Where(type => !_contexts.IsIgnored(type.Type)) : [];

    private Question Next(Purpose purpose, string about, Prompt prompt) => new(purpose, about, _rounds[(purpose, about)] = _rounds.GetValueOrDefault((purpose, about)) + 1, prompt);

    /// <summary>Whole lines, before and after: half a condition says little.</summary>
    private UnnoticedChange Change(Mutant mutant)
    {
        var place = FormattableString.Invariant($"{Path.GetFileName(mutant.File)}:{mutant.Span.Start.Line + 1}");
        if (subject.Project.Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == mutant.File)?.GetText() is not { } text)
            return new UnnoticedChange(place, mutant.Original, mutant.Replacement);
        var span = text.Lines.GetTextSpan(mutant.Span);
        var (first, last) = (text.Lines[mutant.Span.Start.Line], text.Lines[mutant.Span.End.Line]);
        var (before, after) = (text.ToString(TextSpan.FromBounds(first.Start, span.Start)), text.ToString(TextSpan.FromBounds(span.End, last.End)));
        return new UnnoticedChange(place, (before + text.ToString(span) + after).Trim(), (before + mutant.Replacement + after).Trim());
    }
}
