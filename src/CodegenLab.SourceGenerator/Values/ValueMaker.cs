using System.Globalization;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Makes values of a type, as C# expressions.</summary>
internal static class ValueMaker
{
    private const string Bcl = "global::System.";

    /// <summary>In a stable order, none twice.</summary>
    public static IReadOnlyList<string> Make(ValueShape shape, Limits limits, Wish wish)
    {
        var random = SplitMix64.For(wish.Seed, wish.Stream);
        var values = limits.Allowed.Count > 0 && wish.Side == Side.Inside
            ? limits.Allowed
            : Values(shape, limits, wish, random);
        var nullWanted = !wish.Strategy.HasFlag(Strategy.Random) || wish.Strategy.HasFlag(Strategy.Boundary);
        return [.. values.Concat(nullWanted && TakesNull(shape, limits, wish.Side) ? ["null"] : []).Distinct()];
    }

    /// <summary>One that is accepted, as plain as may be.</summary>
    /// <param name="name">What it is for.</param>
    /// <returns>Null: none could be made.</returns>
    public static string? Ordinary(ValueShape shape, Limits limits, string name)
    {
        var random = SplitMix64.For(0, name);
        if (limits.Allowed.Count > 0)
            return limits.Allowed[0];
        return shape.Kind switch
        {
            ValueKind.Integer => new Numbers(shape, limits) is { IsEmpty: false } numbers ? Literals.Integer(shape.Type, numbers.Ordinary) : null,
            ValueKind.Decimal => new Numbers(shape, limits) is { IsEmpty: false } numbers ? Literals.Decimal(numbers.Ordinary) : null,
            ValueKind.Double => Literals.Double(new Floats(false, limits).Ordinary),
            ValueKind.Single => Literals.Single((float)new Floats(true, limits).Ordinary),
            ValueKind.Boolean => "true",
            ValueKind.Character => "'a'",
            ValueKind.Text => new Texts(limits).Ordinary(name, random) is { } text ? Literals.Text(text) : null,
            ValueKind.Enumeration => shape.Members.Count > 0 ? shape.Members[0] : $"default({shape.Type})",
            ValueKind.Items => Ordinary(shape.Element!, Limits.None, name) is { } element ? Items(shape, Enumerable.Repeat(element, Math.Min(Math.Max(1, limits.MinLength ?? 1), limits.MaxLength ?? int.MaxValue))) : null,
            ValueKind.Guid => $"new {Bcl}Guid({Literals.Text(Guid(random))})",
            _ => Fixed(shape.Kind).Skip(2).First(),
        };
    }

    private static IEnumerable<string> Values(ValueShape shape, Limits limits, Wish wish, SplitMix64 random) => shape.Kind switch
    {
        ValueKind.Integer => new Numbers(shape, limits).Candidates(wish, random).Select(value => Literals.Integer(shape.Type, value)),
        ValueKind.Decimal => new Numbers(shape, limits).Candidates(wish, random).Select(Literals.Decimal),
        ValueKind.Double => new Floats(false, limits).Candidates(wish, random).Select(Literals.Double),
        ValueKind.Single => new Floats(true, limits).Candidates(wish, random).Select(value => Literals.Single((float)value)),
        ValueKind.Text => new Texts(limits).Candidates(wish, random).Select(Literals.Text),
        ValueKind.Items => Collections(shape, limits, wish, random),
        ValueKind.Enumeration => Enumeration(shape, wish, random),
        // These have no limits that we know, so that nothing is outside.
        _ when wish.Side == Side.Outside => [],
        ValueKind.Boolean => ["false", "true"],
        ValueKind.Character => Sampled(["'a'", "'Z'", "'0'", "' '", "'\\u00e9'", "'\\u0000'", "'\\uffff'"], wish, () => Literals.Character((char)random.Between(' ', '~'))),
        ValueKind.Guid => Sampled(Fixed(shape.Kind), wish, () => $"new {Bcl}Guid({Literals.Text(Guid(random))})"),
        _ => Sampled(Fixed(shape.Kind), wish, () => RandomTime(shape.Kind, random)),
    };

