using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Makes values of a type.</summary>
internal static class ValueMaker
{
    /// <summary>In a stable order, none twice.</summary>
    public static IReadOnlyList<MadeValue> Make(ValueShape shape, Limits limits, Wish wish)
    {
        var random = SplitMix64.For(wish.Seed, wish.Stream);
        var values = limits.Allowed.Count > 0 && wish.Side == Side.Inside
            ? Allowed(shape, limits)
            : Values(shape, limits, wish, random);
        var nullWanted = !wish.Strategy.HasFlag(Strategy.Random) || wish.Strategy.HasFlag(Strategy.Boundary);
        return [.. values.Concat(nullWanted && TakesNull(shape, limits, wish.Side) ? [MadeValue.Nothing.Value] : []).Distinct()];
    }

    /// <summary>One that is accepted, as plain as may be.</summary>
    /// <param name="name">What it is for.</param>
    /// <returns>Null: none could be made.</returns>
    public static MadeValue? Ordinary(ValueShape shape, Limits limits, string name)
    {
        var random = SplitMix64.For(0, name);
        if (limits.Allowed.Count > 0)
            return Allowed(shape, limits).FirstOrDefault();
        return shape.Kind switch
        {
            ValueKind.Integer or ValueKind.Decimal => new Numbers(shape, limits) is { IsEmpty: false } numbers ? shape.Value(numbers.Ordinary) : null,
            ValueKind.Double => shape.Value(new Floats(false, limits).Ordinary),
            ValueKind.Single => shape.Value((float)new Floats(true, limits).Ordinary),
            ValueKind.Boolean => shape.Value(true),
            ValueKind.Character => shape.Value('a'),
            ValueKind.Text => new Texts(limits).Ordinary(name, random) is { } text ? shape.Value(text) : null,
            ValueKind.Enumeration => shape.Value(shape.Members.Count > 0 ? shape.Members[0] : 0m),
            ValueKind.Items => Ordinary(shape.Element!, Limits.None, name) is { } element ? Items(shape, Enumerable.Repeat(element, Math.Min(Math.Max(1, limits.MinLength ?? 1), limits.MaxLength ?? int.MaxValue))) : null,
            ValueKind.Guid => shape.Value(Guid(random)),
            _ when Times.IsTime(shape.Kind) => new Times(shape, limits) is { IsEmpty: false } times ? shape.Value(times.Ordinary) : null,
            _ => shape.Value(Fixed(shape.Kind)[2]),
        };
    }

    private static IEnumerable<MadeValue> Values(ValueShape shape, Limits limits, Wish wish, SplitMix64 random) => shape.Kind switch
    {
        ValueKind.Integer or ValueKind.Decimal => new Numbers(shape, limits).Candidates(wish, random).Select(value => shape.Value(value)),
        ValueKind.Double => new Floats(false, limits).Candidates(wish, random).Select(value => shape.Value(value)),
        ValueKind.Single => new Floats(true, limits).Candidates(wish, random).Select(value => shape.Value((float)value)),
        ValueKind.Text => new Texts(limits).Candidates(wish, random).Select(shape.Value),
        ValueKind.Items => Collections(shape, limits, wish, random),
        ValueKind.Enumeration => Enumeration(shape, limits, wish, random),
        _ when Times.IsTime(shape.Kind) => new Times(shape, limits).Candidates(wish, random).Select(shape.Value),
        // These have no limits that we know, so that nothing is outside.
        _ when wish.Side == Side.Outside => [],
        ValueKind.Boolean => [shape.Value(false), shape.Value(true)],
        ValueKind.Character => Sampled(['a', 'Z', '0', ' ', '\u00e9', '\u0000', '\uffff'], wish, () => (object)(char)random.Between(' ', '~')).Select(shape.Value),
        ValueKind.Guid => Sampled(Fixed(shape.Kind), wish, () => Guid(random)).Select(shape.Value),
        _ => Sampled(Fixed(shape.Kind), wish, () => Address(random)).Select(shape.Value),
    };

    private static IEnumerable<T> Sampled<T>(IEnumerable<T> known, Wish wish, Func<T> sample) =>
        ((wish.Strategy & ~Strategy.Random) != 0 ? known : []).Concat(wish.Strategy.HasFlag(Strategy.Random) ? Enumerable.Range(0, wish.Samples).Select(_ => sample()) : []);

