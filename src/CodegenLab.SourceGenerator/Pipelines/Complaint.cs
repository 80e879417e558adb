using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>Something a user is to be told.</summary>
/// <param name="Id">Of the rule in <see cref="Rules"/>.</param>
/// <param name="Words">What goes into the rule's message.</param>
internal sealed record Complaint(string Id, Place Place, EquatableArray<string> Words)
{
    public static Complaint Of(DiagnosticDescriptor rule, Place place, params string[] words) => new(rule.Id, place, words.ToEquatableArray());

    public Diagnostic ToDiagnostic(Compilation compilation) => Diagnostic.Create(Rules.ById[Id], Place.In(compilation), Words.Cast<object>().ToArray());
}
