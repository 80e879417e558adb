using System.Globalization;

namespace Shop.Checkout;

/// <summary>How long a delivery takes, the way carriers write it: <c>2d 4h</c>, <c>1w</c>, <c>90m</c>.</summary>
public static class DeliveryTime
{
    /// <summary>Numbers with a unit (w, d, h, m), largest unit first, each unit at most once.</summary>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        var minutes = 0L;
        var smallest = int.MaxValue;
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var unit = MinutesOf(part[^1]);
            if (unit == 0 || unit >= smallest)
                return false;
            if (!ushort.TryParse(part.AsSpan(0, part.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return false;

            minutes += (long)number * unit;
            smallest = unit;
        }

        if (smallest == int.MaxValue)
            return false;

        time = TimeSpan.FromMinutes(minutes);
        return true;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads as the same time; seconds are cut off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one minute or more than a year.</exception>
    public static string Format(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(365));

        var rest = (long)time.TotalMinutes;
        var parts = new List<string>();
        foreach (var letter in "wdhm")
        {
            var unit = MinutesOf(letter);
            if (rest >= unit)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rest / unit}{letter}"));
            rest %= unit;
        }

        return string.Join(' ', parts);
    }

    private static int MinutesOf(char letter) => letter switch
    {
        'w' => 7 * 24 * 60,
        'd' => 24 * 60,
        'h' => 60,
        'm' => 1,
        _ => 0,
    };
}
