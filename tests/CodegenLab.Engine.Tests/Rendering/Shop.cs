#pragma warning disable CA1000, CA1024, CA1040, CA1045, CA1051, CA1052, CA1065, CA1303, CA1305, CA1307, CA1708, CA1715, CA1725, CA2225, CA1036, CA1816, CA1851, CA1822, CA1710, CA2231, CA1066, CA1067, CA1027, CA1008, CA1028, CA1021, CA1030, CA1062, CA1310, CA1512, CA1711, CA1720

namespace Shop;

/// <summary>A subject that looks like users' code.</summary>
public readonly struct Money : IEquatable<Money>
{
    public Money(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (amount < 0)
            throw new ArgumentOutOfRangeException(nameof(amount), "Too little.");
        Amount = amount;
        Currency = currency;
    }

    public decimal Amount { get; }

    public string Currency { get; }

    public static Money Parse(string text)
    {
        if (string.IsNullOrEmpty(text))
            throw new FormatException("No amount.");
        var parts = text.Split(' ');
        return new Money(decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts.Length > 1 ? parts[1] : "EUR");
    }

    public static bool TryParse(string? text, out Money money)
    {
        money = string.IsNullOrEmpty(text) ? default : Parse(text);
        return !string.IsNullOrEmpty(text);
    }

    public static Money? Find(string? text) => text is null ? null : Parse(text);

    public bool Equals(Money other) => Amount == other.Amount && Currency == other.Currency;

    public static Money operator +(Money left, Money right) => left.Currency == right.Currency ? new(left.Amount + right.Amount, left.Currency) : throw new InvalidOperationException();

    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    public static Money operator ++(Money money) => new(money.Amount + 1, money.Currency);

    public static bool operator ==(Money left, Money right) => left.Equals(right);

    public static bool operator !=(Money left, Money right) => !left.Equals(right);

    public static implicit operator decimal(Money money) => money.Amount;

    public static explicit operator Money(int amount) => new(amount, "EUR");

    public override bool Equals(object? obj) => obj is Money money && Equals(money);

    public override int GetHashCode() => 1;
}

public enum Color
{
    Red,
    Green = 2,
}

[Flags]
public enum Days : byte
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Weekend = 96,
}

public interface IRateSource
{
    decimal GetRate(string currency);

    Task<decimal> GetRateAsync(string currency);
}

public interface IDesk
{
    bool IsOpen { get; }

    string Clerk { get; set; }

    void Close();

    Task<int> CountAsync(int day, string? room);
}

public class Order
{
    private readonly List<string> _lines = [];

    public required string Number { get; init; }

    public string? Note { get; set; }

    public Money Total { get; set; }

    public IReadOnlyList<string> Lines => _lines;

    public Color Color { get; set; }

    public Order? Next { get; set; }

    public object Tag { get; set; } = 5;

    public string this[int index]
    {
        get => _lines[index];
        set => _lines[index] = value;
    }

    public Order Add(params string[] lines)
    {
        _lines.AddRange(lines);
        return this;
    }

    public void Clear() => _lines.Clear();

    public Order? Follow(Order? next) => Next = next;

    public async Task<int> CountAsync(int delay)
    {
        await Task.Yield();
        return delay < 0 ? throw new ArgumentOutOfRangeException(nameof(delay)) : _lines.Count;
    }

    public async Task CloseAsync()
    {
        await Task.Yield();
        if (_lines.Count == 0)
            throw new InvalidOperationException("Nothing to close.");
    }
}

public sealed class Converter(IRateSource rates, string currency = "EUR")
{
    public decimal Convert(decimal amount) => amount * rates.GetRate(currency);

    public async Task<decimal> ConvertAsync(decimal amount) => amount * await rates.GetRateAsync(currency);
}

public sealed class Counter(IDesk desk)
{
    public async Task<int> CountAsync()
    {
        if (!desk.IsOpen)
            return -1;
        if (desk.Clerk.Length == 0)
            desk.Close();
        return await desk.CountAsync(3, null);
    }
}

public static class Texts
{
    public static string Show(int value) => "int " + value;

    public static string Show(long value) => "long " + value;

    public static string Show(byte value) => "byte " + value;

    public static string Show(string? value) => "string " + value;

    public static string Show(object? value) => "object " + value;

    public static string Show(int[]? values) => "array " + values?.Length;

    public static Func<int> Counter(int value) => () => value;

    public static Func<int> Counter(string value) => () => value.Length;

    public static string Cut(this string text, int length) => text[..length];

    public static string Joined(string[] first, string[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return string.Join(' ', first.Concat(second));
    }

    public static bool IsHuge(System.Numerics.BigInteger number) => number > long.MaxValue;

    public static bool IsLarge(this long number) => number > 1000;

    public static int Weight(ReadOnlySpan<int> numbers) => throw new ArgumentException("Too heavy.");

    public static int Weight(ReadOnlySpan<char> text) => text.Length;

    public static Task Fail() => Task.FromException(new InvalidOperationException("failed"));

    public static int Total(this int[] numbers) => numbers.Sum();

    public static int Total(this string[] texts) => texts.Sum(text => text.Length);

    public static string Repeat(this string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    public static IEnumerable<int> Numbers(int start)
    {
        if (start < 0)
            throw new ArgumentOutOfRangeException(nameof(start));
        for (; ; start++)
            yield return start;
    }

    public static async IAsyncEnumerable<string> Words(string text)
    {
        foreach (var word in text.Split(' '))
        {
            await Task.Yield();
            yield return word;
        }
    }

    public static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text) => text.Trim();

    public static Span<int> Doubled(Span<int> numbers)
    {
        foreach (ref var number in numbers)
            number *= 2;
        return numbers;
    }

    public static void Swap(ref int left, ref int right) => (left, right) = (right, left);

    public static TResult Apply<T, TResult>(T value, Func<T, TResult> convert) => convert(value);

    public static T Pick<T>(IEnumerable<T> items, Func<T, bool> condition) => items.First(condition);

    public static T Create<T>() where T : new() => new();

    public static int Sum(IEnumerable<int> numbers) => numbers.Sum();

    public static int Length(string? text) => text?.Length ?? -1;

    public static double Half(double value) => value / 2;

    public static Days Next(Days days) => (Days)((byte)days << 1);

    public static int Age(DateTime born, TimeSpan later) => (born + later).Year;

    public static Func<int, int> Adder(int amount) => value => value + amount;

    public static int Count(Dictionary<string, int> counts, HashSet<Color> colors, IList<string?> names) => counts.Count + colors.Count + names.Count;
}

public class Page<T>(IReadOnlyList<T> items)
{
    public int Size => items.Count;

    public static class Cursor
    {
        public static int Start(int page) => page * 10;
    }
}

public abstract class Shape
{
    public static object Make(bool round) => round ? new Circle(2) : new Square(3);
}

public sealed class Circle(double radius) : Shape
{
    public double Radius => radius;
}

public sealed class Square(double side) : Shape
{
    public double Side => side;
}
