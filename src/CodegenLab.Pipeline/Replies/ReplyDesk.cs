using System.Collections.Concurrent;
using System.Text;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Replies;

/// <summary>
/// Asks a model, and only when it must: an answer that was paid for once is remembered, an answer that was recorded is replayed, and a limit ends the
/// asking. Several questions may be asked at the same time, from several processes as well; the same question is paid for once.
/// </summary>
public sealed class ReplyDesk : IDisposable
{
    private const string CacheFolder = "replies";

    private readonly ReplyDeskSettings _settings;
    private readonly Recordings? _recordings;
    private readonly ReplyCache _cache;
    private readonly AuditLog _audit;
    private readonly Purse _purse;
    private readonly TokenPrice? _price;
    private readonly TokenPrice? _strongerPrice;
    private readonly Lazy<IChatClient> _client;
    private readonly Lazy<IChatClient> _stronger;
    private readonly SemaphoreSlim _parallel;

    /// <summary>One for each question of this run, by key, so that who asks the same meanwhile waits for the answer.</summary>
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _asking = new();

    private ReplyDesk(ReplyDeskSettings settings)
    {
        _settings = settings;
        _recordings = settings.Replay is { } folder ? new Recordings(folder, settings.IsReplayLoose) : null;
        _cache = new ReplyCache(Path.Combine(settings.Folder, CacheFolder), settings.Remark);
        _audit = new AuditLog(settings.Folder, settings.Clock);
        _price = settings.Model is { } model ? settings.Prices.Find(model.Name) : null;
        _purse = new Purse(settings.Limits, settings.Model?.MaxOutputTokens ?? int.MaxValue);
        _strongerPrice = settings.Model?.StrongerName is { } stronger ? settings.Prices.Find(stronger) : null;
        _client = new Lazy<IChatClient>(() => settings.Connect!());
        _stronger = new Lazy<IChatClient>(() => settings.ConnectStronger!());
        _parallel = new SemaphoreSlim(settings.Model?.ParallelCalls ?? 1);
    }

    /// <summary>There is somebody to ask again where the first model brought nothing.</summary>
    public bool HasStronger => _settings is { Model.StrongerName: not null, ConnectStronger: not null };

    /// <summary>What was spent so far; a snapshot.</summary>
    public Spending Spending => _purse.Spent;

    /// <summary>Makes ready to ask; nothing is connected or written yet.</summary>
    /// <exception cref="InputException">There is nobody to ask, a limit on money without a price, or no folder to replay.</exception>
    public static ReplyDesk Open(ReplyDeskSettings settings)
    {
        if (settings is { Record: not null, Replay: not null })
            throw new InputException("--record and --replay exclude each other: a replay asks nobody, so that there is nothing to record.");
        if (settings.Replay is null)
        {
            if (settings.Model is not { } model || settings.Connect is null)
                throw new InputException("No model is named, and no recordings to replay.\nAdd --model <name>, or --replay <folder>.");
            if (settings.Limits is { MaxCost: not null } or { MaxCostPerAccepted: not null } && new[] { model.Name, model.StrongerName }.OfType<string>().FirstOrDefault(name => settings.Prices.Find(name) is null) is { } unpriced)
                throw new InputException($"A limit on money needs the price of '{unpriced}', which is not known.\nAdd it to {SettingsFile.FileName}, in US dollars per million tokens: \"{SettingNames.Prices}\": {{ \"{unpriced}\": {SettingsFile.PriceExample} }}. Or limit the tokens, with --max-tokens.");
        }

        return new ReplyDesk(settings);
    }

