using System.Runtime.InteropServices;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>What the package generates is compiled ahead of time, without reflection at run time.</summary>
public sealed class NativeCodeTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <PublishAot>true</PublishAot>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>NU1603;NU1605;NU1900;NU1901;NU1902;NU1903;NU1904</WarningsNotAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="CodegenLab.Testing" Version="{version}" />
            <PackageReference Include="NUnit" Version="5.0.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Code = """
        using System;
        using System.Linq;
        using CodegenLab.Testing;

        var payments = new FakePayments { OnCharge = (_, amount) => amount < 100 };
        Console.WriteLine($"{payments.Charge("DE02", 12)} {payments.Charge("DE02", 120)} {payments.Calls}");
        Console.WriteLine(SeatBuilder.Valid().WithRow(7).Build());
        Console.WriteLine(string.Join(", ", SitCases.Refused.Select(row => row.Arguments[0])));

        public interface IPayments
        {
            bool Charge(string account, decimal amount);
        }

        public sealed record Seat(int Row, int Number);

        public static class Hall
        {
            public static Seat Sit(int row)
            {
                if (row < 1 || row > 40)
                    throw new ArgumentOutOfRangeException(nameof(row));
                return new Seat(row, 1);
            }
        }

        [Fake]
        internal sealed partial class FakePayments : IPayments;

        [Builder]
        internal sealed partial class SeatBuilder;

        [TestData(typeof(Hall), nameof(Hall.Sit))]
        internal static partial class SitCases;
        """;

    [Test]
    [Platform("Linux", Reason = "The linker is asked for by the names it has there.")]
    public async Task Fakes_builders_and_test_data_run_as_native_code()
    {
        if (Linker() is not { } linker)
        {
            Assert.Ignore("Native code needs clang or gcc to link it.");
            return;
        }

        using var folder = new TemporaryFolder();
        var version = await TestingPackageTests.PackAsync(folder);
        await TestingPackageTests.WriteAsync(folder, "App/App.csproj", Project.Replace("{version}", version, StringComparison.Ordinal));
        await TestingPackageTests.WriteAsync(folder, "App/Program.cs", Code);

        var published = (await Command.RunAsync(
            "dotnet", folder["App"], new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"] },
            "publish", "-r", $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "-o", folder["out"], $"-p:CppCompilerAndLinker={linker}", "-nodeReuse:false", "-p:UseSharedCompilation=false"))
            .Succeeded();
        var ran = (await Command.RunAsync(Path.Combine(folder["out"], "App"), folder.Path, new Dictionary<string, string>())).Succeeded();

        Assert.That(published.Output, Does.Not.Match(@"warning (CGL|CS|AD|IL)\d"));
        Assert.That(ran.Output.ReplaceLineEndings("\n").Trim(), Is.EqualTo("""
            True False Charge("DE02", 12)
            Charge("DE02", 120)
            Seat { Row = 7, Number = 1 }
            -2147483648, -1, 0, 41, 2147483647, -41, 82
            """));
    }

    private static string? Linker() =>
        new[] { "clang", "gcc" }.FirstOrDefault(name => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))));
}
