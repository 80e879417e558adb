using System.Collections.Immutable;

namespace CodegenLab.Engine.Subjects;

/// <summary>A member of an interface that a fake stands for: what a mocking library has to be told to answer as the fake does.</summary>
/// <param name="Name">As declared.</param>
/// <param name="Kind">How it is called.</param>
/// <param name="Parameters">Types of a method's parameters.</param>
/// <param name="Result">Property of the fake that holds what the member gives back; null: there is none.</param>
/// <param name="IsInTask">What it gives back comes in a <c>Task&lt;T&gt;</c> or <c>ValueTask&lt;T&gt;</c>.</param>
/// <param name="Failure">Property of the fake that holds the exception it throws; null: there is none.</param>
/// <param name="Unasked">Libraries whose stand-ins answer like the fake when nobody has told either what to say.</param>
public sealed record FakedMember(
    string Name,
    FakedMemberKind Kind,
    ImmutableArray<TypeText> Parameters,
    string? Result,
    bool IsInTask,
    string? Failure,
    ImmutableArray<MockingLibrary> Unasked)
{
    /// <summary>Property of the fake that holds what the first calls get, instead of <see cref="Result"/>.</summary>
    public string? FirstResults => After(Result, Fake.Result, Fake.FirstResults);

    /// <summary>Property of the fake that says how many calls throw before one is answered.</summary>
    public string? Failures => After(Failure, Fake.Exception, Fake.Failures);

    /// <summary>The second overload of a method has a number behind all of them.</summary>
    private static string? After(string? property, string end, string other)
    {
        var at = property?.LastIndexOf(end, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : property![..at] + other + property[(at + end.Length)..];
    }
}

/// <summary>What a member of an interface is, for somebody who sets it up.</summary>
public enum FakedMemberKind
{
    /// <summary>Gives something back, a task perhaps.</summary>
    Method,

    VoidMethod,

    /// <summary>Only read.</summary>
    Getter,

    /// <summary>Read and written.</summary>
    Property,

    /// <summary>Generic methods, indexers, <c>out</c> parameters and the like: more than a plain line.</summary>
    Other,
}

/// <summary>A type as C# writes it.</summary>
/// <param name="Simple">With simple names. Type parameters of the interface are still in it.</param>
/// <param name="Qualified">With <c>global::</c> names.</param>
/// <param name="Names">Types that it names.</param>
public sealed record TypeText(string Simple, string Qualified, ImmutableArray<NamedType> Names);

/// <summary>A mocking library that test projects use.</summary>
public enum MockingLibrary
{
    NSubstitute,
    Moq,
}
