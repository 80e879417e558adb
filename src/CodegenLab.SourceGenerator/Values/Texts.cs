namespace CodegenLab.SourceGenerator.Values;

/// <summary>Texts.</summary>
internal sealed class Texts(Limits limits)
{
    private const int Longest = 10_000;

    private static readonly string[] Emails = ["ada@example.org", "a@b.co", "first.last+tag@sub.example.org"];
    private static readonly string[] NoEmails = ["plain", "@example.org", "ada@", "ada@@example.org"];
    private static readonly string[] Urls = ["https://example.org", "http://example.org/path?query=1", "ftp://example.org/file"];
    private static readonly string[] NoUrls = ["example.org", "http//example.org", "mailto:ada@example.org"];
    private static readonly string[] Phones = ["+49 30 1234567", "030-1234567", "5551234"];
    private static readonly string[] NoPhones = ["phone", "12a34"];

    /// <summary>Classes of text that programs treat differently.</summary>
    private static readonly string[] Classes = ["word", "Two words", "MiXeD", "123", "O'Brien", "na\u00efve \u017b\u00f3\u0142\u0107", "\u65e5\u672c\u8a9e", "\U0001F600", "a\tb\nc", " padded ", "<b>&amp;</b>", "\"quoted\"", "-1", "null"];

    public IEnumerable<string> Candidates(Wish wish, SplitMix64 random)
    {
        var values = new List<string>();
        if (wish.Strategy.HasFlag(Strategy.Boundary))
            values.AddRange(Boundary(random));
        if (wish.Strategy.HasFlag(Strategy.Equivalence))
            values.AddRange(IsFormed ? Formed(random).Concat(Malformed()) : Classes.Concat(["", " ", OfLength(Math.Min((limits.MaxLength ?? 0) + 42, Longest))]));
        if (wish.Strategy.HasFlag(Strategy.Random))
            values.AddRange(Enumerable.Range(0, wish.Samples).Select(_ => Random(wish.Side, random)));
        if (wish.Strategy.HasFlag(Strategy.Mutation))
        {
            var examples = wish.Examples.DefaultIfEmpty(Ordinary("text", random) ?? "text").ToList();
            values.AddRange(examples.SelectMany(example => Mutations(example, random)).Where(value => !examples.Contains(value)).Distinct().Take(wish.Samples));
        }

        return values.Where(value => wish.Side == Side.Both || Accepts(value) == (wish.Side == Side.Inside)).Distinct();
    }

    public bool Accepts(string text) =>
        text.Length >= (limits.MinLength ?? 0) && text.Length <= (limits.MaxLength ?? int.MaxValue)
        && !(limits.NotBlank && string.IsNullOrWhiteSpace(text))
        && (limits.Pattern is not { } pattern || PatternText.Accepts(pattern, text))
        && limits.Form switch
        {
            // As the attributes of .NET judge.
            TextForm.Email => text.IndexOf('@') is var at and > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(char.IsControl),
            TextForm.Url => new[] { "http://", "https://", "ftp://" }.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)),
            TextForm.Phone => text.Any(char.IsDigit) && text.All(letter => char.IsDigit(letter) || char.IsWhiteSpace(letter) || "-.()+".Contains(letter)),
            _ => true,
        };

    /// <summary>One that is accepted and says what it is for.</summary>
    /// <returns>Null: none could be made.</returns>
    public string? Ordinary(string name, SplitMix64 random)
    {
        var wished = IsFormed ? Formed(random) : [name, Fitted(name)];
        return wished.Append(OfLength(limits.MinLength ?? 1)).FirstOrDefault(Accepts);
    }

    private bool IsFormed => limits.Form != TextForm.Any || limits.Pattern is not null;

    private string Fitted(string name)
    {
        var longEnough = name.Length >= (limits.MinLength ?? 0) ? name : name + OfLength(limits.MinLength!.Value - name.Length);
        return longEnough.Length <= (limits.MaxLength ?? int.MaxValue) ? longEnough : longEnough.Substring(0, limits.MaxLength!.Value);
    }

    private IEnumerable<string> Boundary(SplitMix64 random)
    {
        if (IsFormed)
            return Formed(random).Concat(Malformed()).Concat(["", " "]);
        var lengths = new List<int> { 0, 1 };
        if (limits.MinLength is { } min)
            lengths.AddRange([min - 1, min, min + 1]);
        if (limits.MaxLength is { } max)
            lengths.AddRange([max - 1, max, max + 1]);
        else
            lengths.Add(1000);
        return lengths.Where(length => length is >= 0 and <= Longest).Distinct().OrderBy(length => length).Select(OfLength).Concat([" "]);
    }

    private IEnumerable<string> Formed(SplitMix64 random)
    {
        if (limits.Pattern is { } pattern)
            return Enumerable.Range(0, 5).Select(_ => PatternText.Make(pattern, random)).OfType<string>();
        return limits.Form switch { TextForm.Email => Emails, TextForm.Url => Urls, _ => Phones };
    }

    private IEnumerable<string> Malformed() => limits.Form switch
    {
        TextForm.Email => NoEmails,
        TextForm.Url => NoUrls,
        TextForm.Phone => NoPhones,
        _ => ["?", "not this", "\U0001F600"],
    };

    private string Random(Side side, SplitMix64 random)
    {
        if (IsFormed && side == Side.Inside)
            return limits.Pattern is { } pattern ? PatternText.Make(pattern, random) ?? "" : random.Pick(Formed(random).ToList());
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,'\u00e4\u00f1\u017c";
        var (shortest, longest) = (limits.MinLength ?? (limits.NotBlank ? 1 : 0), Math.Min(limits.MaxLength ?? Math.Max(20, (limits.MinLength ?? 0) + 20), Longest));
        if (side == Side.Outside && limits.MaxLength is { } max && max < Longest)
            (shortest, longest) = (max + 1, Math.Min(max + 20, Longest));
        else if (side == Side.Outside && limits.MinLength is { } min && min > 0)
            (shortest, longest) = (0, min - 1);
        var length = (int)random.Between(shortest, Math.Max(shortest, longest));
        return new string([.. Enumerable.Range(0, length).Select(_ => letters[(int)random.Below((ulong)letters.Length)])]);
    }

    /// <summary>Slips of the keyboard and of programs, in turn.</summary>
    private static IEnumerable<string> Mutations(string text, SplitMix64 random)
    {
        yield return text + text;
        yield return "";
        yield return " " + text;
        yield return text + " ";
        yield return text.ToUpperInvariant();
        yield return text.ToLowerInvariant();
        if (text.Length == 0)
            yield break;
        yield return text.Substring(1);
        yield return text.Substring(0, text.Length - 1);
        for (var round = 0; round < 32; round++)
        {
            var at = (int)random.Below((ulong)text.Length);
            yield return random.Below(5) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[at].ToString()),
                2 when at + 1 < text.Length => text.Substring(0, at) + text[at + 1] + text[at] + text.Substring(at + 2),
                3 => text.Remove(at, 1).Insert(at, "\u00e9"),
                _ => text.Remove(at, 1).Insert(at, ((char)('0' + (int)random.Below(10))).ToString()),
            };
        }
    }

    private static string OfLength(int length) => new('a', Math.Max(0, length));
}
