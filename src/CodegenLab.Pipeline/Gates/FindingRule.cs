using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Gates;

/// <summary>How a kind of finding is called in reports. A contract: identifiers stay.</summary>
/// <param name="Id">For machines.</param>
/// <param name="Name">In CamelCase, as SARIF wants it.</param>
/// <param name="Title">A short sentence.</param>
/// <param name="Advice">What to do.</param>
public sealed record FindingRule(FindingKind Kind, string Id, string Name, string Title, string Advice)
{
    public static ImmutableArray<FindingRule> All { get; } =
    [
        new(FindingKind.FailedTest, "CGL1001", "FailedTest", "A test fails", "Correct the code, or the test."),
        new(FindingKind.FlakyTest, "CGL1002", "FlakyTest", "A test passes and fails", "Find what it depends on besides the code: time, order, other tests, the machine."),
        new(FindingKind.StaleTest, "CGL1003", "StaleTest", "A generated test is older than its subject", "Run `dotnet codegen-lab generate-tests` again and review the difference."),
        new(FindingKind.WeakTest, "CGL1004", "WeakTest", "A test that can hardly fail", "Assert what the code promises, with a value that does not come from the code."),
        new(FindingKind.SurvivingMutant, "CGL1005", "SurvivingMutant", "Tests do not notice a change of the code", "Assert what differs when the code is changed like this."),
        new(FindingKind.UntestedMember, "CGL1006", "UntestedMember", "No test runs a public member", "Write a test, or make it internal."),
        new(FindingKind.UncoveredBranch, "CGL1007", "UncoveredBranch", "No test takes a branch", "Add a test with an input that leads there."),
    ];

    public static FindingRule Of(FindingKind kind) => All[(int)kind];
}
