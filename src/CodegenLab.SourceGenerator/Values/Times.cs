using System.Globalization;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Dates and times, counted in ticks; days in days. Contents are as <see cref="MadeValue.Plain"/> has them.</summary>
internal sealed class Times
{
    // Whole seconds from 1970 to the end of 2099.
    private const long Seconds = 4_102_444_800;

    private static readonly DateTime Start = Utc(1970, 1, 1, 0, 0, 0);

    private readonly ValueShape _shape;
    private readonly Limits _limits;
    private readonly decimal _least;
    private readonly decimal _most;
    private readonly decimal _low;
    private readonly decimal _high;

    public Times(ValueShape shape, Limits limits)
    {
        (_shape, _limits) = (shape, limits);
        _least = shape.Kind == ValueKind.TimeSpan ? long.MinValue : 0;
        _most = shape.Kind switch
        {
            ValueKind.DateOnly => DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay,
            ValueKind.TimeOnly => TimeSpan.TicksPerDay - 1,
            ValueKind.TimeSpan => long.MaxValue,
            _ => DateTime.MaxValue.Ticks,
        };
        _low = Math.Max(_least, limits.Min + (limits.MinExcluded ? 1 : 0) ?? _least);
        _high = Math.Min(_most, limits.Max - (limits.MaxExcluded ? 1 : 0) ?? _most);
    }

    public bool IsEmpty => _low > _high;

    /// <summary>An ordinary one, or the nearest to it.</summary>
    public object Ordinary => Known(_shape.Kind)[2] is var ordinary && Accepts(ordinary) ? ordinary : Content(Math.Min(Math.Max(Count(ordinary), _low), _high));

    private bool IsLimited => _limits.Min is not null || _limits.Max is not null;

    public static bool IsTime(ValueKind kind) => kind is ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly or ValueKind.TimeSpan;

    /// <summary>What a text counts, which is read alike on every machine.</summary>
    /// <returns>Null: it is no value of this kind.</returns>
    public static decimal? Count(string text, ValueKind kind)
    {
        const DateTimeStyles universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return kind switch
        {
            ValueKind.TimeSpan => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.Ticks : null,
            ValueKind.TimeOnly => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero && time.Ticks < TimeSpan.TicksPerDay ? time.Ticks : null,
            ValueKind.DateOnly => DateTime.TryParse(text, CultureInfo.InvariantCulture, universal, out var day) && day.TimeOfDay == TimeSpan.Zero ? day.Ticks / TimeSpan.TicksPerDay : null,
            _ => DateTime.TryParse(text, CultureInfo.InvariantCulture, universal, out var moment) ? moment.Ticks : null,
        };
    }

    public IEnumerable<object> Candidates(Wish wish, SplitMix64 random)
    {
        var values = new List<object>();
        if ((wish.Strategy & (Strategy.Boundary | Strategy.Mutation)) != 0)
            values.AddRange(Near(1));
        if (wish.Strategy.HasFlag(Strategy.Equivalence))
            values.AddRange(Near(Far));
        if ((wish.Strategy & ~Strategy.Random) != 0)
            values.AddRange(Known(_shape.Kind));
        if (wish.Strategy.HasFlag(Strategy.Random))
            values.AddRange(Enumerable.Range(0, wish.Samples).Select(_ => IsLimited ? Random(wish.Side, random) : Random(_shape.Kind, random)));
        return values.Where(value => wish.Side == Side.Both || Accepts(value) == (wish.Side == Side.Inside)).Distinct();
    }

    /// <summary>Beyond a limit by this much is another class: 42 days, or minutes where there are no days.</summary>
    private decimal Far => 42 * _shape.Kind switch { ValueKind.DateOnly => 1, ValueKind.TimeOnly or ValueKind.TimeSpan => TimeSpan.TicksPerMinute, _ => TimeSpan.TicksPerDay };

