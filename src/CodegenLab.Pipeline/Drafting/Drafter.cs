using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>A drafted class, and what it answers.</summary>
internal sealed record Draft(Ask Ask, Answer Answer, DraftedClass Class)
{
    public DraftedType Type => Ask.Type;
}

/// <summary>Asks the model, several things at once, and reads classes of tests from what it answers.</summary>
/// <param name="prompts">Puts back the secrets it took out.</param>
/// <param name="framework">That tests are asked for.</param>
/// <param name="spaceOf">Namespace for tests of a type.</param>
internal sealed class Drafter(ReplyDesk desk, PromptWriter prompts, TestFramework framework, Func<DraftedType, string> spaceOf)
{
    private readonly SortedSet<string> _remarks = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _equivalent = [];
    private readonly Stopwatch _waiting = new();
    private int _classes;

    /// <summary>Time in which answers were waited for.</summary>
    public TimeSpan Waited => _waiting.Elapsed;

    /// <summary>A limit is reached, or the model fails in a way that would only repeat itself.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The asking ended because the model, or the way to it, failed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Failures, for people.</summary>
    public IEnumerable<string> Remarks => _remarks;

    /// <summary>Ids of mutants that the model holds for equivalent.</summary>
    public IEnumerable<int> Equivalent => _equivalent;

    /// <param name="progress">Told after each answer how many there are.</param>
    /// <returns>In the order of the questions; none for an answer without tests.</returns>
    /// <exception cref="InputException">A recording is missing.</exception>
    public async Task<List<Draft>> DraftAsync(IReadOnlyList<Ask> asks, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var answers = await AnswerAsync([.. asks.Select(ask => ask.Question)], progress, cancellationToken);
        var drafts = new List<Draft>();
        for (var i = 0; i < asks.Count; i++)
        {
            if (answers[i] is not { } answer)
                continue;
            var reply = prompts.Restore(answer.Text);
            _equivalent.UnionWith(EquivalentMutants.In(reply, asks[i].Mutants));
            foreach (var code in InOne([.. ReplyReader.Read(reply).Files.Select(file => DraftFixture.Read(file, framework)).OfType<DraftFixture>()]))
                drafts.Add(new Draft(asks[i], answer, new DraftedClass(spaceOf(asks[i].Type), FormattableString.Invariant($"{asks[i].Type.ClassStem}Draft{++_classes}"), code)));
        }

        return drafts;
    }

    /// <summary>One per question, in order; null: none came.</summary>
    public async Task<Answer?[]> AnswerAsync(IReadOnlyList<Question> questions, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var answered = 0;
        _waiting.Start();
        try
        {
            return await Task.WhenAll(questions.Select(async question =>
            {
                var answer = await AnswerAsync(question, cancellationToken);
                progress.Report(FormattableString.Invariant($"{Interlocked.Increment(ref answered)} of {questions.Count} answers"));
                return answer;
            }));
        }
        finally
        {
            _waiting.Stop();
        }
    }

    /// <summary>The classes of an answer as one, where they fit together.</summary>
    private static ImmutableArray<DraftFixture> InOne(ImmutableArray<DraftFixture> codes) =>
        codes.Skip(1).Aggregate(codes.FirstOrDefault(), (one, other) => one?.With(other)) is { } whole ? [whole] : codes;

    private async Task<Answer?> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        if (IsOver)
            return null;
        try
        {
            var answer = await desk.AskAsync(question, cancellationToken);
            IsOver |= answer is null;
            return answer;
        }
        catch (ModelException failure)
        {
            var isOfThisQuestion = IsOfThisQuestion(failure.Kind);
            lock (_remarks)
                _remarks.Add($"{(isOfThisQuestion ? question.Subject + ": " : "")}{failure.Message} {failure.Advice.ReplaceLineEndings(" ")}");
            IsOver |= !isOfThisQuestion;

            // Without a key nothing is broken: the engine works alone.
            HasFailed |= !isOfThisQuestion && failure.Kind != ModelFailure.NoKey;
            return null;
        }
    }

    /// <summary>Another question may well be answered.</summary>
    private static bool IsOfThisQuestion(ModelFailure kind) =>
        kind is ModelFailure.RefusedRequest or ModelFailure.MalformedAnswer or ModelFailure.Refusal or ModelFailure.CutOff or ModelFailure.Empty;
}
