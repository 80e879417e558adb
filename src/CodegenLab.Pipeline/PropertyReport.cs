using System.Collections.Immutable;
using CodegenLab.Engine.Laws;

namespace CodegenLab.Pipeline;

/// <summary>What came of the laws that the types of a project may keep.</summary>
public sealed record PropertyReport
{
    /// <summary>Laws that were tried.</summary>
    public required int Candidates { get; init; }

    /// <summary>Those that stand in the test project, as properties.</summary>
    public required ImmutableArray<WrittenProperty> Written { get; init; }

    /// <summary>Laws that somebody promises and that do not hold.</summary>
    public required ImmutableArray<BrokenLaw> Broken { get; init; }

    /// <summary>Laws that nobody promises and that do not hold.</summary>
    public required int DoNotHold { get; init; }

    /// <summary>Laws that nobody promises, that hold, and that no mutant breaks: they say nothing of the code.</summary>
    public required int SayNothing { get; init; }

    /// <summary>Laws that could not be tried.</summary>
    public required ImmutableArray<UntriedLaw> Untried { get; init; }

    /// <summary>Different mutants that written properties kill.</summary>
    public required int KilledMutants { get; init; }

    /// <summary>Values that each law held for before it was written.</summary>
    public required int Examples { get; init; }
}

/// <summary>A property that stands.</summary>
/// <param name="Test">Full name.</param>
/// <param name="Type">Whose law it is: C# name with namespace.</param>
/// <param name="Law">For people: Equals is symmetric.</param>
/// <param name="Promise">Who promises it; null: nobody, it was measured.</param>
/// <param name="Unless">Exception by which members refuse values that the law does not speak of; null: none does.</param>
/// <param name="KilledMutants">Mutants that break it.</param>
public sealed record WrittenProperty(string Test, string Type, LawKind Kind, string Law, string? Promise, string? Unless, int KilledMutants);

/// <summary>A law that is promised and not kept.</summary>
/// <param name="Type">C# name with namespace.</param>
/// <param name="Member">That it is most about, as C# shows it.</param>
/// <param name="File">Where that is declared.</param>
/// <param name="Line">From 1.</param>
/// <param name="Law">For people.</param>
/// <param name="Promise">Who promises it.</param>
/// <param name="Counterexample">The smallest values that were found, as they show themselves.</param>
/// <param name="Exception">Type of what is thrown for them; null: the law is just false.</param>
/// <param name="Code">C# that is true where the law holds.</param>
public sealed record BrokenLaw(string Type, string Member, string File, int Line, LawKind Kind, string Law, string Promise, string Counterexample, string? Exception, string Code);

/// <param name="Type">C# name with namespace.</param>
/// <param name="Reason">Code, stable for machines: DoesNotCompile, NoValues, TimedOut, OutOfFuel, Crashed, Refused, NotRepeatable.</param>
/// <param name="Detail">For people; may be empty.</param>
public sealed record UntriedLaw(string Type, string Law, string Reason, string Detail);
