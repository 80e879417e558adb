using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CodegenLab.Worker.TestCases;

/// <summary>Something true after a test case ran, that one assertion can state.</summary>
/// <param name="Of">What is looked at.</param>
/// <param name="Fact">What was seen.</param>
public sealed record Observation(Observed Of, Fact Fact);

/// <summary>A place to look at: the variable of a statement, then members read one after the other.</summary>
/// <param name="Statement">Index of the statement; the place is read after the last statement.</param>
/// <param name="Out">Index of a parameter of that call: an <c>out</c> or <c>ref</c> one, an array, span or list that it filled, or a sink that was written to; -1 for its result.</param>
/// <param name="Path">Getters, fields or parameterless methods (catalog ids), read left to right.</param>
public sealed record Observed(int Statement, int Out, ImmutableArray<int> Path)
{
    public bool Equals(Observed? other) => other is not null && Statement == other.Statement && Out == other.Out && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Statement, Out, Path.Length);
}

/// <summary>What was seen at a place.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "fact")]
[JsonDerivedType(typeof(IsNull), "null")]
[JsonDerivedType(typeof(IsNotNull), "notNull")]
[JsonDerivedType(typeof(EqualTo), "equalTo")]
[JsonDerivedType(typeof(TextLength), "textLength")]
[JsonDerivedType(typeof(Lines), "lines")]
[JsonDerivedType(typeof(InstanceOf), "instanceOf")]
[JsonDerivedType(typeof(SameAs), "sameAs")]
[JsonDerivedType(typeof(Elements), "elements")]
[JsonDerivedType(typeof(Count), "count")]
[JsonDerivedType(typeof(Throws), "throws")]
[JsonDerivedType(typeof(Sign), "sign")]
[JsonDerivedType(typeof(EqualToAnother), "equalToAnother")]
public abstract record Fact
{
    private Fact() { }

    public sealed record IsNull : Fact;

    public sealed record IsNotNull : Fact;

    /// <summary>Equal to a constant; NaN equals NaN.</summary>
    public sealed record EqualTo(Literal Value) : Fact;

    /// <summary>A string too long to be worth quoting.</summary>
    public sealed record TextLength(int Length) : Fact;

    /// <summary>Equal to a text but for what ends its lines, which is the machine's.</summary>
    /// <param name="Text">With a line feed at the end of each line.</param>
    public sealed record Lines(string Text) : Fact;

    /// <summary>The run-time type is exactly this visible type.</summary>
    public sealed record InstanceOf(int Type) : Fact;

    /// <summary>The same object as the variable of another statement (returns this).</summary>
    public sealed record SameAs(int Statement) : Fact;

    /// <summary>A sequence with exactly these elements. Empty: no elements.</summary>
    /// <param name="Element">Common element type.</param>
    public sealed record Elements(int Element, ImmutableArray<Literal> Items) : Fact
    {
        public bool Equals(Elements? other) => other is not null && Element == other.Element && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Element, Items.Length);
    }

    /// <summary>A collection of this many elements that are no constants.</summary>
    /// <param name="Length">True: read as Length (array), false: as Count.</param>
    public sealed record Count(int Value, bool Length) : Fact;

    /// <summary>A number below, at or above zero. Never observed, only expected.</summary>
    /// <param name="Value">-1, 0 or 1.</param>
    public sealed record Sign(int Value) : Fact;

    /// <summary>Equal to the variable of another statement, whatever that is. Never observed, only expected.</summary>
    public sealed record EqualToAnother(int Statement) : Fact;

    /// <summary>The statement throws; it is the last one.</summary>
    /// <param name="Type">The nearest visible type.</param>
    /// <param name="Exactly">False: the run-time type derives from <paramref name="Type"/> and is not visible.</param>
    /// <param name="ParameterName">ParamName of an ArgumentException; null for none.</param>
    /// <param name="Message">Only when the whole message is a literal of the subject; else null.</param>
    public sealed record Throws(int Type, bool Exactly, string? ParameterName, string? Message) : Fact;
}
