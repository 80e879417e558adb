using System.Globalization;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Replies;

/// <summary>What a call may cost, set aside before it is made.</summary>
/// <param name="Cost">US dollars; 0 when the price is not known.</param>
/// <param name="Price">Of the model that is called; null: not known.</param>
internal readonly record struct Reservation(long Tokens, decimal Cost, TokenPrice? Price);

/// <summary>
/// Keeps the count of what is spent, and the limits. Before a call, the tokens of its prompt and of an answer of the usual length are set aside; the call
/// is made when they fit beside what is spent and what is set aside for the calls that run. If they do not fit, the running ones are waited for, since
/// they may take less. So a limit is passed by no more than what the answers of the calls that run at the time have above the usual length.
/// </summary>
/// <param name="mostOutput">Tokens of the longest answer there can be.</param>
internal sealed class Purse(SpendingLimits limits, int mostOutput)
{
    /// <summary>Calls that a batch needs before it is judged: fewer say more of their subjects than of the model.</summary>
    internal const int LeastCallsOfBatch = 3;

    private readonly Lock _gate = new();
    private TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Spending _spent = new(0, 0, 0, 0, 0, 0, null) { ListPrice = 0 };
    private Reservation _reserved;
    private int _running;
    private int _answers;
    private int _callsOfBatch;
    private decimal _costOfBatch;
    private int _testsOfBatch;

    public Spending Spent
    {
        get
        {
            lock (_gate)
                return _spent;
        }
    }

    /// <param name="price">Of the model that is to be called; null: not known.</param>
    /// <returns>Null: a limit is reached.</returns>
    public async Task<Reservation?> ReserveAsync(int promptTokens, TokenPrice? price, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task settled;
            lock (_gate)
            {
                if (_spent.Limit is not null)
                    return null;
                var output = UsualOutput();
                var wanted = new Reservation(promptTokens + output, price?.Of(new TokenUse(promptTokens, output)) ?? 0, price);
                if (Excess(wanted) is not { } excess)
                {
                    _reserved = new Reservation(_reserved.Tokens + wanted.Tokens, _reserved.Cost + wanted.Cost, null);
                    _running++;
                    return wanted;
                }

                if (_running == 0)
                {
                    _spent = _spent with { Limit = excess };
                    return null;
                }

                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken);
        }
    }

    /// <param name="isCall">The call was made; false: it came to nothing before.</param>
    /// <param name="tokens">Null: none that anybody knows of.</param>
    /// <param name="isAnswer">It brought an answer.</param>
    public void Settle(Reservation reservation, bool isCall, TokenUse? tokens, bool isAnswer)
    {
        TaskCompletionSource settled;
        lock (_gate)
        {
            _reserved = new Reservation(_reserved.Tokens - reservation.Tokens, _reserved.Cost - reservation.Cost, null);
            _running--;
            if (isCall)
                Count(tokens ?? new TokenUse(0, 0), reservation.Price, isAnswer);
            settled = _settled;
            _settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        settled.SetResult();
    }

    /// <summary>An answer that cost nothing.</summary>
    /// <param name="listPrice">US dollars; null: not known.</param>
    public void Spare(decimal? listPrice)
    {
        lock (_gate)
            _spent = _spent with { FromCache = _spent.FromCache + 1, ListPrice = _spent.ListPrice + listPrice };
    }

    public void Accept(int tests)
    {
        lock (_gate)
        {
            _testsOfBatch += tests;
            if (limits.MaxCostPerAccepted is not { } most || _callsOfBatch < LeastCallsOfBatch)
                return;
            if (_costOfBatch > most * Math.Max(1, _testsOfBatch))
            {
                var each = _testsOfBatch == 0 ? "brought no test that was accepted" : $"brought {Tests(_testsOfBatch)}, {Money(_costOfBatch / _testsOfBatch)} each";
                _spent = _spent with
                {
                    Limit = _spent.Limit ?? string.Create(CultureInfo.InvariantCulture, $"the last {_callsOfBatch} calls cost {Money(_costOfBatch)} and {each}; an accepted test may cost {Money(most)} (--max-cost-per-accepted)"),
                };
            }

            if (_testsOfBatch == 0)
                return;
            (_callsOfBatch, _costOfBatch, _testsOfBatch) = (0, 0, 0);
        }
    }

    private void Count(TokenUse tokens, TokenPrice? price, bool isAnswer)
    {
        var cost = price?.Of(tokens);
        if (isAnswer)
            _answers++;
        _callsOfBatch++;
        _costOfBatch += cost ?? 0;
        _spent = _spent with
        {
            Calls = _spent.Calls + 1,
            InputTokens = _spent.InputTokens + (tokens.Input ?? 0),
            CachedInputTokens = _spent.CachedInputTokens + (tokens.CachedInput ?? 0),
            OutputTokens = _spent.OutputTokens + (tokens.Output ?? 0),
            Cost = _spent.Cost + cost,
            ListPrice = isAnswer ? _spent.ListPrice + cost : _spent.ListPrice,
        };
    }

    /// <summary>What the answers had so far on average; before the first, what an answer has as a rule.</summary>
    private long UsualOutput() => Math.Min(mostOutput, _answers == 0 ? CostEstimate.UsualOutputTokens : _spent.OutputTokens / _answers);

    private string? Excess(Reservation wanted)
    {
        if (limits.MaxCost is { } money && (_spent.Cost ?? 0) + _reserved.Cost + wanted.Cost > money)
            return $"{Money(_spent.Cost ?? 0)} of {Money(money)} are spent, and the next answer would cost about {Money(wanted.Cost)} (--max-cost)";
        if (limits.MaxTokens is { } tokens && _spent.InputTokens + _spent.OutputTokens + _reserved.Tokens + wanted.Tokens > tokens)
            return string.Create(CultureInfo.InvariantCulture, $"{_spent.InputTokens + _spent.OutputTokens} of {tokens} tokens are spent, and the next answer would take about {wanted.Tokens} (--max-tokens)");
        return null;
    }

    private static string Tests(int count) => count == 1 ? "1 test" : string.Create(CultureInfo.InvariantCulture, $"{count} tests");

    private static string Money(decimal dollars) => "$" + dollars.ToString("0.00##", CultureInfo.InvariantCulture);
}
