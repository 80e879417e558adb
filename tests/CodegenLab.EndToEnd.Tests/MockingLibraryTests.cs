namespace CodegenLab.EndToEnd.Tests;

/// <summary>A test project whose people mock with a library: so do the tests that are written into it.</summary>
public sealed class MockingLibraryTests
{
    private const string Source = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        namespace Till;
        public interface IRates
        {
            bool IsOpen { get; }
            decimal Of(string currency);
            Task<int> PointsAsync(int customer, CancellationToken cancellationToken);
        }
        public sealed class Checkout(IRates rates)
        {
            public decimal Total(decimal net, string currency)
            {
                if (!rates.IsOpen)
                    throw new InvalidOperationException("There are no rates today.");
                try { return rates.Of(currency) > 2 ? net * rates.Of(currency) : net; }
                catch (InvalidOperationException) { return -1; }
            }
            public async Task<string> RankAsync(int customer, CancellationToken cancellationToken) => await rates.PointsAsync(customer, cancellationToken) > 100 ? "gold" : "none";
        }
        """;

    [Test]
    public async Task What_the_test_project_mocks_with_the_tests_mock_with()
    {
        using var till = new TemporaryFolder();
        Directory.CreateDirectory(till["Till"]);
        Directory.CreateDirectory(till["Till.Tests"]);
        File.WriteAllText(till["Till/Till.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup></Project>");
        File.WriteAllText(till["Till/Checkout.cs"], Source);
        File.WriteAllText(till["Till.Tests/Till.Tests.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><IsTestProject>true</IsTestProject><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="NUnit" Version="5.0.0" />
                <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                <PackageReference Include="NSubstitute" Version="5.3.0" />
                <ProjectReference Include="../Till/Till.csproj" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(till["Till.slnx"], "<Solution><Project Path=\"Till/Till.csproj\" /><Project Path=\"Till.Tests/Till.Tests.csproj\" /></Solution>");

        var run = await GenerationRun.OfAsync(till, "Till.slnx");

        var written = File.ReadAllText(till["Till.Tests/CheckoutTests.cs"]);
        TestContext.Out.WriteLine(written);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Project.BranchCoverage, Is.EqualTo(1));
            Assert.That(run.Project.Dropped, Is.Empty, run.Project.ToString());
            Assert.That(written, Does.Contain("var rates = Substitute.For<IRates>();").And.Contain("rates.Of(Arg.Any<string>()).Returns(").And.Contain("rates.Of(Arg.Any<string>()).Throws(new InvalidOperationException("));
        }
    }
}
