using System.Reflection;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>CodegenLab.Testing as its users get it: packed, restored from a folder, in projects that know nothing of this repository.</summary>
public sealed class TestingPackageTests
{
    private const string Subject = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>netstandard2.0</TargetFramework>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
          </PropertyGroup>
        </Project>
        """;

    private const string SubjectCode = """
        using System;
        namespace Shop
        {
            public interface IPayments
            {
                bool Charge(string account, decimal amount);
            }

            public sealed class Till
            {
                private readonly IPayments _payments;

                public Till(IPayments payments) => _payments = payments;

                public bool Pay(string account, decimal amount)
                {
                    if (amount <= 0)
                        throw new ArgumentOutOfRangeException(nameof(amount));
                    return _payments.Charge(account, amount);
                }
            }

            public sealed class Seat : IEquatable<Seat>
            {
                public Seat(int row, int number)
                {
                    if (row < 1 || row > 40)
                        throw new ArgumentOutOfRangeException(nameof(row));
                    Row = row;
                    Number = number;
                }

                public int Row { get; }

                public int Number { get; }

                public bool Equals(Seat? other) => other is not null && Row == other.Row && Number == other.Number;

                public override bool Equals(object? other) => Equals(other as Seat);

                public override int GetHashCode() => Row * 397 ^ Number;
            }
        }
        """;

    /// <summary>References of a test project with NUnit, at versions that the registry has.</summary>
    internal const string NUnitPackages = """
        <PackageReference Include="NUnit" Version="5.0.0" />
        <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
        <PackageReference Include="Microsoft.TestPlatform.AdapterUtilities" Version="18.10.2" />
        <PackageReference Include="Microsoft.Testing.Extensions.VSTestBridge" Version="2.5.0" />
        """;

    private const string Tests = $$"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>NU1603;NU1605;NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
            <AnalysisLevel>latest</AnalysisLevel>
            <IsAotCompatible>true</IsAotCompatible>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CodegenLab.Testing" Version="{version}" />
            {{NUnitPackages}}
            <ProjectReference Include="../Shop/Shop.csproj" />
          </ItemGroup>
        </Project>
        """;

    private const string TestCode = """
        using CodegenLab.Testing;
        using NUnit.Framework;

        namespace Shop.Tests;

        [Fake]
        internal sealed partial class FakePayments : IPayments;

        [TestData(typeof(Till), nameof(Till.Pay))]
        internal static partial class PayCases;

        [Builder]
        internal sealed partial class TillBuilder
        {
            private static IPayments DefaultPayments() => new FakePayments();
        }

        public sealed class TillTests
        {
            [Test]
            public void Charges_the_account()
            {
                var payments = new FakePayments { OnCharge = (_, amount) => amount < 100 };

                Assert.That(new Till(payments).Pay("DE02", 12), Is.True);
                Assert.That(payments.Calls.ToString(), Is.EqualTo("Charge(\"DE02\", 12)"));
            }

            [Test]
            public void Refuses_what_the_guard_of_the_other_project_refuses([Boundary(Side = Side.Outside)] decimal amount) =>
                Assert.That(() => new Till(new FakePayments()).Pay("DE02", amount), Throws.TypeOf<ArgumentOutOfRangeException>());

            [TestCaseSource(typeof(PayCases), nameof(PayCases.Accepted))]
            public void Takes_the_rest(string account, decimal amount) => Assert.That(TillBuilder.Valid().Build().Pay(account, amount), Is.False);
        }
        """;

    private const string Specification = """
        {
          "subject": "Shop.Till",
          "tests": [
            { "name": "Refuses nothing", "new": [{ "code": "new Shop.Tests.FakePayments()" }], "call": "Pay", "with": ["DE02", 0], "throws": "System.ArgumentOutOfRangeException", "source": "guard clause" }
          ]
        }
        """;

