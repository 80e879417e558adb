using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>A class to complete, as text only.</summary>
/// <param name="Visibility">Of what is added for tests: <c>public</c> or <c>internal</c>.</param>
/// <param name="CallsName">Of the log of all calls.</param>
internal sealed record Fake(
    PartialType Type, string Visibility, string CallsName,
    EquatableArray<FakedMethod> Methods, EquatableArray<FakedProperty> Properties, EquatableArray<FakedIndexer> Indexers, EquatableArray<FakedEvent> Events);

/// <summary>What a faked member is called.</summary>
/// <param name="Shown">In messages and in the log: <c>Charge</c>.</param>
/// <param name="Head">What stands before the member's name: <c>public</c>, or nothing and <c>global::IPayments.</c>.</param>
/// <param name="Name">Of the member, escaped.</param>
/// <param name="Word">What the added members' names are made of, unique in its fake.</param>
internal sealed record FakedName(string Shown, string Modifier, string Head, string Name, string Word);

/// <param name="Type">Of the parameter.</param>
/// <param name="Modifier">With a space after it: <c>ref </c>, or nothing.</param>
/// <param name="Field">Name in the record of a call; null: it cannot be kept, as a span cannot.</param>
/// <param name="FieldType">Type there: object where the parameter's type is known to the call alone.</param>
internal sealed record FakedParameter(string Name, string Type, string Modifier, string? Field, string FieldType);

/// <param name="Returns">Return type; <c>void</c> where there is none.</param>
/// <param name="Default">What is returned as long as the test has said nothing; null: there is nothing, an exception says so.</param>
/// <param name="TypeParameters">Names.</param>
/// <param name="Constraints">Where clauses, with a space before each.</param>
internal sealed record FakedMethod(
    FakedName Name, string Returns, string? Default, EquatableArray<FakedParameter> Parameters, EquatableArray<string> TypeParameters, string Constraints);

/// <param name="Setter"><c>set</c>, <c>init</c>, or null.</param>
/// <param name="Default">As with methods.</param>
internal sealed record FakedProperty(FakedName Name, string Type, bool HasGetter, string? Setter, string? Default);

/// <inheritdoc cref="FakedProperty"/>
internal sealed record FakedIndexer(FakedName Name, string Type, EquatableArray<FakedParameter> Parameters, bool HasGetter, string? Setter, string? Default);

/// <param name="Delegate">Type of the handlers.</param>
/// <param name="Returns">What a handler returns.</param>
/// <param name="Parameters">Of a handler.</param>
internal sealed record FakedEvent(FakedName Name, string Delegate, string Returns, EquatableArray<FakedParameter> Parameters);
