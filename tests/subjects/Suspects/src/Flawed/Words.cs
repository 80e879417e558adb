namespace Suspects;

public static class Words
{
    /// <summary>Ends in an exception of the runtime where the text has no word.</summary>
    public static char FirstLetter(string text) => text.Trim()[0];

    /// <summary>Hands on an index that the caller never gave.</summary>
    public static string AfterColon(string text) => text.Substring(text.IndexOf(':') + 2);

    /// <summary>Looks the last word up without asking whether it is there.</summary>
    public static int Value(string text) => Values[text.Split(' ')[^1]];

    private static readonly Dictionary<string, int> Values = new() { ["one"] = 1, ["two"] = 2 };

    /// <summary>Null may be passed, and is not thought of.</summary>
    public static int Count(string? text) => text!.Split(' ').Length;
}

public static class Numbers
{
    /// <summary>The mean of no numbers.</summary>
    public static int Mean(params int[] numbers) => numbers.Sum(number => number % 100) / numbers.Length;

    /// <summary>The distance from zero, of the one number that has none.</summary>
    public static int Distance(int number) => number < 0 ? Math.Abs(number) : 0;

    /// <summary>Never comes to its end below zero.</summary>
    public static int Steps(int number)
    {
        var steps = 0;
        while (number != 0)
        {
            number -= number > 0 ? 1 : 0;
            steps++;
        }

        return steps;
    }
}

public static class Texts
{
    /// <summary>Puts quotes around quotes.</summary>
    public static string NormalizeQuotes(string text) => $"'{text}'";

    /// <summary>Repeats a text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is negative.</exception>
    public static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, Math.Clamp(times, 0, 10)));
}

public sealed class Store
{
    private readonly List<string> _names = [];

    public void Add(string name) => _names.Add(name);

    public int IndexOf(string name) => _names.IndexOf(name);

    /// <summary>Says 0 for what is not there, where its twin says -1.</summary>
    public async Task<int> IndexOfAsync(string name)
    {
        await Task.Yield();
        return Math.Max(0, _names.IndexOf(name));
    }
}
