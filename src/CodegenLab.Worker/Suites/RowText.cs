using System.Globalization;

namespace CodegenLab.Worker.Suites;

/// <summary>Shows the arguments of a row: "(1, "a", null, [1, 2, …])".</summary>
internal static class RowText
{
    private const int LongestText = 50;
    private const int MostElements = 5;

    public static string Of(object?[] row) => $"({string.Join(", ", row.Select(value => Of(value, depth: 0)))})";

    private static string Of(object? value, int depth) => value switch
    {
        null => "null",
        string text => $"\"{(text.Length > LongestText ? text[..LongestText] + "…" : text)}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        IFormattable number when value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is decimal or DateTime or TimeSpan or Guid => number.ToString(null, CultureInfo.InvariantCulture),
        Type type => $"typeof({type.Name})",
        // A value of the subject would run its code to show itself.
        Array array when depth < 2 => $"[{string.Join(", ", array.Cast<object?>().Take(MostElements).Select(element => Of(element, depth + 1)))}{(array.Length > MostElements ? ", …" : "")}]",
        _ => value.GetType().Name,
    };
}
