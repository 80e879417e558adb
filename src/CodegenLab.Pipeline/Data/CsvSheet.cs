using System.Text;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>Writes values as CSV (RFC 4180, lines end in a line feed). Null is nothing between commas, an empty text a pair of quotes.</summary>
internal static class CsvSheet
{
    private const string OnlyColumn = "value";

    public static DataPage Write(DataSheet sheet)
    {
        var notes = sheet.Notes.ToBuilder();
        var text = new StringBuilder();
        var rows = 0;
        for (var index = 0; index < sheet.Rows.Length; index++)
        {
            var row = sheet.Rows[index];
            if (index == 0)
                Line(text, row is MadeValue.Created named ? Parts(named).Select(part => Quoted(part.Name)) : [OnlyColumn]);
            if ((Unwritable.In(row) ?? Unwritable.InCells(row)) is { } reason)
            {
                notes.Add(Unwritable.Note(index, DataFormat.Csv, reason));
                continue;
            }

            Line(text, row is MadeValue.Created created ? Parts(created).Select(part => Cell(part.Value)) : [Cell(row)]);
            rows++;
        }

        return new DataPage(text.ToString(), rows, notes.ToImmutable());
    }

    private static IEnumerable<MadePart> Parts(MadeValue.Created created) => created.Arguments.Concat(created.Members);

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells).Append('\n');

    private static string Cell(MadeValue value) => value switch
    {
        MadeValue.Nothing => "",
        MadeValue.Plain plain => Quoted(PlainText.Of(plain)),
        _ => Quoted(JsonSheet.Text(value)),
    };

    private static string Quoted(string text) =>
        text.Length == 0 || text.AsSpan().ContainsAny(",\"\r\n") || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
