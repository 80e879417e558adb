using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator;

/// <summary>Everything users can be told, each with a page under docs/analyzers. A contract: identifiers keep their meaning.</summary>
internal static class Rules
{
    public const string Fakes = "CodegenLab.Fakes";

    public static readonly DiagnosticDescriptor FakeIsNotPartial = Error(
        "CGL0101", Fakes, "A fake is a partial class", "'{0}' cannot be completed as a fake: declare it as partial");

    public static readonly DiagnosticDescriptor FakeHasNoInterface = Error(
        "CGL0102", Fakes, "A fake implements an interface", "'{0}' implements no interface, so there is nothing to fake: write 'partial class {0} : ISomething'");

    public static readonly DiagnosticDescriptor CannotBeFaked = Error(
        "CGL0103", Fakes, "A member cannot be faked", "'{0}' cannot be faked, {1}: write this member by hand in '{2}'");

    public static readonly DiagnosticDescriptor FakeIsMoreVisible = Error(
        "CGL0104", Fakes, "A fake is no more visible than what it fakes", "'{0}' is more visible than the private type '{1}' that it speaks of: make it private too");

    private static readonly string? Repository = typeof(Rules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "RepositoryUrl")?.Value;

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = typeof(Rules)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
        .Select(field => (DiagnosticDescriptor)field.GetValue(null))
        .ToDictionary(rule => rule.Id);

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => Rule(id, category, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Rule(string id, string category, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    /// <summary>Known where the build knew the repository's address.</summary>
    private static string? HelpLink(string id) => Repository is null ? null : $"{Repository.TrimEnd('/')}/blob/main/docs/analyzers/{id}.md";
}
