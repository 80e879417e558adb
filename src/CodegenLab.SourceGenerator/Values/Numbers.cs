namespace CodegenLab.SourceGenerator.Values;

/// <summary>Whole numbers and decimals: both count in steps.</summary>
internal sealed class Numbers
{
    private readonly ValueShape _shape;
    private readonly Limits _limits;
    private readonly decimal _step;
    private readonly decimal _low;
    private readonly decimal _high;
    private readonly decimal _least;
    private readonly decimal _most;

    public Numbers(ValueShape shape, Limits limits)
    {
        (_shape, _limits) = (shape, limits);
        var isInteger = shape.Kind == ValueKind.Integer;
        // Cents, or finer where a limit is finer.
        _step = isInteger ? 1 : (decimal)Math.Pow(10, -Math.Max(2, Math.Max(Scale(limits.Min), Scale(limits.Max))));
        (_least, _most) = isInteger ? (shape.Min, shape.Max) : (decimal.MinValue, decimal.MaxValue);
        var min = limits.Min is { } low ? isInteger ? decimal.Ceiling(low) : low : _least;
        var max = limits.Max is { } high ? isInteger ? decimal.Floor(high) : high : _most;
        _low = Math.Max(_least, limits.MinExcluded && min == limits.Min ? min + _step : min);
        _high = Math.Min(_most, limits.MaxExcluded && max == limits.Max ? max - _step : max);
    }

    /// <summary>Limits that no decimal can hold are beyond all there are, on either side.</summary>
    public bool IsEmpty => _low > _high || _limits.FarMin > 0 || _limits.FarMax < 0;

    /// <summary>An ordinary one: the one nearest to 1.</summary>
    public decimal Ordinary => Clamp(1) is var one && Accepts(one) ? one : Boundary().FirstOrDefault(Accepts);

    public bool Accepts(decimal value) => value >= _low && value <= _high && !_limits.Excluded.Contains(value);

    public IEnumerable<decimal> Candidates(Wish wish, SplitMix64 random)
    {
        var values = new List<decimal>();
        if (wish.Strategy.HasFlag(Strategy.Boundary))
            values.AddRange(Boundary());
        if (wish.Strategy.HasFlag(Strategy.Equivalence))
            values.AddRange(Classes());
        if (wish.Strategy.HasFlag(Strategy.Random))
            values.AddRange(Enumerable.Range(0, wish.Samples).Select(_ => Random(wish.Side, random)));
        if (wish.Strategy.HasFlag(Strategy.Mutation))
        {
            var examples = wish.Examples.Select(example => Annotations.Number(example)).Where(number => number is not null).Select(number => number!.Value).DefaultIfEmpty(Ordinary).ToList();
            values.AddRange(examples.SelectMany(Mutations).Where(value => !examples.Contains(value)).Take(wish.Samples));
        }

        return values.Where(Fits).Where(value => wish.Side == Side.Both || Accepts(value) == (wish.Side == Side.Inside)).Distinct();
    }

    private bool Fits(decimal value) => value >= _least && value <= _most && (_shape.Kind != ValueKind.Integer || decimal.Truncate(value) == value);

    private IEnumerable<decimal> Boundary() =>
        new[] { _least, Below(_low), _low, Above(_low), -_step, 0, _step, Below(_high), _high, Above(_high), _most }
            .Concat(_limits.Excluded.SelectMany(value => new[] { Below(value), value, Above(value) })).OrderBy(value => value);

    /// <summary>One of each class: below zero, zero, above zero, large, and beyond the limits.</summary>
    private IEnumerable<decimal> Classes()
    {
        const decimal ordinary = 42, large = 1_000_000;
        yield return _limits.Min is null ? -ordinary : Math.Max(_least, _low - ordinary);
        if (_low < 0)
            yield return Math.Min(Math.Max(-ordinary, _low), _high);
        yield return 0;
        if (_high > 0)
            yield return Math.Max(Math.Min(ordinary, _high), _low);
        if (_high >= large)
            yield return Math.Max(large, _low);
        if (_limits.Max is not null && _high <= _most - ordinary)
            yield return _high + ordinary;
        foreach (var excluded in _limits.Excluded)
            yield return excluded;
    }

    private decimal Random(Side side, SplitMix64 random)
    {
        // Decimals have no uniform distribution over all there are: without limits it is a million either way.
        const decimal far = 1_000_000;
        var isInteger = _shape.Kind == ValueKind.Integer;
        var low = isInteger || _limits.Min is not null ? _low : Math.Min(-far, _high);
        var high = isInteger || _limits.Max is not null ? _high : Math.Max(far, low);
        if (side != Side.Inside && (side == Side.Outside || random.Below(2) == 0))
            (low, high) = random.Below(2) == 0 ? (Math.Max(_least, low - far), low) : (high, Math.Min(_most, high + far));
        return low + random.Between(0, decimal.Floor(Math.Min((high - low) / _step, ulong.MaxValue))) * _step;
    }

    private IEnumerable<decimal> Mutations(decimal value)
    {
        yield return -value;
        yield return Above(value);
        yield return Below(value);
        if (Math.Abs(value) < 1e15m)
        {
            yield return value * 10;
            yield return value * 2;
            yield return value * 1000;
        }

        yield return decimal.Truncate(value / 10);
        yield return 0;
        var digits = Math.Abs(value).ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var index = 0; index + 1 < digits.Length; index++)
        {
            // Two digits in the wrong order, as people type them.
            if (char.IsDigit(digits[index]) && char.IsDigit(digits[index + 1]) && digits[index] != digits[index + 1])
                yield return Math.Sign(value) * decimal.Parse(digits.Substring(0, index) + digits[index + 1] + digits[index] + digits.Substring(index + 2), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private decimal Clamp(decimal value) => Math.Min(Math.Max(value, _low), _high);

    private decimal Below(decimal value) => value > _least ? value - _step : value;

    private decimal Above(decimal value) => value < _most ? value + _step : value;

    private static int Scale(decimal? value) => value is { } number ? (decimal.GetBits(number)[3] >> 16) & 0xff : 0;
}
