using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Types of .NET, whose guard clauses nobody can read.</summary>
internal static class ReadyValues
{
    /// <summary>Valid values of those whose plainest constructor or factory takes no made-up argument, or gives another value each time.</summary>
    private static readonly Dictionary<string, string> Expressions = new()
    {
        ["System.Guid"] = "new global::System.Guid(\"6b29fc40-ca47-4067-b31d-00dd010662da\")",
        ["System.Globalization.CultureInfo"] = "global::System.Globalization.CultureInfo.InvariantCulture",
        ["System.Globalization.RegionInfo"] = "new global::System.Globalization.RegionInfo(\"US\")",
        ["System.IO.Stream"] = "new global::System.IO.MemoryStream()",
        ["System.IO.TextReader"] = "global::System.IO.TextReader.Null",
        ["System.IO.TextWriter"] = "global::System.IO.TextWriter.Null",
        ["System.Net.Http.Headers.MediaTypeHeaderValue"] = "new global::System.Net.Http.Headers.MediaTypeHeaderValue(\"text/plain\")",
        ["System.Net.IPAddress"] = "global::System.Net.IPAddress.Loopback",
        ["System.Net.IPEndPoint"] = "new global::System.Net.IPEndPoint(global::System.Net.IPAddress.Loopback, 80)",
        ["System.Net.Mail.MailAddress"] = "new global::System.Net.Mail.MailAddress(\"ada@example.org\")",
        ["System.Random"] = "new global::System.Random(1)",
        ["System.StringComparer"] = "global::System.StringComparer.Ordinal",
        ["System.Text.Encoding"] = "global::System.Text.Encoding.UTF8",
        ["System.Text.Json.JsonDocument"] = "global::System.Text.Json.JsonDocument.Parse(\"{}\")",
        ["System.Text.Json.JsonElement"] = "global::System.Text.Json.JsonDocument.Parse(\"{}\").RootElement",
        ["System.Text.Json.Nodes.JsonNode"] = "new global::System.Text.Json.Nodes.JsonObject()",
        ["System.Threading.Tasks.Task"] = "global::System.Threading.Tasks.Task.CompletedTask",
        ["System.TimeProvider"] = "global::System.TimeProvider.System",
        ["System.TimeZoneInfo"] = "global::System.TimeZoneInfo.Utc",
        ["System.Type"] = "typeof(object)",
        ["System.Uri"] = "new global::System.Uri(\"https://example.org/\")",
        ["System.Xml.Linq.XElement"] = "new global::System.Xml.Linq.XElement(\"a\")",
        ["System.Xml.Linq.XName"] = "global::System.Xml.Linq.XName.Get(\"a\")",
    };

    /// <returns>An expression; null: there is none.</returns>
    public static string? Of(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0 } && IsOfPlatform(type) && Expressions.TryGetValue(type.ToDisplayString(Names.Qualified), out var expression) ? expression : null;

    /// <summary>Whether the fewer arguments, the surer a constructor takes them. A pair holds what it is given.</summary>
    public static bool IsGuarded(INamedTypeSymbol type) => IsOfPlatform(type) && !type.IsTupleType && type.OriginalDefinition.ToDisplayString() != "System.Collections.Generic.KeyValuePair<TKey, TValue>";

    private static bool IsOfPlatform(ITypeSymbol type) => type.DeclaringSyntaxReferences.IsEmpty
        && type.ContainingAssembly?.Name is { } assembly && (assembly is "System" or "mscorlib" or "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal));
}