    private static IEnumerable<string> Sampled(IEnumerable<string> known, Wish wish, Func<string> sample) =>
        ((wish.Strategy & ~Strategy.Random) != 0 ? known : []).Concat(wish.Strategy.HasFlag(Strategy.Random) ? Enumerable.Range(0, wish.Samples).Select(_ => sample()) : []);

    private static IEnumerable<string> Enumeration(ValueShape shape, Wish wish, SplitMix64 random)
    {
        var inside = wish.Side == Side.Outside || shape.Members.Count == 0 ? [] : Sampled(shape.Members, wish, () => random.Pick(shape.Members));
        return wish.Side == Side.Inside || shape.NoMember is null ? inside : inside.Append(shape.NoMember);
    }

    private static bool TakesNull(ValueShape shape, Limits limits, Side side) => side switch
    {
        Side.Inside => shape.AllowsNull && !limits.NotNull,
        // Null is outside where somebody looks for it: a type that does not allow it promises nothing about what then happens.
        Side.Outside => limits.NotNull && IsReference(shape.Kind),
        _ => shape.AllowsNull || (limits.NotNull && IsReference(shape.Kind)),
    };

    private static bool IsReference(ValueKind kind) => kind is ValueKind.Text or ValueKind.Items or ValueKind.Uri;

    private static IEnumerable<string> Collections(ValueShape shape, Limits limits, Wish wish, SplitMix64 random)
    {
        const int longest = 1000;
        var elements = Make(shape.Element!, Limits.None, wish with { Strategy = wish.Strategy == Strategy.Random ? Strategy.Random : Strategy.Equivalence, Side = Side.Inside, Stream = wish.Stream + "[]" });
        if (elements.Count == 0)
            return [];

        var lengths = new List<int>();
        if ((wish.Strategy & ~Strategy.Random) != 0)
        {
            lengths.AddRange([0, 1, 3]);
            if (limits.MinLength is { } min)
                lengths.AddRange([min - 1, min, min + 1]);
            if (limits.MaxLength is { } max)
                lengths.AddRange([max - 1, max, max + 1]);
        }

        if (wish.Strategy.HasFlag(Strategy.Random))
            lengths.AddRange(Enumerable.Range(0, wish.Samples).Select(_ => (int)random.Between(limits.MinLength ?? 0, Math.Max(limits.MinLength ?? 0, Math.Min(limits.MaxLength ?? 8, longest)))));
        return (wish.Strategy == Strategy.Random ? lengths : lengths.Distinct().OrderBy(length => length).AsEnumerable())
            .Where(length => length is >= 0 and <= longest && (wish.Side == Side.Both || (length >= (limits.MinLength ?? 0) && length <= (limits.MaxLength ?? int.MaxValue)) == (wish.Side == Side.Inside)))
            .Select(length => Items(shape, Enumerable.Range(0, length).Select(index => wish.Strategy == Strategy.Random ? random.Pick(elements) : elements[index % elements.Count])));
    }

    private static string Items(ValueShape shape, IEnumerable<string> elements)
    {
        var type = shape.Element!.Type + (shape.Element.AllowsNull ? "?" : "");
        var items = string.Join(", ", elements);
        return shape.IsArray ? items.Length == 0 ? $"{Bcl}Array.Empty<{type}>()" : $"new {type}[] {{ {items} }}" : items.Length == 0 ? $"new {shape.Type}()" : $"new {shape.Type} {{ {items} }}";
    }

    private static string Guid(SplitMix64 random)
    {
        // Version 4, variant 1: what Guid.NewGuid makes.
        var (high, low) = ((random.Next() & 0xFFFFFFFFFFFF0FFFUL) | 0x4000UL, (random.Next() & 0x3FFFFFFFFFFFFFFFUL) | 0x8000000000000000UL);
        var digits = high.ToString("x16", CultureInfo.InvariantCulture) + low.ToString("x16", CultureInfo.InvariantCulture);
        return $"{digits.Substring(0, 8)}-{digits.Substring(8, 4)}-{digits.Substring(12, 4)}-{digits.Substring(16, 4)}-{digits.Substring(20)}";
    }

