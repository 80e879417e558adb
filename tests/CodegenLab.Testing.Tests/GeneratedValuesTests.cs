namespace CodegenLab.Testing.Tests;

/// <summary>Values reach tests as NUnit runs them.</summary>
[TestFixture(typeof(string))]
[TestFixture(typeof(int))]
public sealed class GeneratedValuesTests<T>
{
    private readonly List<object?> _seen = [];

    [Test]
    public void Accepted_values_keep_to_the_guards([Boundary] int amount) => Assert.That(Till.Deposit(amount), Is.EqualTo(amount));

    [Test]
    public void Refused_values_do_not([Boundary(Side = Side.Outside)] int amount) => Assert.That(() => Till.Deposit(amount), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Overloads_have_values_of_their_own([Boundary(Max = 3)] byte small) => Assert.That(small, Is.LessThanOrEqualTo(3));

    [Test]
    public void Overloads_have_values_of_their_own([Seeded(1, Samples = 3)] string text, [Boundary] bool? flag) => Assert.That($"{text}{flag}", Does.StartWith(text));

    [TestCaseSource(typeof(DepositCases), nameof(DepositCases.Refused))]
    public void Rows_of_a_table_are_test_cases(int amount) => Assert.That(() => Till.Deposit(amount), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void Both_a_limit_and_its_neighbour_are_tried([Boundary] int amount) => _seen.Add(Till.Deposit(amount));

    [OneTimeTearDown]
    public void Four_values_were_tried() => Assert.That(_seen.Distinct(), Is.EquivalentTo(new[] { 1, 2, 499, 500 }));
}

[TestData(typeof(Till), nameof(Till.Deposit))]
internal static partial class DepositCases;

internal static class Till
{
    public static int Deposit(int amount)
    {
        if (amount < 1 || amount > 500)
            throw new ArgumentOutOfRangeException(nameof(amount));
        return amount;
    }
}
