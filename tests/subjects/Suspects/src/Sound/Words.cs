namespace Suspects;

public static class Words
{
    /// <exception cref="IndexOutOfRangeException">The text has no word.</exception>
    public static char FirstLetter(string text) => text.Trim()[0];

    public static string AfterColon(string text) => text.Substring(text.IndexOf(':') + 1);

    public static int Value(string text) => Values.TryGetValue(text.Split(' ')[^1], out var value) ? value : throw new KeyNotFoundException("No number.");

    private static readonly Dictionary<string, int> Values = new() { ["one"] = 1, ["two"] = 2 };

    /// <summary>A caller that hands in null has been warned.</summary>
    public static int Count(string text) => text.Split(' ').Length;
}

public static class Numbers
{
    public static int Mean(params int[] numbers) => numbers.Length == 0 ? throw new DivideByZeroException("No numbers have no mean.") : numbers.Sum(number => number % 100) / numbers.Length;

    public static int Distance(int number) => number == int.MinValue ? int.MaxValue : Math.Abs(number);

    /// <summary>Long, but with an end.</summary>
    public static int Steps(int number)
    {
        var steps = 0;
        while (number > 0)
        {
            number--;
            steps++;
        }

        return steps;
    }
}

public static class Texts
{
    public static string NormalizeQuotes(string text) => $"'{text.Trim('\'')}'";

    /// <summary>Repeats a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is negative.</exception>
    public static string Repeat(string text, int times)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        return string.Concat(Enumerable.Repeat(text, Math.Min(times, 10)));
    }
}

public sealed class Store
{
    private readonly List<string> _names = [];

    public void Add(string name) => _names.Add(name);

    public int IndexOf(string name) => _names.IndexOf(name);

    public async Task<int> IndexOfAsync(string name)
    {
        await Task.Yield();
        return _names.IndexOf(name);
    }
}

internal static class Inside
{
    public static int First(int[] numbers) => numbers[0];
}

/// <summary>Its text is the compiler's, which nobody parses.</summary>
public sealed record Pair(int First, int Second)
{
    /// <exception cref="FormatException">The text is not two numbers with a colon between them.</exception>
    public static Pair Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        return parts.Length == 2 && int.TryParse(parts[0], out var first) && int.TryParse(parts[1], out var second) ? new Pair(first, second) : throw new FormatException("Two numbers are expected.");
    }
}
