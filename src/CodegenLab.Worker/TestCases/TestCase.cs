using System.Collections.Immutable;

namespace CodegenLab.Worker.TestCases;

/// <summary>A test as data: calls in order, the worker interprets it and the engine renders it. Never a string of C#.</summary>
/// <param name="Statements">At least one. A <see cref="Reference"/> points to an earlier statement only.</param>
public sealed record TestCase(ImmutableArray<Statement> Statements)
{
    /// <summary>Number, given by whoever seeded the search, of the test that this one comes from by edits, or is; -1: the search made it up. No part of the notation.</summary>
    public int Origin { get; init; } = -1;

    /// <summary>Number of nodes: the measure that minimising lowers.</summary>
    public int Size
    {
        get
        {
            var size = 0;
            foreach (var statement in Statements)
                size += statement.Call.Size;
            return size;
        }
    }

    /// <summary>The test in <see cref="TestCaseNotation"/>.</summary>
    public override string ToString() => TestCaseNotation.Write(this);
}

/// <summary>One call whose result, if it has one, becomes the variable of that statement.</summary>
/// <param name="Call">What is called.</param>
/// <param name="Take">For a lazy sequence, what is enumerated: <see cref="All"/> or the first n elements; 0 for everything else.</param>
public sealed record Statement(Invocation Call, int Take = 0)
{
    /// <summary>The whole sequence is enumerated.</summary>
    public const int All = -1;
}
