using System.Text.Json;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>The packed tool with a model: a server on this machine that speaks OpenAI's chat completions.</summary>
public sealed class DraftingTests
{
    private const string Source = """
        namespace Till;

        public static class Tax
        {
            /// <summary>Nothing is taxed below ten.</summary>
            public static decimal Of(decimal amount) => amount < 10 ? 0 : amount * 0.2m;

            /// <summary>Goes up to the next five cents.</summary>
            public static decimal Rounded(decimal amount) => System.Math.Floor(amount * 20) / 20;
        }
        """;

    private const string Expectations = """
        ```csharp
        using NUnit.Framework;

        public class TaxTests
        {
            // Source: "Nothing is taxed below ten." (Of)
            [TestCase(9.99)]
            [TestCase(0)]
            public void Of_WhenAmountIsBelowTen_IsZero(decimal amount)
            {
                Assert.That(Tax.Of(amount), Is.Zero);
            }

            // Source: "Goes up to the next five cents." (Rounded)
            [Test]
            public void Rounded_WhenBetweenTwoSteps_GoesUp()
            {
                Assert.That(Tax.Rounded(1.01m), Is.EqualTo(1.05m));
            }

            [Test]
            public void Reads_A_Secret() => Assert.That(System.Environment.GetEnvironmentVariable("HOME"), Is.Null);
        }
        ```
        """;

    private const string Opinion = """
        ```csharp
        public class Opinion
        {
            // Source: "Goes up to the next five cents." (Rounded)
            [Test]
            public void Outcome() => Assert.That(Tax.Rounded(1.01m), Is.EqualTo(1.05m));
        }
        ```
        """;

