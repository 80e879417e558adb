using Xunit;

[assembly: AssemblyFixture(typeof(Ledger.XUnit3.Tests.Branch))]

namespace Ledger.XUnit3.Tests;

public sealed class Branch : IAsyncLifetime
{
    public bool IsOpen { get; private set; }

    public ValueTask InitializeAsync()
    {
        IsOpen = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class AccountTests(Branch branch, ITestOutputHelper output)
{
    private readonly Account _account = new("Bob");

    public static IEnumerable<TheoryDataRow<decimal, decimal>> Fees()
    {
        yield return new TheoryDataRow<decimal, decimal>(1, 1);
        yield return new TheoryDataRow<decimal, decimal>(1000, 0);
    }

    [Fact]
    public void A_deposit_counts()
    {
        Assert.True(branch.IsOpen);
        output.WriteLine("depositing");
        _account.Deposit(10);
        Assert.Equal(10, _account.Balance);
    }

    [Theory]
    [MemberData(nameof(Fees))]
    public void Fees_go_down(decimal amount, decimal fee) => Assert.Equal(fee, Rates.FeeOf(amount));

    [Fact]
    public async Task Waits() => Assert.Equal(0, await _account.BalanceAfterAsync(TimeSpan.Zero));

    [Fact]
    public void Skips_itself() => Assert.Skip("no bank");

    [Fact]
    public void Has_a_token() => Assert.False(TestContext.Current.CancellationToken.IsCancellationRequested);
}
