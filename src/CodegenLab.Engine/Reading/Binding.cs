using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Reading;

/// <summary>What a local, a parameter or a field of a test stands for.</summary>
internal abstract record Binding
{
    private Binding() { }

    /// <summary>A constant, written wherever it is used.</summary>
    internal sealed record Value(Constant Constant) : Binding;

    /// <summary>The result of a statement.</summary>
    internal sealed record Variable(int Statement) : Binding;

    /// <summary>A collection, written wherever it is used.</summary>
    internal sealed record Items(ReadItems Collection) : Binding;

    /// <summary>A lambda: an argument, or code to run where an assertion asks for it.</summary>
    internal sealed record Code(IOperation Function) : Binding;

    /// <summary>Any other expression without a call, written wherever it is used.</summary>
    internal sealed record Inline(Expression Expression) : Binding;

    /// <summary>Something no test case has: it may be looked at and not passed on.</summary>
    internal sealed record Opaque(string Reason) : Binding;
}

/// <summary>The items of a collection that a test makes.</summary>
/// <param name="Shape">What it makes.</param>
/// <param name="Type">What it makes, as a type; null when only the place says it.</param>
/// <param name="Values">May grow as long as the test adds to it.</param>
internal sealed record ReadItems(CollectionShape Shape, ITypeSymbol? Type, List<Expression> Values);
