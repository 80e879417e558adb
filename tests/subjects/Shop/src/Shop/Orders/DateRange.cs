using System.Globalization;

namespace Shop.Orders;

/// <summary>Days from a first to a last one, both included. A null end is open.</summary>
public sealed record DateRange
{
    public DateRange(DateOnly? first, DateOnly? last)
    {
        if (first > last)
            throw new ArgumentException("The first day is after the last.", nameof(first));

        First = first;
        Last = last;
    }

    public DateOnly? First { get; }

    public DateOnly? Last { get; }

    /// <summary>Number of days; null when an end is open.</summary>
    public int? Days => Last?.DayNumber - First?.DayNumber + 1;

    public bool Contains(DateOnly day) => (First is null || day >= First) && (Last is null || day <= Last);

    public bool Overlaps(DateRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (First is null || other.Last is null || First <= other.Last)
            && (Last is null || other.First is null || Last >= other.First);
    }

    /// <summary>Each day in turn.</summary>
    /// <exception cref="InvalidOperationException">An end is open.</exception>
    public IEnumerable<DateOnly> EachDay()
    {
        if (First is not { } first || Last is not { } last)
            throw new InvalidOperationException("An open range has no end.");

        return Iterate(first, last);

        static IEnumerable<DateOnly> Iterate(DateOnly day, DateOnly last)
        {
            for (; day < last; day = day.AddDays(1))
                yield return day;
            yield return last;
        }
    }

    /// <summary>Reads <c>2026-01-01..2026-01-31</c>, a single day, or a range with an open end: <c>2026-01-01..</c>.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DateRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            var day = ParseDay(text) ?? throw new FormatException("Expected a day or a range.");
            return new DateRange(day, day);
        }

        var first = ParseDay(text[..dots]);
        var last = ParseDay(text[(dots + 2)..]);
        if (first > last)
            throw new FormatException("The first day is after the last.");

        return new DateRange(first, last);
    }

    private static DateOnly? ParseDay(string text)
    {
        text = text.Trim();
        if (text.Length == 0)
            return null;

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"'{text}' is not a day.");
    }
}
