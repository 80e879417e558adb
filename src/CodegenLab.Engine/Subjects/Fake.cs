using System.Collections.Immutable;

namespace CodegenLab.Engine.Subjects;

/// <summary>A hand-written style stand-in for an interface or an abstract class that the subject asks for.</summary>
/// <param name="InterfaceName">Reflection full name of what it stands for: <c>Shop.IRateSource</c>; of a type that bears an attribute, that.</param>
/// <param name="FakeTypeName">Reflection full name of the class that the worker uses: <c>CodegenLab.Fakes.FakeRateSource</c>.</param>
/// <param name="CompilationUnit">A whole file that adds the class to the subject, in namespace <see cref="Namespace"/>.</param>
/// <param name="Nest">
/// The class for nesting in a test class. First argument: which of its own properties the tests use, null for all; what is left out answers and records
/// nothing that anybody would see. Second: with <c>global::</c> names, for files in which simple ones are ambiguous.
/// </param>
public sealed record Fake(string InterfaceName, string FakeTypeName, string CompilationUnit, Func<IReadOnlySet<string>?, bool, NestedFake> Nest)
{
    /// <summary>Namespace of the fakes compiled into the subject.</summary>
    public const string Namespace = "CodegenLab.Fakes";

    /// <summary>What the name of the method begins with that raises an event of the fake; the name of the event follows.</summary>
    public const string Raising = "Raise";

    /// <summary>Ends of the names of properties: what a method answers; what it answers before that, call by call.</summary>
    internal const string Result = "Result", FirstResults = "FirstResults";

    /// <summary>Ends of the names of properties: what a method throws; how often, before it answers.</summary>
    internal const string Exception = "Exception", Failures = "Failures";

    /// <summary>Members of the interface, for a mocking library to stand for it; null: it is no interface, or none that other assemblies see.</summary>
    public FakedMembers? Members { get; init; }

    /// <summary>Reflection full names of the definitions of generic classes that this one is an argument of and is derived from; empty for most.</summary>
    public ImmutableArray<string> SelfTypedBases { get; init; } = [];

    /// <summary>Texts by which the subject's code may look for instances that the class declares.</summary>
    public ImmutableArray<string> Words { get; init; } = [];
}

/// <param name="TypeParameters">Names that stand in the types of the members for the arguments of the interface.</param>
public sealed record FakedMembers(ImmutableArray<string> TypeParameters, ImmutableArray<FakedMember> All);

/// <summary>A fake as it stands in a test class.</summary>
/// <param name="Source">Private, not indented, line ends of <c>\n</c>.</param>
/// <param name="Names">Types that it names, nested ones by their outermost.</param>
public sealed record NestedFake(string Source, ImmutableArray<NamedType> Names);

/// <summary>A type by the parts of its name.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Arity">Number of type parameters.</param>
public sealed record NamedType(string Namespace, string Name, int Arity);
