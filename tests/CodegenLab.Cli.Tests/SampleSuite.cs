using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Tests;

/// <summary>Figures of a small suite: two projects, a test that fails and one that is flaky, mutants of each kind.</summary>
internal static class SampleSuite
{
    public static SuiteFigures Figures { get; } = new()
    {
        ToolVersion = "0.1.0",
        Root = "/repository",
        Time = new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero),
        Elapsed = TimeSpan.FromSeconds(3.25),
        Tests =
        [
            Test("Adds", SuiteTestStatus.Passed, null),
            Test("Rounds(1.005)", SuiteTestStatus.Failed, "Expected: 1.01 But was: 1.00"),
            Test("Waits", SuiteTestStatus.Flaky, "Expected: 1 But was: 2"),
            Test("Sleeps", SuiteTestStatus.Skipped, "not today"),
        ],
        Projects =
        [
            new ProjectFigures("Shop", "src/Shop/Shop.csproj",
            [
                new FileFigures(
                    "src/Shop/Price.cs", "namespace Shop;\n\npublic static class Price\n{\n    public static int Add(int a, int b) => a + b;\n    public static int Half(int a) => a > 0 ? a / 2 : 0;\n}\n",
                    [new MemberFigures("M:Shop.Price.Add", "Shop.Price", "Add(int, int)", 5, 5, 1, true), new MemberFigures("M:Shop.Price.Half", "Shop.Price", "Half(int)", 6, 6, 2, true)],
                    [new LineFigures(5, "M:Shop.Price.Add", [0]), new LineFigures(6, "M:Shop.Price.Half", [])],
                    [new BranchFigures(6, 37, 6, 42, "a > 0", true, "M:Shop.Price.Half", []), new BranchFigures(6, 37, 6, 42, "a > 0", false, "M:Shop.Price.Half", [])],
                    [
                        Mutant("Arithmetic", 5, "a + b", "a - b", MutantStatus.Killed, [0]) with { IsRemembered = true },
                        Mutant("Return value", 5, "a + b", "0", MutantStatus.Survived, [0]),
                        Mutant("Equality", 6, "a > 0", "a >= 0", MutantStatus.NoCoverage, []),
                        Mutant("Statement removal", 6, "Log(a);", "", MutantStatus.Timeout, [0]),
                    ]),
            ]),
            new ProjectFigures("Shop.Till", "src/Shop.Till/Shop.Till.csproj", [new FileFigures("src/Shop.Till/Till.cs", "", [], [new LineFigures(1, "M:T.M", [0])], [], [])]),
        ],
        HasCoverage = true,
        HasMutants = true,
    };

    private static SuiteTest Test(string name, SuiteTestStatus status, string? message) =>
        new("Shop.Tests", $"Shop.Tests.PriceTests.{name.Split('(')[0]}", $"Shop.Tests.PriceTests.{name}", "tests/Shop.Tests/PriceTests.cs", 7, status, TimeSpan.FromMilliseconds(3), message);

    private static MutantFigures Mutant(string mutator, int line, string original, string replacement, MutantStatus status, int[] tests) =>
        new($"{line}-{mutator}", mutator, "M:Shop.Price.Add", line, 44, line, 49, original, replacement, status, null, [.. tests], status == MutantStatus.Killed ? [.. tests] : [], false, tests.Length);
}
