using NUnit.Framework;

namespace Ledger.NUnit.Tests;

[TestFixture]
[TestFixture(20)]
public sealed class AccountTests(int overdraft)
{
    private Account _shared = null!;
    private Account _account = null!;

    public AccountTests()
        : this(0)
    {
    }

    private static readonly object[] Fees = [new object[] { 1m, 1m }, new object[] { 100m, .5m }];

    [OneTimeSetUp]
    public void OpenShared()
    {
        _shared = new Account("Shared", overdraft);
        _shared.Deposit(5);
    }

    [SetUp]
    public void Open() => _account = new Account("Bob", overdraft);

    [Test]
    public void Shared_account_has_money() => Assert.That(_shared.Balance, Is.EqualTo(5));

    [TestCase(0)]
    [TestCase(-1)]
    public void Nothing_cannot_be_deposited(int amount) => Assert.That(() => _account.Deposit(amount), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCaseSource(nameof(Fees))]
    public void Fees_go_down(decimal amount, decimal fee) => Assert.That(Rates.FeeOf(amount), Is.EqualTo(fee));

    [Test]
    public async Task Waits() => Assert.That(await _account.BalanceAfterAsync(TimeSpan.Zero), Is.Zero);

    [Test]
    public void Withdraws([Values(1, 30)] int amount) => Assert.That(_account.TryWithdraw(amount), Is.EqualTo(amount <= overdraft));

    [Test]
    [Explicit("slow")]
    public void Is_explicit() => Assert.Fail("It was run.");

    [Test]
    [Ignore("not today")]
    public void Is_ignored() => Assert.Fail("It was run.");
}

[TestFixture]
public sealed class StepsTests
{
    private static int _runs;

    [Test]
    public void Counts() => Assert.That(Rates.Steps(4), Is.EqualTo(4));

    [Test]
    public void Passes_once_a_process() => Assert.That(++_runs, Is.EqualTo(1));
}
