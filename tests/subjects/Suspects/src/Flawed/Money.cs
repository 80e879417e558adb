namespace Suspects;

/// <summary>Equals ignores the case of the currency and GetHashCode does not; Parse does not read what ToString writes.</summary>
public sealed class Money(decimal amount, string currency) : IEquatable<Money>
{
    public decimal Amount { get; } = amount;

    public string Currency { get; } = currency;

    public bool Equals(Money? other) => other is not null && Amount == other.Amount && string.Equals(Currency, other.Currency, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as Money);

    public override int GetHashCode() => HashCode.Combine(Amount, Currency);

    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");

    public static Money Parse(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 2 && decimal.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var amount) ? new Money(Math.Abs(amount), parts[1]) : throw new FormatException("No money.");
    }
}

/// <summary>Two shades are equal when they are near: not transitive.</summary>
public sealed class Shade(int level)
{
    public int Level { get; } = level;

    public override bool Equals(object? obj) => obj is Shade other && Math.Abs((long)Level - other.Level) <= 1;

    public override int GetHashCode() => 0;
}

/// <summary>Throws instead of saying that nothing equals null.</summary>
public sealed class Label(string text)
{
    public string Text { get; } = text;

    public override bool Equals(object? obj) => ((Label)obj!).Text == Text;

    public override int GetHashCode() => Text.GetHashCode();
}

/// <summary>CompareTo never says less; &lt; says less or equal; != forgets the second part.</summary>
public readonly struct Level(int major, int minor) : IEquatable<Level>, IComparable<Level>
{
    public int Major { get; } = major;

    public int Minor { get; } = minor;

    public bool Equals(Level other) => Major == other.Major && Minor == other.Minor;

    public override bool Equals(object? obj) => obj is Level other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Major, Minor);

    public int CompareTo(Level other) => Major == other.Major && Minor == other.Minor ? 0 : 1;

    public static bool operator ==(Level left, Level right) => left.Equals(right);

    public static bool operator !=(Level left, Level right) => left.Major != right.Major;

    public static bool operator <(Level left, Level right) => left.CompareTo(right) <= 0;

    public static bool operator >(Level left, Level right) => left.CompareTo(right) > 0;
}
