using System.Globalization;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Numbers with a floating point. Infinities and what is no number are never inside, and outside where something refuses them.</summary>
internal sealed class Floats(bool isSingle, Limits limits)
{
    private readonly double _low = limits.Lowest is { } min ? limits.MinExcluded ? Next(min, 1, isSingle) : min : isSingle ? float.MinValue : double.MinValue;
    private readonly double _high = limits.Highest is { } max ? limits.MaxExcluded ? Next(max, -1, isSingle) : max : isSingle ? float.MaxValue : double.MaxValue;

    public bool IsEmpty => _low > _high || (isSingle && (_low > float.MaxValue || _high < float.MinValue));

    /// <summary>An ordinary one: the one nearest to 1.</summary>
    public double Ordinary => Accepts(Math.Min(Math.Max(1, _low), _high)) ? Math.Min(Math.Max(1, _low), _high) : _low;

    public bool Accepts(double value) => value >= _low && value <= _high && !limits.Excluded.Any(excluded => (double)excluded == value);

    private bool Refuses(double value) => double.IsNaN(value) ? limits.NotNaN
        : double.IsInfinity(value) ? limits.NotInfinite || (value < 0 ? limits.Lowest : limits.Highest) is not null
        : !Accepts(value);

    public IEnumerable<double> Candidates(Wish wish, SplitMix64 random)
    {
        var values = new List<double>();
        if (wish.Strategy.HasFlag(Strategy.Boundary))
        {
            values.AddRange(
                new[] { isSingle ? float.MinValue : double.MinValue, Next(_low, -1, isSingle), _low, Next(_low, 1, isSingle), -1, 0, isSingle ? float.Epsilon : double.Epsilon, 1, Next(_high, -1, isSingle), _high, Next(_high, 1, isSingle), isSingle ? float.MaxValue : double.MaxValue }
                    .Concat(limits.Excluded.Select(excluded => (double)excluded)).OrderBy(value => value));
            values.AddRange([double.NegativeInfinity, double.PositiveInfinity, double.NaN]);
        }

        if (wish.Strategy.HasFlag(Strategy.Equivalence))
        {
            values.AddRange([Math.Min(Math.Max(-42.5, _low), _high), 0, Math.Min(Math.Max(42.5, _low), _high), 0.1, double.NaN]);
            if (limits.Lowest is not null)
                values.Add(_low - Step(_low, 42.5));
            if (limits.Highest is not null)
                values.Add(_high + Step(_high, 42.5));
        }

        if (wish.Strategy.HasFlag(Strategy.Random))
        {
            var low = limits.Lowest is null ? Math.Max(_low, Math.Min(-1e6, 2 * _high)) : _low;
            var high = limits.Highest is null ? Math.Min(_high, Math.Max(1e6, 2 * low)) : _high;
            values.AddRange(Enumerable.Range(0, wish.Samples).Select(_ => wish.Side switch
            {
                Side.Outside => random.Below(2) == 0 ? low - Step(low, 1e3) * (1 - random.Unit()) : high + Step(high, 1e3) * (1 - random.Unit()),
                _ when double.IsInfinity(high - low) => random.Unit() is var share ? low * (1 - share) + high * share : low,
                _ => low + (high - low) * random.Unit(),
            }));
        }

        if (wish.Strategy.HasFlag(Strategy.Mutation))
        {
            var examples = wish.Examples.Select(example => double.TryParse(example, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? read : (double?)null).OfType<double>().DefaultIfEmpty(Ordinary).ToList();
            values.AddRange(examples.SelectMany(value => new[] { -value, Next(value, 1, isSingle), Next(value, -1, isSingle), value * 10, value / 10, value * 2, value + 1, value - 1, 1 / value, 0 }).Where(value => !examples.Contains(value)).Take(wish.Samples));
        }

        return values.Select(value => isSingle ? (float)value : value)
            .Where(value => wish.Side switch { Side.Inside => Accepts(value), Side.Outside => Refuses(value), _ => true }).Distinct();
    }

    /// <summary>Some way from a number; from a large one far enough that it is another one.</summary>
    private static double Step(double from, double usual) => Math.Abs(from) < 1e15 ? usual : Math.Abs(from) / 2;

    /// <summary>The next number there is, up or down; the ends of the range stay.</summary>
    private static double Next(double value, int direction, bool isSingle)
    {
        if (value == 0)
            return direction * (isSingle ? float.Epsilon : double.Epsilon);
        var away = value > 0 == direction > 0 ? 1 : -1;
        var next = isSingle
            ? BitConverter.ToSingle(BitConverter.GetBytes(BitConverter.ToInt32(BitConverter.GetBytes((float)value), 0) + away), 0)
            : BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + away);
        return double.IsInfinity(next) || double.IsNaN(next) ? value : next;
    }
}
