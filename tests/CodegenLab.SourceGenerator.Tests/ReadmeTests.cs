using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using CodegenLab.SourceGenerator.Fakes;

namespace CodegenLab.SourceGenerator.Tests;

/// <summary>The README of the package shows code that compiles.</summary>
public sealed partial class ReadmeTests
{
    private const string Around = """
        public interface IPayments { bool Charge(string account, decimal amount); }
        public sealed class Till(IPayments payments) { public bool Pay(string account, decimal amount) => payments.Charge(account, amount); }
        """;

    private static string Readme => File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "nuget", "CodegenLab.Testing.md")));

    [TestCaseSource(nameof(Snippets))]
    public void Its_code_compiles(string snippet) => Compiled.With(new FakeGenerator(), Around, snippet).Silent();

    private static IEnumerable<TestCaseData> Snippets() =>
        Fence().Matches(Readme).Select((match, index) => new TestCaseData(match.Groups["code"].Value).SetArgDisplayNames($"snippet {index + 1}"));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
