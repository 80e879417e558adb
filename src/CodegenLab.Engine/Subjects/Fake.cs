using System.Collections.Immutable;

namespace CodegenLab.Engine.Subjects;

/// <summary>A hand-written style stand-in for an interface or an abstract class of the subject.</summary>
/// <param name="InterfaceName">Reflection full name of what it stands for: <c>Shop.IRateSource</c>.</param>
/// <param name="FakeTypeName">Reflection full name of the class that the worker uses: <c>CodegenLab.Fakes.FakeRateSource</c>.</param>
/// <param name="Source">The class for nesting in a test class, private, with simple names; not indented, line ends of <c>\n</c>.</param>
/// <param name="QualifiedSource">The same with <c>global::</c> names, for files in which the simple ones are ambiguous.</param>
/// <param name="CompilationUnit">A whole file that adds the class to the subject, in namespace <see cref="Namespace"/>.</param>
/// <param name="Names">Types that <paramref name="Source"/> names, nested ones by their outermost.</param>
public sealed record Fake(string InterfaceName, string FakeTypeName, string Source, string QualifiedSource, string CompilationUnit, ImmutableArray<NamedType> Names)
{
    /// <summary>Namespace of the fakes compiled into the subject.</summary>
    public const string Namespace = "CodegenLab.Fakes";
}

/// <summary>A type by the parts of its name.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Arity">Number of type parameters.</param>
public sealed record NamedType(string Namespace, string Name, int Arity);