    /// <summary>The limits, and what is so far from them.</summary>
    private IEnumerable<object> Near(decimal distance)
    {
        decimal[] limits = [.. _limits.Min is null ? [] : new[] { _low }, .. _limits.Max is null ? [] : new[] { _high }];
        return limits.SelectMany(limit => new[] { limit - distance, limit, limit + distance }).Where(count => count >= _least && count <= _most).Select(Content);
    }

    private bool Accepts(object content) => Count(content) is var count && count >= _low && count <= _high;

    /// <summary>Whole seconds, where there is one between the limits.</summary>
    private object Random(Side side, SplitMix64 random)
    {
        var (low, high) = (_limits.Min is null ? Math.Max(_least, _high - 1000 * Far) : _low, _limits.Max is null ? Math.Min(_most, _low + 1000 * Far) : _high);
        if (side != Side.Inside && (side == Side.Outside || random.Below(2) == 0))
            (low, high) = (_limits.Max is null || (_limits.Min is not null && random.Below(2) == 0)) && low > _least ? (Math.Max(_least, low - 1000 * Far), low - 1) : (Math.Min(_most, high + 1), Math.Min(_most, high + 1000 * Far));
        var step = _shape.Kind == ValueKind.DateOnly ? 1 : TimeSpan.TicksPerSecond;
        var first = decimal.Ceiling(low / step) * step;
        return Content(first > high ? low : first + random.Between(0, decimal.Floor((high - first) / step)) * step);
    }

    private object Content(decimal count) => _shape.Kind switch
    {
        ValueKind.DateTimeOffset => new DateTimeOffset((long)count, TimeSpan.Zero),
        ValueKind.DateOnly => new DateTime((long)count * TimeSpan.TicksPerDay),
        ValueKind.TimeOnly or ValueKind.TimeSpan => TimeSpan.FromTicks((long)count),
        _ => new DateTime((long)count, DateTimeKind.Utc),
    };

    private decimal Count(object content) => content switch
    {
        DateTimeOffset moment => moment.UtcTicks,
        DateTime day when _shape.Kind == ValueKind.DateOnly => day.Ticks / TimeSpan.TicksPerDay,
        DateTime moment => moment.Ticks,
        var span => ((TimeSpan)span).Ticks,
    };

    /// <summary>Values with a meaning; the third is an ordinary one.</summary>
    private static object[] Known(ValueKind kind) => kind switch
    {
        ValueKind.DateTime =>
        [
            DateTime.MinValue, DateTime.MaxValue, Utc(2026, 1, 15, 12, 30, 0), Start, Utc(2024, 2, 29, 0, 0, 0), Utc(2024, 12, 31, 23, 59, 59),
            new DateTime(2025, 3, 30, 2, 30, 0, DateTimeKind.Unspecified),
        ],
        ValueKind.DateTimeOffset =>
        [
            DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(Utc(2026, 1, 15, 12, 30, 0)), new DateTimeOffset(Start),
            new DateTimeOffset(2024, 2, 29, 0, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2024, 12, 31, 23, 59, 59, TimeSpan.FromHours(-5)),
        ],
        ValueKind.DateOnly => [DateTime.MinValue, DateTime.MaxValue.Date, new DateTime(2026, 1, 15), new DateTime(2024, 2, 29), new DateTime(2024, 12, 31)],
        ValueKind.TimeOnly => [TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerDay - 1), new TimeSpan(12, 30, 0)],
        _ => [TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromMinutes(1), TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(-1)],
    };

    private static object Random(ValueKind kind, SplitMix64 random)
    {
        var second = (long)random.Between(0, Seconds - 1);
        var time = Start.AddTicks(second * TimeSpan.TicksPerSecond);
        return kind switch
        {
            ValueKind.DateTime => time,
            ValueKind.DateTimeOffset => new DateTimeOffset(time.Ticks, TimeSpan.FromHours((double)random.Between(-12, 14))),
            ValueKind.DateOnly => time.Date,
            ValueKind.TimeOnly => time.TimeOfDay,
            _ => TimeSpan.FromTicks((second - Seconds / 2) * TimeSpan.TicksPerSecond),
        };
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute, int second) => new(year, month, day, hour, minute, second, DateTimeKind.Utc);
}