    /// <summary>The answer of a recording, the cache or the model, in this order; of a replay from recordings only. An answer that was paid for is on the disk before it is returned.</summary>
    /// <returns>Null: a limit is reached, <see cref="Spending.Limit"/> says which. Nothing was asked.</returns>
    /// <exception cref="ModelException">The model did not answer. What it spent all the same is counted.</exception>
    /// <exception cref="InputException">No recording answers it, or cache, recordings or audit log cannot be written.</exception>
    public async Task<Answer?> AskAsync(Question question, CancellationToken cancellationToken)
    {
        StateFolder.Create(_settings.Folder);
        if (_recordings is not null)
            return Replay(_recordings, question);

        var key = SemanticKey.Of(ModelFor(question), question);
        var asking = _asking.GetOrAdd(key, static _ => new SemaphoreSlim(1));
        await asking.WaitAsync(cancellationToken);
        try
        {
            if (Remembered(question, key) is { } known)
                return known;
            // Another process may be asking the same.
            using var held = await FileLock.TakeAsync(_cache.LockOf(key), _settings.Clock, cancellationToken);
            if (Remembered(question, key) is { } meanwhile)
                return meanwhile;
            await _parallel.WaitAsync(cancellationToken);
            try
            {
                return await CallAsync(question, key, cancellationToken);
            }
            finally
            {
                _parallel.Release();
            }
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>
    /// Tells how many tests the answers since the last time brought. With a limit for each accepted test, answers that cost more than that end the asking:
    /// judged are at least three calls together, and calls that brought no test at all as soon as they cost more than one test may.
    /// </summary>
    /// <param name="tests">Accepted ones.</param>
    public void Accepted(int tests) => _purse.Accept(tests);

    /// <summary>Tells what the judge said, for the audit log.</summary>
    /// <exception cref="InputException">The log cannot be written.</exception>
    public void Judged(Question question, int accepted, int dropped, int suspicions)
    {
        StateFolder.Create(_settings.Folder);
        _audit.Judged(question, accepted, dropped, suspicions);
    }

    /// <summary>What these questions would cost. Nothing is sent or written.</summary>
    public CostEstimate Estimate(IReadOnlyList<Question> questions)
    {
        var asked = questions.Where(question => !IsRemembered(question)).DistinctBy(question => SemanticKey.Of("", question)).ToList();
        return CostEstimate.Of(asked.Select(question => question.Prompt), _price, Math.Min(CostEstimate.UsualOutputTokens, _settings.Model?.MaxOutputTokens ?? int.MaxValue)) with
        {
            Remembered = questions.Count - asked.Count,
        };
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
            _client.Value.Dispose();
        if (_stronger.IsValueCreated)
            _stronger.Value.Dispose();
        _parallel.Dispose();
        foreach (var one in _asking.Values)
            one.Dispose();
    }

    private string ModelFor(Question question) => question.IsEscalated ? _settings.Model!.StrongerName! : _settings.Model!.Name;

    private TokenPrice? PriceFor(Question question) => question.IsEscalated ? _strongerPrice : _price;

    private bool IsRemembered(Question question) => _recordings is { } recordings
        ? recordings.Find(question) is not null
        : _cache.Find(SemanticKey.Of(ModelFor(question), question)) is not null;

    private Answer Replay(Recordings recordings, Question question)
    {
        if (recordings.Find(question) is not { } recording)
        {
            // The engine's search is not the same on every machine: one question more than was recorded must not end a measurement.
            if (_settings.IsReplayLoose)
                throw new ModelException(ModelFailure.Empty, $"no recording answers {question.PurposeWord}, round {question.Round}.", "Record it.");
            throw recordings.Miss(question);
        }

        var tokens = Counted(recording.Tokens, question, recording.Text);
        return Free(question, new Answer(recording.Text, AnswerOrigin.Recording, recording.Model, tokens, 0) { ListPrice = _settings.Prices.Find(recording.Model)?.Of(tokens) });
    }

    private Answer? Remembered(Question question, string key)
    {
        if (_cache.Find(key) is not { } reply)
            return null;
        var answer = Free(question, new Answer(reply.Text, AnswerOrigin.Cache, reply.Model, reply.Tokens, 0) { ListPrice = PriceFor(question)?.Of(reply.Tokens) });
        Record(question, key, answer);
        return answer;
    }

    private Answer Free(Question question, Answer answer)
    {
        _purse.Spare(answer.ListPrice);
        _audit.Answered(question, answer);
        return answer;
    }

    private async Task<Answer?> CallAsync(Question question, string key, CancellationToken cancellationToken)
    {
        var model = ModelFor(question);
        var price = PriceFor(question);
        if (await _purse.ReserveAsync(question.Prompt.Tokens, price, cancellationToken) is not { } reservation)
            return null;

        var isCall = false;
        TokenUse? spent = null;
        Answer? answer = null;
        try
        {
            var client = question.IsEscalated ? _stronger.Value : _client.Value;
            isCall = true;
            var response = await client.GetResponseAsync([new ChatMessage(ChatRole.System, question.Prompt.System), Message(question.Prompt)], cancellationToken: cancellationToken);
            spent = Counted(TokenUse.Of(response.Usage), question, response.Text);
            var cost = price?.Of(spent);
            answer = new Answer(response.Text, AnswerOrigin.Model, model, spent, cost) { ListPrice = cost };
            // First of all, and whoever cancels now: it is paid for.
            _cache.Keep(key, question, new KeptReply(model, spent, response.Text));
        }
        catch (ModelException failure)
        {
            spent = failure.Tokens;
            _audit.Failed(question, model, failure.Kind.ToString(), spent, spent is null ? null : price?.Of(spent));
            throw;
        }
        catch (OperationCanceledException)
        {
            _audit.Failed(question, model, "Cancelled", null, null);
            throw;
        }
        finally
        {
            _purse.Settle(reservation, isCall, spent, answer is not null);
        }

        _audit.Answered(question, answer);
        Record(question, key, answer);
        return answer;
    }

    private static ChatMessage Message(Prompt prompt) => new(ChatRole.User, prompt.User) { AdditionalProperties = new AdditionalPropertiesDictionary { [MarkedPrefixClient.Shared] = prompt.Shared } };

    private void Record(Question question, string key, Answer answer)
    {
        if (_settings.Record is not { } folder)
            return;
        var recording = new Recording(
            question.PurposeWord, question.Subject, question.Round, answer.Model, key, SemanticKey.OfInstructions(question.Prompt), answer.Tokens, answer.Text, Recording.FileOf(question));
        WholeFile.Write(Path.Combine(folder, recording.File), Encoding.UTF8.GetBytes(recording.Write()));
    }

    /// <summary>What a provider does not count is counted here, so that limits hold with every server.</summary>
    private static TokenUse Counted(TokenUse? told, Question question, string text) =>
        new(told?.Input ?? question.Prompt.Tokens, told?.Output ?? TokenCounter.Count(text), told?.CachedInput) { WrittenToCache = told?.WrittenToCache ?? 0 };
}
