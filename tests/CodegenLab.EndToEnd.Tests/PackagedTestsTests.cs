using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>The tests that are written for a project with CodegenLab.Testing, beside those for the same project without it: docs/with-the-package.md shows them.</summary>
public sealed partial class PackagedTestsTests
{
    private const string Subject = """
        using System;

        namespace Shop;

        public interface IPayments
        {
            string Currency { get; }

            bool Charge(string account, decimal amount);

            void Refund(string account, decimal amount);
        }

        public sealed class Till(IPayments payments)
        {
            /// <summary>Charges the account with the amount, and says whether that went through.</summary>
            /// <exception cref="ArgumentOutOfRangeException">The amount is not positive.</exception>
            public bool Pay(string account, decimal amount)
            {
                if (amount <= 0)
                    throw new ArgumentOutOfRangeException(nameof(amount));
                return payments.Charge(account, amount);
            }
        }
        """;

    private const string HandWritten = """
        ```csharp
        using NUnit.Framework;

        public class TillTests
        {
            // Source: "Charges the account with the amount, and says whether that went through." (Till.Pay)
            [Test]
            public void Pay_WhenAmountIsPositive_ChargesTheAccount()
            {
                var payments = new FakePayments { Answer = true };

                var paid = new Till(payments).Pay("DE02", 12);

                Assert.That(paid, Is.True);
                Assert.That(payments.Charges, Is.EqualTo(new[] { ("DE02", 12m) }));
            }

            // Source: "The amount is not positive." (Till.Pay)
            [TestCase(0)]
            [TestCase(-1)]
            public void Pay_WhenAmountIsNotPositive_ThrowsAndChargesNothing(int amount)
            {
                var payments = new FakePayments();

                Assert.That(() => new Till(payments).Pay("DE02", amount), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(payments.Charges, Is.Empty);
            }

            private sealed class FakePayments : IPayments
            {
                public bool Answer { get; init; }

                public List<(string Account, decimal Amount)> Charges { get; } = [];

                public string Currency => "";

                public bool Charge(string account, decimal amount)
                {
                    Charges.Add((account, amount));
                    return Answer;
                }

                public void Refund(string account, decimal amount)
                {
                }
            }
        }
        ```
        """;

    private const string Packaged = """
        ```csharp
        using CodegenLab.Testing;
        using NUnit.Framework;

        public class TillTests
        {
            // Source: "Charges the account with the amount, and says whether that went through." (Till.Pay)
            [Test]
            public void Pay_WhenAmountIsPositive_ChargesTheAccount()
            {
                var payments = new FakePayments { OnCharge = (_, _) => true };

                var paid = new Till(payments).Pay("DE02", 12);

                Assert.That(paid, Is.True);
                Assert.That(payments.Calls.ToString(), Is.EqualTo("Charge(\"DE02\", 12)"));
            }

            // Source: "The amount is not positive." (Till.Pay)
            [Test]
            public void Pay_WhenAmountIsNotPositive_ThrowsAndChargesNothing([Boundary(Side = Side.Outside)] decimal amount)
            {
                var payments = new FakePayments();

                Assert.That(() => new Till(payments).Pay("DE02", amount), Throws.TypeOf<ArgumentOutOfRangeException>());
                Assert.That(payments.ChargeCalls, Is.Empty);
            }

            [Fake]
            private sealed partial class FakePayments : IPayments;
        }
        ```
        """;

    [Test]
    public async Task Tests_get_shorter_with_the_package_and_do_not_need_it()
    {
        using var folder = new TemporaryFolder();
        var version = await TestingPackageTests.PackAsync(folder);
        using var model = new ChatServer(200, question => !question.Contains("and not how it is made", StringComparison.Ordinal) ? "nothing" : question.Contains("CodegenLab.Testing", StringComparison.Ordinal) ? Packaged : HandWritten);

        var without = await GenerateAsync(folder, "without", "", model);
        var with = await GenerateAsync(folder, "with", $"""<PackageReference Include="CodegenLab.Testing" Version="{version}" />""", model);

        // For the page, when it is to be written anew.
        foreach (var (file, text) in without.Concat(with))
            TestContext.Out.WriteLine($"{file}, {LinesOf(text)} lines:\n{text}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(with.Keys, Is.EqualTo(without.Keys), "The same classes of tests.");
            foreach (var (file, text) in with)
            {
                Assert.That(LinesOf(text), Is.LessThan(LinesOf(without[file])), file);
                Assert.That(Page, Does.Contain($"Without the package, {LinesOf(without[file])} lines").And.Contain($"With it, {LinesOf(text)}"), file);
            }

            Assert.That(without.Values, Has.None.Contains("CodegenLab.Testing"));
            foreach (var shown in Shown())
                Assert.That(without.Values.Concat(with.Values).Select(Flat), Has.Some.Contains(Flat(shown)), "docs/with-the-package.md shows what is not written any more.");
        }
    }

    /// <returns>The tests that were written and have passed, by file.</returns>
    private static async Task<SortedDictionary<string, string>> GenerateAsync(TemporaryFolder folder, string name, string package, ChatServer model)
    {
        await TestingPackageTests.WriteAsync(folder, $"{name}/Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        await TestingPackageTests.WriteAsync(folder, $"{name}/Shop/Till.cs", Subject);
        await TestingPackageTests.WriteAsync(folder, $"{name}/Shop.Tests/Shop.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup>
                {package}
                {TestingPackageTests.NUnitPackages}
                <ProjectReference Include="../Shop/Shop.csproj" />
              </ItemGroup>
            </Project>
            """);
        await TestingPackageTests.WriteAsync(folder, $"{name}/All.slnx", "<Solution><Project Path=\"Shop/Shop.csproj\" /><Project Path=\"Shop.Tests/Shop.Tests.csproj\" /></Solution>");

        var outcome = await PackedTool.RunToolAsync(
            folder[name],
            new Dictionary<string, string> { ["CODEGEN_LAB_API_KEY"] = "some-secret-key-0123456789", ["NUGET_PACKAGES"] = folder["packages"] },
            ["generate-tests", "All.slnx", "--budget", "4", "--provider", "openai-compatible", "--endpoint", model.Address, "--model", "some-model", "--json", "--verbosity", "quiet"]);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output + outcome.Complaints);
        var project = document.RootElement.GetProperty("report").GetProperty("projects")[0];
        Assert.That(
            project.GetProperty("tests").EnumerateArray().Where(test => test.GetProperty("drafter").GetString() == "some-model").Select(test => test.GetProperty("test").GetString()!.Split('.')[^1]),
            Is.EquivalentTo(["Pay_WhenAmountIsPositive_ChargesTheAccount", "Pay_WhenAmountIsNotPositive_ThrowsAndChargesNothing"]),
            project.GetProperty("dropped").ToString());
        return new SortedDictionary<string, string>(Directory.EnumerateFiles(folder[$"{name}/Shop.Tests"], "*Tests.cs").ToDictionary(file => Path.GetFileName(file), File.ReadAllText), StringComparer.Ordinal);
    }

    private static string Page { get; } = File.ReadAllText(Path.Combine(PackedTool.Repository, "docs", "with-the-package.md")).ReplaceLineEndings("\n");

    private static IEnumerable<string> Shown() =>
        Fence().Matches(Page).Select(match => match.Groups["code"].Value);

    private static int LinesOf(string text) => text.Count(character => character == '\n');

    /// <summary>However it is indented.</summary>
    private static string Flat(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim())).Trim();

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