    private static IEnumerable<MadeValue> Enumeration(ValueShape shape, Limits limits, Wish wish, SplitMix64 random)
    {
        var inside = wish.Side == Side.Outside || shape.Members.Count == 0 ? [] : Sampled(shape.Members, wish, () => random.Pick(shape.Members)).Select(shape.Value);
        var isWanted = wish.Side == Side.Both || (wish.Side == Side.Outside && (limits.OnlyMembers || limits.Allowed.Count > 0));
        return !isWanted || shape.NoMember is not { } number ? inside : inside.Append(shape.Value(number));
    }

    private static IEnumerable<MadeValue> Allowed(ValueShape shape, Limits limits) => limits.Allowed.Select(value => Fitted(value, shape)).OfType<MadeValue>();

    /// <summary>What an attribute allows, as a value of the type that it stands at.</summary>
    /// <returns>Null: it is none.</returns>
    private static MadeValue? Fitted(MadeValue allowed, ValueShape shape) => allowed switch
    {
        MadeValue.Nothing => shape.AllowsNull ? allowed : null,
        MadeValue.Plain { Kind: ValueKind.Enumeration, Type: var type } => type == shape.Type ? allowed : null,
        MadeValue.Plain { Content: string or bool or char, Kind: var kind } => kind == shape.Kind ? allowed : null,
        MadeValue.Plain { Content: var number } when Annotations.Number(number) is { } exact => shape.Kind switch
        {
            ValueKind.Integer when exact >= shape.Min && exact <= shape.Max && decimal.Truncate(exact) == exact => shape.Value(exact),
            ValueKind.Decimal => shape.Value(exact),
            ValueKind.Double => shape.Value(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
            ValueKind.Single => shape.Value(Convert.ToSingle(number, CultureInfo.InvariantCulture)),
            _ => null,
        },
        _ => null,
    };

    private static bool TakesNull(ValueShape shape, Limits limits, Side side) => side switch
    {
        Side.Inside => shape.AllowsNull && !limits.NotNull,
        // Null is outside where somebody looks for it: a type that does not allow it promises nothing about what then happens.
        Side.Outside => limits.NotNull && IsReference(shape.Kind),
        _ => shape.AllowsNull || (limits.NotNull && IsReference(shape.Kind)),
    };

    private static bool IsReference(ValueKind kind) => kind is ValueKind.Text or ValueKind.Items or ValueKind.Uri;

    private static IEnumerable<MadeValue> Collections(ValueShape shape, Limits limits, Wish wish, SplitMix64 random)
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

    private static MadeValue.Items Items(ValueShape shape, IEnumerable<MadeValue> elements) =>
        new(shape.Type, shape.Element!.Type + (shape.Element.AllowsNull ? "?" : ""), shape.IsArray, elements.ToEquatableArray());

    private static object Guid(SplitMix64 random)
    {
        // Version 4, variant 1: what Guid.NewGuid makes.
        var (high, low) = ((random.Next() & 0xFFFFFFFFFFFF0FFFUL) | 0x4000UL, (random.Next() & 0x3FFFFFFFFFFFFFFFUL) | 0x8000000000000000UL);
        return System.Guid.ParseExact(high.ToString("x16", CultureInfo.InvariantCulture) + low.ToString("x16", CultureInfo.InvariantCulture), "N");
    }

    /// <summary>Values with a meaning; the third is an ordinary one.</summary>
    private static object[] Fixed(ValueKind kind) => kind == ValueKind.Guid
        ? [System.Guid.Empty, new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"), new Guid("6b29fc40-ca47-4067-b31d-00dd010662da")]
        : ["http://localhost:8080/", "relative/path", "https://example.org/path?query=1"];

    /// <summary>Of an address.</summary>
    private static object Address(SplitMix64 random)
    {
        // A number that is drawn and left, so that a seed gives the addresses that it always gave.
        random.Between(0, 4_102_444_799);
        return $"https://example.org/{random.Next().ToString("x", CultureInfo.InvariantCulture)}";
    }
}
