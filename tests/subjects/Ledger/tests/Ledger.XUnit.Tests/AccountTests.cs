using Xunit;
using Xunit.Abstractions;

namespace Ledger.XUnit.Tests;

public sealed class Bank : IAsyncLifetime
{
    public Account Account { get; private set; } = null!;

    public Task InitializeAsync()
    {
        Account = new Account("Ada", overdraft: 50);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

public sealed class Counter : IDisposable
{
    public int Created { get; } = 1;

    public void Dispose()
    {
    }
}

[CollectionDefinition("counted")]
public sealed class Counted : ICollectionFixture<Counter>
{
}

[Collection("counted")]
public sealed class AccountTests(Bank bank, Counter counter, ITestOutputHelper output) : IClassFixture<Bank>, IDisposable
{
    private readonly Account _account = new("Bob");

    public static TheoryData<decimal, decimal> Fees => new() { { 1, 1 }, { 100, 0.5m }, { 5000, 0 } };

    [Fact]
    public void A_deposit_counts()
    {
        output.WriteLine("depositing");
        _account.Deposit(10);
        Assert.Equal(10, _account.Balance);
        Assert.Equal(1, counter.Created);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_cannot_be_deposited(int amount) => Assert.Throws<ArgumentOutOfRangeException>(() => _account.Deposit(amount));

    [Theory]
    [MemberData(nameof(Fees))]
    public void Fees_go_down(decimal amount, decimal fee) => Assert.Equal(fee, Rates.FeeOf(amount));

    [Theory]
    [InlineData(1f)]
    [InlineData(2.5)]
    public void Converts(float amount) => Assert.True(amount > 0);

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData(1, 2, false)]
    public void Generic<T>(T left, T right, bool same) => Assert.Equal(same, EqualityComparer<T>.Default.Equals(left, right));

    [Theory]
    [InlineData(null)]
    [InlineData("Bob")]
    public void Owners_have_names(string? name) => Assert.Equal(name, new Account(name!).Owner);

    [Fact]
    public void Overdraft_is_lent()
    {
        Assert.True(bank.Account.TryWithdraw(1));
        Assert.False(bank.Account.TryWithdraw(1000));
    }

    [Fact]
    public async Task Waits() => Assert.Equal(0, await _account.BalanceAfterAsync(TimeSpan.FromMilliseconds(1)));

    [Fact]
    public async void Waits_without_a_task()
    {
        await Task.Yield();
        Assert.Equal(3, Rates.Steps(3));
    }

    [Fact(Skip = "not today")]
    public void Is_skipped() => Assert.Fail("It was run.");

    [Fact]
    public void Fails() => Assert.Equal(1, Rates.Steps(2));

    public void Dispose() => _account.Deposit(1);
}