    [Test]
    public async Task A_model_drafts_what_is_promised_and_a_broken_promise_is_a_suspicion()
    {
        using var till = Till();
        using var model = new ChatServer(200, question => question.Contains("and not how it is made", StringComparison.Ordinal) ? Expectations : question.Contains("without what comes of them", StringComparison.Ordinal) ? Opinion : "nothing");

        var (code, report) = await RunAsync(till, model, "--suspicions", "ledger", "--repros");
        var project = report.GetProperty("projects")[0];
        var drafted = project.GetProperty("tests").EnumerateArray().Where(test => test.GetProperty("drafter").GetString() == "some-model").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero);
            Assert.That(project.GetProperty("proofConfinement").GetString(), Does.StartWith(OperatingSystem.IsLinux() ? "Landlock" : "none"));
            Assert.That(drafted.Select(test => test.GetProperty("test").GetString()), Is.EqualTo(["Till.Tests.TaxDraftedTests.Of_WhenAmountIsBelowTen_IsZero"]));
            Assert.That(drafted.Single().GetProperty("source").GetString(), Is.EqualTo("Nothing is taxed below ten."));
            Assert.That(project.GetProperty("suspicions").EnumerateArray().Select(suspicion => (suspicion.GetProperty("expected").GetString(), suspicion.GetProperty("actual").GetString())), Is.EqualTo(new[] { ("1.05m", "1m") }));
            Assert.That(project.GetProperty("dropped").EnumerateArray().Select(test => test.GetProperty("reason").GetString()), Has.Some.EqualTo("BreaksPolicy"));
            Assert.That(File.ReadAllText(till["ledger/suspicions.md"]), Does.Contain("> Goes up to the next five cents."));
            Assert.That(File.ReadAllText(till["ledger/suspicions.sarif"]), Does.Contain("\"Till.Tax.Rounded(decimal)\""));
            Assert.That(till.Files().Select(file => file.Value.Text), Has.None.Contains("some-secret-key"), "A key stands in a file.");
        }

        var testProject = project.GetProperty("testProject").GetString()!;
        var specified = (await Command.DotnetAsync(till.Path, "test", testProject, "--nologo", "--filter", "TestCategory=specified")).Succeeded();
        Assert.That(specified.Output, Does.Contain("Passed:     2"), "Two rows; the test that shows the suspicion is explicit.");

        // Paid for once, and written once.
        var files = Written(till);
        var calls = model.Calls;
        var (again, second) = await RunAsync(till, model, "--suspicions", "ledger", "--repros");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again, Is.Zero);
            Assert.That(model.Calls, Is.EqualTo(calls));
            Assert.That(second.GetProperty("model").GetProperty("spending").GetProperty("calls").GetInt32(), Is.Zero);
            if (project.GetProperty("reproducible").GetBoolean() && second.GetProperty("projects")[0].GetProperty("reproducible").GetBoolean())
                Assert.That(Written(till).Except(files), Is.Empty);
        }
    }

    [Test]
    public async Task A_model_that_refuses_the_key_loses_nothing_of_the_engine()
    {
        using var till = Till();
        using var model = new ChatServer(401, _ => "");

        var (code, report) = await RunAsync(till, model);

        var project = report.GetProperty("projects")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(5));
            Assert.That(project.GetProperty("files").GetArrayLength(), Is.GreaterThan(0));
            Assert.That(project.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetString()), Has.Some.Contains("key"));
            Assert.That(report.ToString(), Does.Not.Contain("some-secret-key"));
        }
    }

    /// <summary>The test project's own framework, and what of it a draft gets wrong: the model answers in NUnit's words.</summary>
    [TestCase("xunit", "2.9.3", "xunit.runner.visualstudio", "3.1.5", "using Xunit; public class HandTests { [Fact] public void Works() => Assert.Equal(0, Till.Tax.Of(1)); }", "Category", "[Fact(Skip = ")]
    [TestCase("xunit.v3", "3.2.2", "xunit.runner.visualstudio", "3.1.5", "using Xunit; public class HandTests { [Fact] public void Works() => Assert.Equal(0, Till.Tax.Of(1)); }", "Category", "[Fact(Explicit = true)]")]
    [TestCase("MSTest.TestFramework", "4.4.0", "MSTest.TestAdapter", "4.4.0", "using Microsoft.VisualStudio.TestTools.UnitTesting; [TestClass] public class HandTests { [TestMethod] public void Works() => Assert.AreEqual(0, Till.Tax.Of(1)); }", "TestCategory", "[Ignore(")]
    public async Task Drafts_are_carried_in_the_framework_of_the_test_project(string framework, string version, string runner, string runnerVersion, string test, string category, string explicitly)
    {
        using var till = Till();
        Directory.CreateDirectory(till["Till.Tests"]);
        File.WriteAllText(till["Till.Tests/Till.Tests.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><IsTestProject>true</IsTestProject>{(framework == "xunit.v3" ? "<OutputType>Exe</OutputType>" : "")}</PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="{framework}" Version="{version}" />
                <PackageReference Include="{runner}" Version="{runnerVersion}" />
                <ProjectReference Include="../Till/Till.csproj" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(till["Till.Tests/HandTests.cs"], test);
        File.WriteAllText(till["Till.slnx"], "<Solution><Project Path=\"Till/Till.csproj\" /><Project Path=\"Till.Tests/Till.Tests.csproj\" /></Solution>");
        // A row of MSTest holds no decimals.
        var expectations = framework == "MSTest.TestFramework" ? Expectations.Replace("[TestCase(9.99)]\n    [TestCase(0)]", "[Test]", StringComparison.Ordinal).Replace("IsZero(decimal amount)", "IsZero()", StringComparison.Ordinal).Replace("Tax.Of(amount)", "Tax.Of(9.99m)", StringComparison.Ordinal) : Expectations;
        using var model = new ChatServer(200, question => question.Contains("and not how it is made", StringComparison.Ordinal) ? expectations : question.Contains("without what comes of them", StringComparison.Ordinal) ? Opinion : "nothing");

        var (code, report) = await RunAsync(till, model, "--repros");

        var project = report.GetProperty("projects")[0];
        var drafted = project.GetProperty("tests").EnumerateArray().Where(one => one.GetProperty("drafter").GetString() == "some-model").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.Zero);
            Assert.That(drafted.Select(one => one.GetProperty("test").GetString()), Is.EqualTo(["Till.Tests.TaxDraftedTests.Of_WhenAmountIsBelowTen_IsZero"]), project.GetProperty("dropped").ToString());
            Assert.That(project.GetProperty("suspicions").EnumerateArray().Select(suspicion => (suspicion.GetProperty("expected").GetString(), suspicion.GetProperty("actual").GetString())), Is.EqualTo(new[] { ("1.05", "1") }));
            Assert.That(File.ReadAllText(till["Till.Tests/TaxSuspicions.cs"]), Does.Contain(explicitly));
        }

        var specified = (await Command.DotnetAsync(till.Path, "test", "Till.Tests", "--nologo", "--filter", $"{category}=specified")).Succeeded();
        Assert.That(specified.Output, Does.Match("Passed: +[12],"));
    }

    private static TemporaryFolder Till()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["Till"]);
        File.WriteAllText(folder["Till/Till.csproj"], "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        File.WriteAllText(folder["Till/Tax.cs"], Source);
        return folder;
    }

    /// <summary>What a person keeps: the audit log tells of every run.</summary>
    private static SortedDictionary<string, string> Written(TemporaryFolder folder) =>
        new(folder.Files().Where(file => !file.Key.Contains(".codegen-lab/", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => file.Value.Text), StringComparer.Ordinal);

    private static async Task<(int ExitCode, JsonElement Report)> RunAsync(TemporaryFolder folder, ChatServer model, params string[] options)
    {
        var outcome = await PackedTool.RunToolAsync(
            folder.Path,
            new Dictionary<string, string> { ["CODEGEN_LAB_API_KEY"] = "some-secret-key-0123456789" },
            ["generate-tests", "Till/Till.csproj", "--budget", "4", "--provider", "openai-compatible", "--endpoint", model.Address, "--model", "some-model", "--json", "--verbosity", "quiet", .. options]);
        using var document = JsonDocument.Parse(outcome.Output);
        Assert.That(document.RootElement.TryGetProperty("report", out var report), Is.True, outcome.Output + outcome.Complaints);
        return (outcome.ExitCode, report.Clone());
    }
}