    private const string OtherTests = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <IsTestProject>true</IsTestProject>
            <RootNamespace>Shop.Tests</RootNamespace>
            <OutputType>{output}</OutputType>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CodegenLab.Testing" Version="{version}" />
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
            {packages}
            <ProjectReference Include="../Shop/Shop.csproj" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>In the words of xUnit.</summary>
    private const string OtherCode = """
        using CodegenLab.Testing;
        using Xunit;

        namespace Shop.Tests;

        [Fake]
        internal sealed partial class FakePayments : IPayments;

        [TestData(typeof(Till), nameof(Till.Pay))]
        public static partial class PayCases;

        [Builder]
        internal sealed partial class TillBuilder
        {
            private static IPayments DefaultPayments() => new FakePayments();
        }

        [Properties(typeof(Seat))]
        public sealed partial class SeatLaws;

        public class TillTests
        {
            [Fact]
            public void Charges()
            {
                var payments = new FakePayments { OnCharge = (_, _) => true };

                Assert.True(new Till(payments).Pay("DE02", 1));
                Assert.Equal("Charge(\"DE02\", 1)", payments.Calls.ToString());
            }

            [Theory, MemberData(nameof(PayCases.Refused), MemberType = typeof(PayCases))]
            public void Refuses(string account, decimal amount) => Assert.Throws<ArgumentOutOfRangeException>(() => TillBuilder.Valid().Build().Pay(account, amount));

            [Fact]
            public void Holds() => NUnit.Framework.Assert.That(2, Oracle.Invariant<int>(two => two > 1));

            [Fact]
            public void Fails() => Assert.Throws<NUnit.Framework.AssertionException>(() => NUnit.Framework.Assert.That(2, Oracle.Invariant<int>(two => two > 3)));
        }
        """;

    private static readonly (string Name, string Packages, (string Said, string Instead)[] Words)[] Others =
    [
        ("XUnit", """<PackageReference Include="xunit" Version="2.9.3" /><PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" /><PackageReference Include="FsCheck.Xunit" Version="3.6.0" />""", []),
        ("XUnit3", """<PackageReference Include="xunit.v3" Version="3.2.2" /><PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" /><PackageReference Include="FsCheck" Version="3.6.0" />""", [("Shop.Tests", "Shop.NewerTests")]),
        ("MSTest", """<PackageReference Include="MSTest.TestFramework" Version="4.4.0" /><PackageReference Include="MSTest.TestAdapter" Version="4.4.0" /><PackageReference Include="FsCheck" Version="3.6.0" />""",
        [
            ("using Xunit;", "using Microsoft.VisualStudio.TestTools.UnitTesting;"), ("public class TillTests", "[TestClass] public class TillTests"), ("[Fact]", "[TestMethod]"),
            ("[Theory, MemberData(nameof(PayCases.Refused), MemberType = typeof(PayCases))]", "[TestMethod, DynamicData(nameof(PayCases.Refused), typeof(PayCases))]"),
            ("Assert.True(", "Assert.IsTrue("), ("Assert.Equal(", "Assert.AreEqual("), ("=> Assert.Throws<", "=> Assert.ThrowsExactly<"),
        ]),
    ];

