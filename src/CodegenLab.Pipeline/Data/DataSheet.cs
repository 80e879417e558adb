using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>Values before they are written.</summary>
/// <param name="Subject">What they are of, in full: <c>Shop.Order</c>, <c>Shop.Till.Pay(string, decimal)</c>, <c>int</c>.</param>
/// <param name="Type">Of a row, as C# has it; null: a row is the arguments of a method.</param>
/// <param name="Namespace">Of the C# class; empty: none.</param>
/// <param name="Name">Of the C# class.</param>
/// <param name="Rows">Objects and arguments are <see cref="MadeValue.Created"/>, all with the same parts.</param>
/// <param name="Makers">What the C# class makes objects within the rows by.</param>
/// <param name="Notes">What is left as it is, and why.</param>
internal sealed record DataSheet(
    string Subject, string? Type, string Namespace, string Name, ImmutableArray<MadeValue> Rows, ImmutableArray<Maker> Makers, ImmutableArray<string> Notes);
