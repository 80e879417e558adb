using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Search;

/// <summary>Branches behind equations: hardly ever met by chance, and by steps in one number at a time only if they are alone.</summary>
public sealed class NumberSolverTests
{
    private const string Source = """
        namespace Sample;
        public sealed class Account
        {
            public double Balance { get; private set; }
            public void Pay(double amount) => Balance += amount * 1.19;
        }
        public static class Equations
        {
            public static bool Whole(int x, int y, int z)
            {
                var first = 17 * x + 2 * y + 3 * z;
                var second = 3 * x + 11 * y - 2 * z;
                var third = 5 * x - y - 13 * z;
                return first == 54_444 && second == -64_317 && third == 203_076 ? true : false;
            }
            public static bool Narrow(double x, double y)
            {
                var first = x + 2 * y;
                var second = 3 * x - 4 * y;
                if (8.9999 < first && first < 9.0001 && 9.9999 < second && second < 10.0001)
                    return true;
                return false;
            }
            public static int Root(double x) => Math.Abs(Math.Sqrt(x) - 41.7) < 1e-6 ? 1 : 0;
            public static string Settle(Account account, double paid)
            {
                account.Pay(paid);
                if (account.Balance > 4_711.5 && account.Balance < 4_711.6)
                    return "even";
                return "open";
            }
        }
        """;

    private SearchedSample _sample = null!;
    private SearchOutcome _found = null!;

    [OneTimeSetUp]
    public void Search()
    {
        _sample = new SearchedSample(Source);
        _found = _sample.Search(_sample.Job(seed: 1, cpuSeconds: 2));
    }

    [OneTimeTearDown]
    public void Delete() => _sample.Dispose();

    [TestCase("Whole", Description = "Three equations in integers: a lattice.")]
    [TestCase("Narrow", Description = "Two equations in reals, with little room.")]
    [TestCase("Root", Description = "A curve through a call.")]
    [TestCase("Settle", Description = "A state that a number of the test has led to.")]
    public void All_outcomes_of_equations_are_covered(string method)
    {
        var all = _sample.Subject.Sites.Where(site => !site.IsSoft && site.Member.Contains("." + method + "(", StringComparison.Ordinal)).SelectMany(site => (int[])[site.Id * 2, (site.Id * 2) + 1]);

        Assert.That(_found.Tests.SelectMany(test => test.Goals), Is.SupersetOf(all));
    }
}
