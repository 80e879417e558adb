using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Constants that may be an amount of work: what does not end with one of them may end without, as a power does.</summary>
public static partial class LargeValues
{
    private const double LargestNumber = 1_000;

    private const int LongestText = 200;

    private static readonly TimeSpan LongestSpan = TimeSpan.FromSeconds(1);

    public static bool AreIn(TestCase test)
    {
        var found = false;
        foreach (var statement in test.Statements)
            Slots.Visit(statement.Call, expression => found |= expression is Literal literal && IsLarge(literal.Value));
        return found;
    }

    private static bool IsLarge(object? value) => value switch
    {
        string text => text.Length > LongestText || LongNumber().IsMatch(text),
        TimeSpan span => span > LongestSpan || span < -LongestSpan,
        sbyte or short or int or long or byte or ushort or uint or ulong or float or double or decimal => Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) > LargestNumber,
        _ => false,
    };

    [GeneratedRegex("[0-9]{4}")]
    private static partial Regex LongNumber();
}
