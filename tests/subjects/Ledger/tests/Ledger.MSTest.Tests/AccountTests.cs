using Microsoft.VisualStudio.TestTools.UnitTesting;

[assembly: DoNotParallelize]

namespace Ledger.MSTest.Tests;

[TestClass]
public sealed class AccountTests
{
    private static Account _shared = null!;
    private Account _account = null!;

    public TestContext TestContext { get; set; } = null!;

    public static IEnumerable<object[]> Fees => [[1m, 1m], [100m, .5m]];

    [ClassInitialize]
    public static void OpenShared(TestContext context)
    {
        context.WriteLine("opening");
        _shared = new Account("Shared");
        _shared.Deposit(5);
    }

    [TestInitialize]
    public void Open() => _account = new Account("Bob", 20);

    [TestMethod]
    public void Shared_account_has_money()
    {
        TestContext.WriteLine("looking");
        Assert.AreEqual(5, _shared.Balance);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    public void Nothing_cannot_be_deposited(int amount) => Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _account.Deposit(amount));

    [TestMethod]
    [DynamicData(nameof(Fees))]
    public void Fees_go_down(decimal amount, decimal fee) => Assert.AreEqual(fee, Rates.FeeOf(amount));

    [TestMethod]
    public async Task Waits() => Assert.AreEqual(0, await _account.BalanceAfterAsync(TimeSpan.Zero));

    [TestMethod]
    [Ignore("not today")]
    public void Is_ignored() => Assert.Fail("It was run.");

    [TestMethod]
    public void Is_inconclusive() => Assert.Inconclusive("nobody knows");
}
