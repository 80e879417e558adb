using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Shop.Orders;

/// <summary>Identifies an order: year and running number, written <c>2026-000042</c>.</summary>
public readonly record struct OrderNumber
{
    public const int FirstYear = 2000;
    public const int LastYear = 2099;
    public const int LastSequence = 999_999;

    public OrderNumber(int year, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);

        Year = year;
        Sequence = sequence;
    }

    public int Year { get; }

    public int Sequence { get; }

    /// <summary>The number after this one; sequences start again at 1 every year.</summary>
    public OrderNumber Next() => Sequence == LastSequence ? new OrderNumber(Year + 1, 1) : new OrderNumber(Year, Sequence + 1);

    /// <exception cref="FormatException">The text is not an order number.</exception>
    public static OrderNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is not an order number.");
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out OrderNumber number)
    {
        number = default;
        if (text is null || text.Length != 11 || text[4] != '-')
            return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return false;
        if (!int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return false;
        if (year is < FirstYear or > LastYear || sequence == 0)
            return false;

        number = new OrderNumber(year, sequence);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Sequence:D6}");
}
