using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodegenLab.Pipeline.Reports;

/// <summary>How reports write JSON: for machines, but a person can read it and a version control compare it.</summary>
internal static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly JsonSerializerOptions Compact = new(Options) { WriteIndented = false };

    /// <summary>Members that are null are left out.</summary>
    public static string Of(object document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>For the inside of a script element: nothing in it ends the element or begins a comment.</summary>
    public static string ForScript(object document) => JsonSerializer.Serialize(document, Compact)
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
