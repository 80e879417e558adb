using System.Text;
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

    /// <param name="write">Writes the document.</param>
    public static string Of(Action<Utf8JsonWriter> write) => Written(write, Options, "\n"u8);

    /// <summary>For the inside of a script element: nothing in it ends the element or begins a comment.</summary>
    public static string ForScript(object document) => ForScript(JsonSerializer.Serialize(document, Compact));

    /// <param name="write">Writes the document.</param>
    public static string ForScript(Action<Utf8JsonWriter> write) => ForScript(Written(write, Compact, []));

    private static string Written(Action<Utf8JsonWriter> write, JsonSerializerOptions options, ReadOnlySpan<byte> end)
    {
        using var content = new MemoryStream();
        using (var writer = new Utf8JsonWriter(content, new JsonWriterOptions { Indented = options.WriteIndented, NewLine = options.NewLine, Encoder = options.Encoder }))
            write(writer);
        content.Write(end);
        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    private static string ForScript(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal)
        .Replace("\u2028", "\\u2028", StringComparison.Ordinal).Replace("\u2029", "\\u2029", StringComparison.Ordinal);
}
