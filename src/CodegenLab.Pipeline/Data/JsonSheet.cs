using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>Writes values as a JSON list, one a line, as System.Text.Json reads them.</summary>
internal static class JsonSheet
{
    private static readonly JsonWriterOptions Options = new()
    {
        // For files and programs, never for a web page: keep < and ' readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static DataPage Write(DataSheet sheet)
    {
        var notes = sheet.Notes.ToBuilder();
        var rows = new List<string>();
        for (var index = 0; index < sheet.Rows.Length; index++)
        {
            if (Unwritable.In(sheet.Rows[index]) is { } reason)
                notes.Add(Unwritable.Note(index, DataFormat.Json, reason));
            else
                rows.Add(Text(sheet.Rows[index]));
        }

        var text = rows.Count == 0 ? "[]\n" : $"[\n  {string.Join(",\n  ", rows)}\n]\n";
        return new DataPage(text, rows.Count, notes.ToImmutable());
    }

    /// <summary>On one line.</summary>
    public static string Text(MadeValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter writer, MadeValue value)
    {
        switch (value)
        {
            case MadeValue.Nothing:
                writer.WriteNullValue();
                break;
            case MadeValue.Plain plain:
                Write(writer, plain);
                break;
            case MadeValue.Items items:
                writer.WriteStartArray();
                foreach (var item in items.All)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case MadeValue.EmptyTable:
                writer.WriteStartObject();
                writer.WriteEndObject();
                break;
            case MadeValue.Created created:
                writer.WriteStartObject();
                foreach (var part in created.Arguments.Concat(created.Members))
                {
                    writer.WritePropertyName(part.Name);
                    Write(writer, part.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentException($"{value.Code} has no value outside of C#.", nameof(value));
        }
    }

    private static void Write(Utf8JsonWriter writer, MadeValue.Plain plain)
    {
        switch (plain.Content)
        {
            case decimal number:
                writer.WriteNumberValue(PlainText.WithoutZeros(number));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            default:
                writer.WriteStringValue(PlainText.Of(plain));
                break;
        }
    }
}