    /// <summary>All in one build: tests for a library of netstandard2.0 with NUnit, xUnit 2 and 3 and MSTest, and those of the sample shop.</summary>
    [Test]
    public async Task Projects_that_take_the_package_build_and_run_their_tests()
    {
        using var folder = new TemporaryFolder();
        var version = await PackAsync(folder);
        await WriteAsync(folder, "Shop/Shop.csproj", Subject);
        await WriteAsync(folder, "Shop/Till.cs", SubjectCode);
        await WriteAsync(folder, "Shop.Tests/Shop.Tests.csproj", Tests.Replace("{version}", version, StringComparison.Ordinal));
        await WriteAsync(folder, "Shop.Tests/TillTests.cs", TestCode);
        await WriteAsync(folder, "Shop.Tests/Till.testspec.json", Specification);

        foreach (var sample in new[] { "Shop", "ShopTests" })
            folder.Fill(Path.Combine(PackedTool.Repository, "tests", "subjects", sample), Path.Combine("Sample", sample));
        foreach (var (name, packages, words) in Others)
        {
            await WriteAsync(folder, $"{name}.Tests/{name}.Tests.csproj", OtherTests.Replace("{version}", version, StringComparison.Ordinal).Replace("{packages}", packages, StringComparison.Ordinal).Replace("{output}", name == "XUnit3" ? "Exe" : "Library", StringComparison.Ordinal));
            await WriteAsync(folder, $"{name}.Tests/TillTests.cs", Instead(OtherCode));
            await WriteAsync(folder, $"{name}.Tests/Till.testspec.json", Instead(Specification));

            string Instead(string text) => words.Aggregate(text, (code, word) => code.Replace(word.Said, word.Instead, StringComparison.Ordinal));
        }

        await WriteAsync(folder, "All.slnx", $"""<Solution><Project Path="Shop.Tests/Shop.Tests.csproj" />{string.Concat(Others.Select(other => $"<Project Path=\"{other.Name}.Tests/{other.Name}.Tests.csproj\" />"))}<Project Path="Sample/ShopTests/ShopTests.csproj" /></Solution>""");

        var outcome = (await Command.RunAsync(
            "dotnet", folder.Path, new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"] }, "test", "--logger", "console;verbosity=normal", "-nodeReuse:false", "-p:UseSharedCompilation=false"))
            .Succeeded();

        Assert.That(outcome.Output, Does.Contain("Test Run Successful."));
        var tests = new[] { "Charges_the_account", "Refuses_what_the_guard_of_the_other_project_refuses(0m)", "Takes_the_rest(", "Refuses_nothing" };
        var ofTheSample = new[] { "What_was_set_aside_goes_back_when_something_is_missing", "Is_read_as_it_is_written(2099,1)", "Parts_make_up_the_whole(12,", "The_price_list_is_as_it_was", "Is_rounded_to_even", "Cuts_off_seconds", "Refuses_a_rate_of_zero", "Addition_is_undone_by_Subtraction", "Parse_reads_what_ToString_writes" };
        string[] ofXUnit = ["Shop.Tests.TillTests.Refuses(account: \"account\", amount: 0)", "Shop.Tests.SeatLaws.Equals_is_symmetric", "Shop.Specs.TillSpec.Refuses_nothing", "Shop.Tests.TillTests.Fails"];
        string[] ofXUnit3 = ["Shop.NewerTests.TillTests.Refuses(account: \"account\", amount: 0)", "Shop.NewerTests.SeatLaws.Equals_is_symmetric", "Shop.NewerTests.TillTests.Fails"];
        string[] ofMSTest = ["Refuses (\"account\",0)", "Charges ", "Fails ", "Equals_is_symmetric "];
        foreach (var test in tests.Concat(ofTheSample).Concat(ofXUnit).Concat(ofXUnit3).Concat(ofMSTest))
            Assert.That(outcome.Output, Does.Contain($"Passed {test}"));
        Assert.That(outcome.Output, Does.Not.Match(@"warning (CGL|CS|AD|IL)\d"));
    }

    /// <summary>What keeps each class from being completed, beside uses of what it lacks.</summary>
    private static readonly (string Rule, string Code)[] Hindered =
    [
        ("CGL0101", "[Fake] public class F : IPayments { }"),
        ("CGL0103", "public interface I { ref int Cell(); } [Fake] public partial class F : I;"),
        ("CGL0104", "public partial class O { private interface I { void A(); } [Fake] public partial class F : I; }"),
        ("CGL0208", "[TestData(typeof(Seat))] public static class C { } public class T { [TestCaseSource(typeof(C), nameof(C.Accepted))] public void M(int row, int number) { } }"),
        ("CGL0209", "[TestData(typeof(Seat), \"Sit\")] public static partial class C; public class T { [TestCaseSource(typeof(C), nameof(C.Accepted))] public void M() { } }"),
        ("CGL0210", "[TestData(typeof(Till))] public static partial class C; public class T { [TestCaseSource(typeof(C), nameof(C.Refused))] public void M(Till till) { } }"),
        ("CGL0301", "[Builder] public class SeatBuilder { } public class T { [Test] public void M() => Assert.That(SeatBuilder.Valid().Build().Row, Is.EqualTo(1)); }"),
        ("CGL0302", "[Builder] public partial class Seats; public class T { [Test, Description(nameof(Seats.Valid))] public void M() => Assert.That(Seats.Valid().Build(), Is.EqualTo(1)); }"),
        ("CGL0303", "public interface IMake { Till Build(); } [Builder] public partial class TillBuilder : IMake; public class T { [Test] public void M() => Assert.That(TillBuilder.Valid().Build(), Is.EqualTo(1)); }"),
        ("CGL0501", "[Properties(typeof(Seat))] public class Laws { }"),
    ];

    /// <summary>Each in a project of its own: an error in a declaration would hide what analyzers say of the others.</summary>
    [Test]
    public async Task The_build_says_of_each_class_that_cannot_be_completed_why()
    {
        using var folder = new TemporaryFolder();
        var version = await PackAsync(folder);
        await WriteAsync(folder, "Shop/Shop.csproj", Subject);
        await WriteAsync(folder, "Shop/Till.cs", SubjectCode);
        foreach (var (rule, code) in Hindered)
        {
            await WriteAsync(folder, $"{rule}/{rule}.csproj", Tests.Replace("{version}", version, StringComparison.Ordinal));
            await WriteAsync(folder, $"{rule}/Code.cs", $"using CodegenLab.Testing; using NUnit.Framework; using Shop;\n{code}\n");
        }

        await WriteAsync(folder, "All.slnx", $"<Solution>{string.Concat(Hindered.Select(one => $"<Project Path=\"{one.Rule}/{one.Rule}.csproj\" />"))}</Solution>");

        var outcome = await Command.RunAsync(
            "dotnet", folder.Path, new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"] }, "build", "-nodeReuse:false", "-p:UseSharedCompilation=false");

        Assert.That(outcome.ExitCode, Is.Not.Zero);
        // All is told once more in the summary.
        var told = outcome.Output.Split("Build FAILED.")[0];
        Assert.Multiple(() =>
        {
            foreach (var (rule, _) in Hindered)
                Assert.That(System.Text.RegularExpressions.Regex.Count(told, $@"Code\.cs\(2,\d+\): error {rule}: "), Is.EqualTo(1), $"{rule} in\n{told}");
        });
    }

    private static string PackageFolder => Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "PackageFolder").Value!;

    /// <summary>Packs the package into a folder that is a source of all projects below <paramref name="folder"/>.</summary>
    /// <returns>The version.</returns>
    internal static async Task<string> PackAsync(TemporaryFolder folder)
    {
        var output = folder["packed"];
        (await Command.DotnetAsync(
            PackedTool.Repository, "pack", Path.Combine("src", "CodegenLab.Testing"), "--configuration", "Release", "--output", output, "-nodeReuse:false", "-p:UseSharedCompilation=false"))
            .Succeeded();
        await WriteAsync(folder, "nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{output}" />
              </packageSources>
              <fallbackPackageFolders>
                <add key="known" value="{PackageFolder}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        const string name = "CodegenLab.Testing.";
        return Path.GetFileNameWithoutExtension(Directory.GetFiles(output, "*.nupkg").Single())[name.Length..];
    }

    internal static async Task WriteAsync(TemporaryFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        await File.WriteAllTextAsync(folder[path], text);
    }
}
