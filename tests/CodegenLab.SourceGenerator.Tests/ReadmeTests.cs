using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CodegenLab.SourceGenerator.Tests;

/// <summary>The README of the package shows code that compiles.</summary>
public sealed partial class ReadmeTests
{
    private const string Around = """
        public interface IPayments { bool Charge(string account, decimal amount); }
        public sealed class Till(IPayments payments)
        {
            public bool Pay(string account, decimal amount) => payments.Charge(account, amount);
            public int Deposit(int amount)
            {
                if (amount < 1 || amount > 500)
                    throw new ArgumentOutOfRangeException(nameof(amount));
                return amount;
            }
        }
        public sealed class Accepting : IPayments { public bool Charge(string account, decimal amount) => true; }
        public sealed class Money(decimal amount) : IEquatable<Money>
        {
            public decimal Amount => amount;
            public bool Equals(Money? other) => other is not null && amount == other.Amount;
            public override bool Equals(object? other) => Equals(other as Money);
            public override int GetHashCode() => amount.GetHashCode();
            public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount);
        }
        public sealed record Line(string Product, int Quantity);
        public sealed record Order(string Id, IReadOnlyList<Line> Lines) { public string? Note { get; init; } }
        """;

    private static string Readme => File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "nuget", "CodegenLab.Testing.md")));

    [TestCaseSource(nameof(Snippets))]
    public void Its_code_compiles(string snippet) => Compiled.With(Generators.All, Around, snippet).Silent();

    private static IEnumerable<TestCaseData> Snippets() =>
        Fence().Matches(Readme).Select((match, index) => new TestCaseData(match.Groups["code"].Value).SetArgDisplayNames($"snippet {index + 1}"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
