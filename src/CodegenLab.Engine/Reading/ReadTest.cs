using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Reading;

/// <summary>What a test method does, as test cases.</summary>
/// <param name="Cases">For each row, or for the plain test, one for every exception that the test waits for and one for all else it does. Empty: nothing could be read.</param>
/// <param name="Unreadable">What no test case can say, for people; null when all was read.</param>
public sealed record ReadTest(ImmutableArray<TestCase> Cases, string? Unreadable);
