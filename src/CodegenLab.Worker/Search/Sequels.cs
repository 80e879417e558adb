using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Joins tests.</summary>
public static class Sequels
{
    /// <summary>The first test, and the other after it.</summary>
    public static TestCase Then(this TestCase first, TestCase next) =>
        first with { Statements = [.. first.Statements, .. next.Statements.Select(statement => Slots.Map(statement, number => number + first.Statements.Length))] };
}
