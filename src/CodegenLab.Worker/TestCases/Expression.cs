using System.Collections.Immutable;

namespace CodegenLab.Worker.TestCases;

/// <summary>A value inside a test case.</summary>
/// <param name="Type">Index into <see cref="Catalog.Types"/>: the type the place asks for, which the value can be assigned to.</param>
public abstract record Expression(int Type)
{
    /// <summary>Nodes of the tree below and with this one.</summary>
    public virtual int Size => 1;
}

/// <summary>
/// A constant: null, bool, char, string, any number, decimal, DateTime, DateTimeOffset, TimeSpan, Guid, DateOnly, TimeOnly;
/// for an enum type its value as a boxed <see cref="long"/>.
/// </summary>
public sealed record Literal(int Type, object? Value) : Expression(Type)
{
    /// <summary>What an object costs that a reader would rather see than such a null: a creation with a few arguments.</summary>
    private const int CostOfUnwanted = 8;

    /// <summary>Null in a place that is annotated against it: a test with another value is to be preferred. No part of the notation.</summary>
    public bool IsUnwanted { get; init; }

    public override int Size => IsUnwanted && Value is null ? CostOfUnwanted : 1;
}

/// <summary>A value of the base class library that one short C# expression makes.</summary>
/// <param name="Type">The type the place asks for.</param>
/// <param name="Code">Key into <see cref="KnownValues"/>, and its C# with full names.</param>
public sealed record KnownValue(int Type, string Code) : Expression(Type);

/// <summary>default(T) of a value type without a better producer.</summary>
public sealed record DefaultValue(int Type) : Expression(Type);

/// <summary>typeof(Operand).</summary>
public sealed record TypeOf(int Type, int Operand) : Expression(Type);

/// <summary>An array, list, set, span or sequence, item by item.</summary>
/// <param name="Type">Array, span, list, set or an interface that an array or a list implements.</param>
/// <param name="Element">Element type.</param>
/// <param name="Items">Possibly empty.</param>
public sealed record Collection(int Type, int Element, ImmutableArray<Expression> Items) : Expression(Type)
{
    public override int Size
    {
        get
        {
            var size = 1;
            foreach (var item in Items)
                size += item.Size;
            return size;
        }
    }
}

/// <summary>A delegate, or an expression tree of one, written as a lambda.</summary>
/// <param name="Type">Delegate type, or <c>Expression&lt;T&gt;</c> of one.</param>
/// <param name="Body">What it does.</param>
/// <param name="Value">The constant of <see cref="LambdaBody.Constant"/>, or what stands right of an operator; evaluated once, before the statement; else null.</param>
public sealed record Lambda(int Type, LambdaBody Body, Expression? Value = null) : Expression(Type)
{
    /// <summary>What <see cref="LambdaBody.Computed"/> computes.</summary>
    public Computation Computation { get; init; } = Computation.FirstArgument;

    public override int Size => (Body == LambdaBody.Computed ? Computation.Size : 1) + (Value?.Size ?? 0);
}

/// <summary>What a <see cref="Lambda"/> does when called.</summary>
public enum LambdaBody
{
    /// <summary>Nothing; the delegate returns void.</summary>
    Nothing,

    /// <summary>Returns the value.</summary>
    Constant,

    /// <summary>Computes something of its arguments.</summary>
    Computed,

    /// <summary>Throws <c>new InvalidOperationException("boom")</c>.</summary>
    Throw,
}

/// <summary>The result of an earlier statement.</summary>
public sealed record Reference(int Type, int Statement) : Expression(Type);

/// <summary>A call of a member of the catalog; an awaitable one is awaited.</summary>
/// <param name="Type">Type of the result.</param>
/// <param name="Member">Index into <see cref="Catalog.Members"/>.</param>
/// <param name="Receiver">Null for static members and constructors. Never a null literal.</param>
/// <param name="Arguments">One for each parameter; the entry of an <c>out</c> parameter is a <see cref="DefaultValue"/> nobody reads.</param>
/// <param name="Initialisers">Object initialiser of a constructor call; empty for everything else.</param>
public sealed record Invocation(int Type, int Member, Expression? Receiver, ImmutableArray<Expression> Arguments, ImmutableArray<Initialiser> Initialisers) : Expression(Type)
{
    public override int Size
    {
        get
        {
            var size = 2 + (Receiver?.Size ?? 0);
            foreach (var argument in Arguments)
                size += argument.Size;
            foreach (var initialiser in Initialisers)
                size += initialiser.Value.Size;
            return size;
        }
    }
}

/// <summary>One <c>Name = value</c> of an object initialiser.</summary>
/// <param name="Member">The setter (or init accessor) in the catalog.</param>
/// <param name="Value">What is assigned.</param>
public sealed record Initialiser(int Member, Expression Value);
