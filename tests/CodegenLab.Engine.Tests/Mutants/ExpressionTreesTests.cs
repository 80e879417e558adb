using CodegenLab.Engine.Mutants;

namespace CodegenLab.Engine.Tests.Mutants;

/// <summary>What is in expression trees is mutated, and the trees themselves stay what they are.</summary>
public sealed class ExpressionTreesTests
{
    private const string Source = """
        namespace Sample;
        using System.Linq.Expressions;

        public sealed record Order(int Total, bool IsOpen);

        public static class Rules
        {
            public static Expression<Func<Order, bool>> Large(int limit) => order => order.IsOpen && order.Total >= limit;

            public static int Count(IEnumerable<Order> orders, int limit) => orders.AsQueryable().Where(order => order.Total > limit).Count();

            public static bool IsLarge(Order order, int limit) => Large(limit).Compile()(order);

            public static string Words(int limit) => Large(limit).Body.ToString();

            public static int Kinds(IEnumerable<Order> orders) => orders.AsQueryable().Select(order => new { Kind = order.Total > 9 }).Distinct().Count();
        }
        """;

    [Test]
    public void Mutants_in_them_are_killed()
    {
        using var sample = new SearchedSample(Source);
        var (found, _) = sample.Written(cpuSeconds: 2);

        var mutants = sample.Subject.Mutants.Where(IsInTree).ToList();
        var survivors = mutants.Where(mutant => !found.Tests.Any(test => test.Kills.Contains(mutant.Id))).Select(mutant => mutant.ToString()).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mutants.Select(mutant => mutant.Original).Distinct(), Is.SupersetOf(new[] { "order.IsOpen && order.Total >= limit", "order.Total >= limit", "order.Total > limit" }));
            Assert.That(sample.Subject.RolledBack.Select(rolledBack => rolledBack.ToString()), Is.Empty);
            Assert.That(survivors, Is.Empty);
        }

        sample.AssertPasses(found);
    }

    [Test]
    public void They_say_what_they_said_while_no_mutant_is_on()
    {
        using var sample = new SearchedSample(Source);

        var words = sample.Search(seed: 1).Tests.SelectMany(test => test.Observations).Select(seen => seen.Fact.ToString()).Where(fact => fact!.Contains("AndAlso", StringComparison.Ordinal)).ToList();

        Assert.That(words, Is.Not.Empty.And.All.Contains("(order.IsOpen AndAlso (order.Total >= value(Sample.Rules+<>c__DisplayClass0_0).limit))"));
    }

    private static bool IsInTree(Mutant mutant) => mutant.Original.Contains("order.", StringComparison.Ordinal) && !mutant.Original.Contains("=>", StringComparison.Ordinal) && !mutant.Original.Contains("Kind", StringComparison.Ordinal);
}
