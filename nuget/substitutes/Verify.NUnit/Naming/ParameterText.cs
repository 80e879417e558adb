using System.Collections;
using System.Globalization;

namespace VerifyTests;

/// <summary>Writes an argument as part of a file name.</summary>
internal static class ParameterText
{
    private const string Invalid = "\"\\<>|:*?/#";

    public static string Of(object? value) => Of(value, isRoot: true);

    private static string Of(object? value, bool isRoot) => value switch
    {
        null => "null",
        string text => Valid(text),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("h-mm-tt", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => throw new NotSupportedException("A date and time as a test argument is not supported by the substitute of Verify; use UseTextForParameters"),
        IFormattable formattable => Valid(formattable.ToString(null, CultureInfo.InvariantCulture)),
        IDictionary => throw new NotSupportedException("A dictionary as a test argument is not supported by the substitute of Verify; use UseTextForParameters"),
        IEnumerable items => OfItems([.. items.Cast<object?>().Select(item => Of(item, isRoot: false))], isRoot),
        _ => Valid(value.ToString() ?? throw new InvalidOperationException($"{value.GetType().FullName} returned a null for `ToString()`.")),
    };

    private static string OfItems(string[] items, bool isRoot) => isRoot && items.Length > 0 ? string.Join(',', items) : $"[{string.Join(',', items)}]";

    private static string Valid(string text) => string.Concat(text.Select(c => char.IsControl(c) && c < ' ' || Invalid.Contains(c, StringComparison.Ordinal) ? '-' : c));
}
