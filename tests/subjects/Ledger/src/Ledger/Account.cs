namespace Ledger;

/// <summary>Money that goes in and out, never below what the bank lends.</summary>
public sealed class Account(string owner, decimal overdraft = 0)
{
    private readonly List<Entry> _entries = [];

    public string Owner { get; } = owner;

    public decimal Balance => _entries.Sum(entry => entry.Amount);

    public IReadOnlyList<Entry> Entries => _entries;

    public void Deposit(decimal amount)
    {
        if (amount <= 0)
            throw new ArgumentOutOfRangeException(nameof(amount), "Deposit something.");
        _entries.Add(new Entry(amount, Rates.FeeOf(amount)));
    }

    public bool TryWithdraw(decimal amount)
    {
        if (amount <= 0 || amount > Balance + overdraft)
            return false;
        _entries.Add(new Entry(-amount, 0));
        Note(amount);
        return true;
    }

    /// <summary>Nothing without the symbol.</summary>
    [System.Diagnostics.Conditional("LEDGER_NOTES")]
    private static void Note(decimal amount) => Console.WriteLine(amount);

    public async Task<decimal> BalanceAfterAsync(TimeSpan delay)
    {
        await Task.Delay(delay);
        return Balance;
    }

    /// <summary>Nobody tests it.</summary>
    public string Describe() => Balance < 0 ? $"{Owner} owes {-Balance}" : $"{Owner} has {Balance}";
}

public sealed record Entry(decimal Amount, decimal Fee);