    /// <summary>Values with a meaning; the third is an ordinary one.</summary>
    private static string[] Fixed(ValueKind kind) => kind switch
    {
        ValueKind.Guid => [$"{Bcl}Guid.Empty", $"new {Bcl}Guid(\"ffffffff-ffff-ffff-ffff-ffffffffffff\")", $"new {Bcl}Guid(\"6b29fc40-ca47-4067-b31d-00dd010662da\")"],
        ValueKind.DateTime =>
        [
            $"{Bcl}DateTime.MinValue", $"{Bcl}DateTime.MaxValue", Utc("2026, 1, 15, 12, 30, 0"), Utc("1970, 1, 1, 0, 0, 0"), Utc("2024, 2, 29, 0, 0, 0"), Utc("2024, 12, 31, 23, 59, 59"),
            $"new {Bcl}DateTime(2025, 3, 30, 2, 30, 0, {Bcl}DateTimeKind.Unspecified)",
        ],
        ValueKind.DateTimeOffset =>
        [
            $"{Bcl}DateTimeOffset.MinValue", $"{Bcl}DateTimeOffset.MaxValue", Offset("2026, 1, 15, 12, 30, 0", 0), Offset("1970, 1, 1, 0, 0, 0", 0), Offset("2024, 2, 29, 0, 0, 0", 2), Offset("2024, 12, 31, 23, 59, 59", -5),
        ],
        ValueKind.DateOnly => [$"{Bcl}DateOnly.MinValue", $"{Bcl}DateOnly.MaxValue", $"new {Bcl}DateOnly(2026, 1, 15)", $"new {Bcl}DateOnly(2024, 2, 29)", $"new {Bcl}DateOnly(2024, 12, 31)"],
        ValueKind.TimeOnly => [$"{Bcl}TimeOnly.MinValue", $"{Bcl}TimeOnly.MaxValue", $"new {Bcl}TimeOnly(12, 30, 0)"],
        ValueKind.TimeSpan => [$"{Bcl}TimeSpan.MinValue", $"{Bcl}TimeSpan.MaxValue", $"{Bcl}TimeSpan.FromTicks(600000000L)", $"{Bcl}TimeSpan.Zero", $"{Bcl}TimeSpan.FromTicks(1L)", $"{Bcl}TimeSpan.FromTicks(-600000000L)"],
        _ => [$"new {Bcl}Uri(\"http://localhost:8080/\")", $"new {Bcl}Uri(\"relative/path\", {Bcl}UriKind.Relative)", $"new {Bcl}Uri(\"https://example.org/path?query=1\")"],
    };

    private static string RandomTime(ValueKind kind, SplitMix64 random)
    {
        // Whole seconds from 1970 to the end of 2099.
        const long seconds = 4_102_444_800;
        var day = random.Between(0, seconds - 1);
        var ticks = (621_355_968_000_000_000m + day * 10_000_000m).ToString("0", CultureInfo.InvariantCulture);
        return kind switch
        {
            ValueKind.DateTime => $"new {Bcl}DateTime({ticks}L, {Bcl}DateTimeKind.Utc)",
            ValueKind.DateTimeOffset => $"new {Bcl}DateTimeOffset({ticks}L, {Bcl}TimeSpan.FromHours({random.Between(-12, 14).ToString("0", CultureInfo.InvariantCulture)}))",
            ValueKind.DateOnly => $"{Bcl}DateOnly.FromDateTime(new {Bcl}DateTime({ticks}L))",
            ValueKind.TimeOnly => $"new {Bcl}TimeOnly({(day % 86_400 * 10_000_000m).ToString("0", CultureInfo.InvariantCulture)}L)",
            ValueKind.TimeSpan => $"{Bcl}TimeSpan.FromTicks({((day - seconds / 2) * 10_000_000m).ToString("0", CultureInfo.InvariantCulture)}L)",
            _ => $"new {Bcl}Uri(\"https://example.org/{random.Next().ToString("x", CultureInfo.InvariantCulture)}\")",
        };
    }

    private static string Utc(string parts) => $"new {Bcl}DateTime({parts}, {Bcl}DateTimeKind.Utc)";

    private static string Offset(string parts, int hours) => $"new {Bcl}DateTimeOffset({parts}, {Bcl}TimeSpan.FromHours({hours.ToString(CultureInfo.InvariantCulture)}))";
}
