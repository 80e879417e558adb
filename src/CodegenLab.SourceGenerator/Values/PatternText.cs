using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Makes texts that match a regular expression: literals, classes, groups, alternatives and quantifiers. What it cannot make it says.</summary>
internal sealed class PatternText(string pattern)
{
    private const int Unbounded = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private int _at;

    /// <summary>Whether text as a whole matches, as RegularExpressionAttribute asks.</summary>
    public static bool Accepts(string pattern, string text)
    {
        try
        {
            var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, Patience);
            return match.Success && match.Index == 0 && match.Length == text.Length;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    /// <returns>What is wrong with the expression; null: nothing.</returns>
    public static string? Fault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant, Patience);
            return null;
        }
        catch (ArgumentException invalid)
        {
            return invalid.Message;
        }
    }

    /// <returns>Null: the expression uses what this class does not know, or its text does not match after all.</returns>
    public static string? Make(string pattern, SplitMix64 random)
    {
        var reader = new PatternText(pattern);
        return reader.Alternatives(random) is { } text && reader._at == pattern.Length && Accepts(pattern, text) ? text : null;
    }

    private string? Alternatives(SplitMix64 random)
    {
        var choices = new List<string>();
        while (true)
        {
            if (Sequence(random) is not { } one)
                return null;
            choices.Add(one);
            if (_at >= pattern.Length || pattern[_at] != '|')
                return random.Pick(choices);
            _at++;
        }
    }

    private string? Sequence(SplitMix64 random)
    {
        var text = new StringBuilder();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            if (pattern[_at] is '^' or '$')
            {
                _at++;
                continue;
            }

            var start = _at;
            if (Atom(random) is not { } first)
                return null;
            var end = _at;
            if (Quantifier() is not var (least, most))
                return null;
            var after = _at;
            var times = least + (int)random.Below((ulong)(most - least + 1));
            for (var time = 0; time < times; time++)
            {
                // Each repetition chooses anew.
                _at = start;
                text.Append(time == 0 ? first : Atom(random));
                _at = end;
            }

            _at = after;
        }

        return text.ToString();
    }

    private string? Atom(SplitMix64 random)
    {
        var letter = pattern[_at++];
        switch (letter)
        {
            case '(':
                if (_at < pattern.Length && pattern[_at] == '?')
                {
                    // Groups without a number or with a name; what looks around is beyond us.
                    var rest = pattern.Substring(_at);
                    if (rest.StartsWith("?:", StringComparison.Ordinal))
                        _at += 2;
                    else if (rest.StartsWith("?<", StringComparison.Ordinal) && rest.Length > 2 && char.IsLetter(rest[2]) && rest.IndexOf('>') is var end and > 0)
                        _at += end + 1;
                    else
                        return null;
                }

                var inner = Alternatives(random);
                if (inner is null || _at >= pattern.Length)
                    return null;
                _at++;
                return inner;
            case '[':
                return Class() is { Count: > 0 } letters ? random.Pick(letters).ToString() : null;
            case '.':
                return "x";
            case '\\':
                return Escape() is { Count: > 0 } escaped ? random.Pick(escaped).ToString() : null;
            case '*' or '+' or '?' or '{':
                return null;
            default:
                return letter.ToString();
        }
    }

    private (int Least, int Most)? Quantifier()
    {
        if (_at >= pattern.Length)
            return (1, 1);
        (int, int)? found = pattern[_at] switch
        {
            '?' => (0, 1),
            '*' => (0, Unbounded),
            '+' => (1, 1 + Unbounded),
            _ => null,
        };
        if (found is not null)
            _at++;
        else if (pattern[_at] == '{')
        {
            var match = Regex.Match(pattern.Substring(_at), @"^\{(\d{1,4})(,(\d{0,4}))?\}");
            if (!match.Success)
                return null;
            _at += match.Length;
            var least = int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            var most = !match.Groups[2].Success ? least : match.Groups[3].Length == 0 ? least + Unbounded : int.Parse(match.Groups[3].Value, System.Globalization.CultureInfo.InvariantCulture);
            found = (least, Math.Max(least, most));
        }
        else
            return (1, 1);

        // Lazy or greedy is the same to who makes the text.
        if (_at < pattern.Length && pattern[_at] is '?')
            _at++;
        return found;
    }

    private List<char>? Class()
    {
        var negated = _at < pattern.Length && pattern[_at] == '^';
        if (negated)
            _at++;
        var letters = new List<char>();
        for (var first = true; _at < pattern.Length && (pattern[_at] != ']' || first); first = false)
        {
            var letter = pattern[_at++];
            if (letter == '\\')
            {
                if (Escape() is not { } escaped)
                    return null;
                letters.AddRange(escaped);
            }
            else if (_at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] != ']')
            {
                var last = pattern[_at + 1];
                if (last is '\\' or '[' || last < letter)
                    return null;
                _at += 2;
                letters.AddRange(Range(letter, last).Take(256));
            }
            else
                letters.Add(letter);
        }

        if (_at >= pattern.Length)
            return null;
        _at++;
        return negated ? [.. Range(' ', '~').Where(letter => !letters.Contains(letter))] : letters;
    }

    private List<char>? Escape()
    {
        if (_at >= pattern.Length)
            return null;
        var letter = pattern[_at++];
        return letter switch
        {
            'd' => [.. Range('0', '9')],
            'w' => [.. Range('a', 'z'), .. Range('0', '9'), '_'],
            's' => [' '],
            'D' or 'S' => [.. Range('a', 'z')],
            'W' => ['-', ' '],
            't' => ['\t'],
            'n' => ['\n'],
            'r' => ['\r'],
            _ when char.IsLetterOrDigit(letter) => null,
            _ => [letter],
        };
    }

    private static IEnumerable<char> Range(char first, char last) => Enumerable.Range(first, last - first + 1).Select(code => (char)code);
}
