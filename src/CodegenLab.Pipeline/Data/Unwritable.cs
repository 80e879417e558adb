using System.Globalization;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>What a format has no form for.</summary>
internal static class Unwritable
{
    /// <returns>What keeps a value out of any text file; null: nothing.</returns>
    public static string? In(MadeValue value) => value switch
    {
        MadeValue.Plain { Content: string text } => HalfOf(text),
        MadeValue.Plain { Content: char letter } => HalfOf(letter.ToString()),
        MadeValue.Items items => items.All.Select(In).FirstOrDefault(reason => reason is not null),
        MadeValue.Created created => created.Arguments.Concat(created.Members).Select(part => In(part.Value) is { } reason ? $"{part.Name}: {reason}" : null).FirstOrDefault(reason => reason is not null),
        MadeValue.Written written => $"{written.Expression} is known to the compiler only",
        _ => null,
    };

    /// <returns>What keeps a value out of cells; null: nothing.</returns>
    public static string? InCells(MadeValue value) => value switch
    {
        MadeValue.Plain { Content: string text } when text.Contains('\0', StringComparison.Ordinal) => "it holds U+0000, where readers of CSV take the file to end",
        MadeValue.Plain { Content: '\0' } => "it is U+0000, where readers of CSV take the file to end",
        // What has parts is JSON in its cell, and there this letter is written as an escape.
        MadeValue.Created created => created.Arguments.Concat(created.Members).Select(part => InCells(part.Value) is { } reason && part.Value is MadeValue.Plain ? $"{part.Name}: {reason}" : null).FirstOrDefault(reason => reason is not null),
        _ => null,
    };

    /// <param name="index">Of the row, from 0.</param>
    public static string Note(int index, DataFormat format, string reason) =>
        $"Row {(index + 1).ToString(CultureInfo.InvariantCulture)} is left out of the {format.ToString().ToUpperInvariant()}, {reason}. --format {(format == DataFormat.Csv ? "json or cs" : "cs")} has it.";

    private static string? HalfOf(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                index++;
            else if (char.IsSurrogate(text[index]))
                return $"it holds half a letter (U+{((int)text[index]).ToString("X4", CultureInfo.InvariantCulture)} alone), which no UTF-8 file can";
        }

        return null;
    }
}
