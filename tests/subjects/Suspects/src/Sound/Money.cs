namespace Suspects;

/// <summary>Equal without regard to the case of the currency.</summary>
public sealed class Money(decimal amount, string currency) : IEquatable<Money>
{
    public decimal Amount { get; } = amount;

    public string Currency { get; } = currency;

    public bool Equals(Money? other) => other is not null && Amount == other.Amount && string.Equals(Currency, other.Currency, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => Equals(obj as Money);

    public override int GetHashCode() => HashCode.Combine(Amount, Currency.ToUpperInvariant());

    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");

    public static Money Parse(string text)
    {
        var parts = text.Split(' ', 2);
        return parts.Length == 2 && decimal.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out var amount) ? new Money(amount, parts[1]) : throw new FormatException("No money.");
    }
}

/// <summary>Two shades are equal when they round to one.</summary>
public sealed class Shade(int level)
{
    public int Level { get; } = level;

    public override bool Equals(object? obj) => obj is Shade other && Level / 2 == other.Level / 2;

    public override int GetHashCode() => 0;
}

/// <summary>Nothing of another type equals it.</summary>
public sealed class Label(string text)
{
    public string Text { get; } = text;

    public override bool Equals(object? obj) => obj is Label other && other.Text == Text;

    public override int GetHashCode() => Text.GetHashCode();
}

/// <summary>Compared part by part.</summary>
public readonly struct Level(int major, int minor) : IEquatable<Level>, IComparable<Level>
{
    public int Major { get; } = major;

    public int Minor { get; } = minor;

    public bool Equals(Level other) => Major == other.Major && Minor == other.Minor;

    public override bool Equals(object? obj) => obj is Level other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Major, Minor);

    public int CompareTo(Level other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);

    public static bool operator ==(Level left, Level right) => left.Equals(right);

    public static bool operator !=(Level left, Level right) => !left.Equals(right);

    public static bool operator <(Level left, Level right) => left.CompareTo(right) < 0;

    public static bool operator >(Level left, Level right) => left.CompareTo(right) > 0;
}
