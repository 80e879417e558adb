namespace CodegenLab.Worker.TestCases;

/// <summary>What calls have written to the sinks that they were given.</summary>
public static class WrittenContent
{
    /// <summary>Whether an observation of a test is one of that: of an argument passed by value, and through a method of it.</summary>
    public static bool IsWritten(this Observation observation, Catalog catalog, TestCase test) =>
        observation.Of is { Out: >= 0 and var parameter, Path.Length: > 0, Statement: var statement } && catalog.Members[test.Statements[statement].Call.Member].Parameters[parameter].Passing == Passing.Value;
}
