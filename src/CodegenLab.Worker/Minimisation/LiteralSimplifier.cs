using System.Text.Json;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Simpler constants, simplest first. Every step lowers <see cref="Cost"/>, so simplifying ends.</summary>
internal static class LiteralSimplifier
{
    /// <summary>DateTime.MaxValue, which is no constant.</summary>
    private const long MostTicks = 3_155_378_975_999_999_999;

    private const int ShortestRun = 16;

    public static IEnumerable<object> Simpler(object value, Type type)
    {
        if (value is 0.0 or 0f)
            return [];
        if (value is long constant && type.IsEnum)
            return Constants(constant, type);
        var cost = Cost(value);
        return Proposals(value, type).Where(proposal => Cost(proposal) < cost).Distinct();
    }

    private static IEnumerable<object> Proposals(object value, Type type)
    {
        switch (value)
        {
            case string text:
                return Texts(text);
            case char:
                return ['a', '0', ' '];
            case bool:
                return [false];
            case double real:
                return new[] { 0, 1, -1, 2, 10, 100, Math.Round(real), Math.Round(real, 1), Math.Truncate(real / 10) }.Where(double.IsFinite).Cast<object>();
            case float real:
                return new[] { 0, 1, -1, 2, 10, 100, MathF.Round(real), MathF.Truncate(real / 10) }.Where(float.IsFinite).Cast<object>();
            case decimal amount:
                return new[] { 0, 1, -1, 2, 10, 100, Math.Round(amount), Math.Round(amount, 1), Math.Truncate(amount / 10) }.Cast<object>();
            case DateTime date:
                return new[] { new DateTime(2024, 1, 1, 0, 0, 0, date.Kind), date.Date, new DateTime(date.Year, date.Month, 1, 0, 0, 0, date.Kind), new DateTime(date.Year, date.Month, date.Day, date.Hour, 0, 0, date.Kind), new DateTime(date.Year, date.Month, date.Day, date.Hour, date.Minute, 0, date.Kind) }.Cast<object>();
            case DateTimeOffset date:
                return DatesWithOffset(date);
            case TimeSpan span:
                return new[] { TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), new TimeSpan(span.Days, 0, 0, 0), new TimeSpan(span.Days, span.Hours, 0, 0) }.Cast<object>();
            case Guid id:
                return Guids(id.ToByteArray());
            case DateOnly:
                return [new DateOnly(2024, 1, 1)];
            case TimeOnly:
                return [TimeOnly.MinValue, new TimeOnly(12, 0)];
            default:
                return Integers(value);
        }
    }

    /// <summary>The constant that is named first; for a number without a name any that has one.</summary>
    private static IEnumerable<object> Constants(long value, Type type)
    {
        var named = Enum.GetValues(type).Cast<Enum>().Select(constant => Execution.TypeTable.ToInt64(constant)).ToList();
        if (named.Count == 0)
            return value == 0 ? [] : [0L];
        return value == named[0] ? [] : named.Contains(value) ? [named[0]] : named.Take(3).Cast<object>();
    }

    private static IEnumerable<object> DatesWithOffset(DateTimeOffset date)
    {
        var local = date.DateTime;
        (DateTime Local, TimeSpan Offset)[] proposals =
        [
            (new DateTime(2024, 1, 1), TimeSpan.Zero),
            (local, TimeSpan.Zero),
            (local.Date, date.Offset),
            (local.Date.AddHours(local.Hour), date.Offset),
            (local.Date.AddHours(local.Hour).AddMinutes(local.Minute), date.Offset),
        ];

        // At the ends of the calendar the same clock time with another offset is no point in time.
        return proposals.Where(proposal => proposal.Local.Ticks - proposal.Offset.Ticks is >= 0 and <= MostTicks)
            .Select(proposal => (object)new DateTimeOffset(proposal.Local, proposal.Offset));
    }

    private static IEnumerable<object> Guids(byte[] parts)
    {
        yield return Guid.Empty;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] != 0)
                yield return new Guid([.. parts[..i], 0, .. parts[(i + 1)..]]);
        }
    }

    private static IEnumerable<object> Integers(object value)
    {
        var number = Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var proposal in new[] { 0, 1, -1, 2, 3, 10, 100, Math.Truncate(number / 10), Math.Truncate(number / 2), number - 1, number + 1, Math.Abs(number) })
        {
            object converted;
            try
            {
                converted = Convert.ChangeType(proposal, value.GetType(), System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (OverflowException)
            {
                // -1 is no byte.
                continue;
            }

            yield return converted;
        }
    }

    private static IEnumerable<object> Texts(string text)
    {
        yield return "";
        yield return "a";

        // Shorter, it would no longer say what it is.
        if (IsDocument(text))
            yield break;
        if (text.Length > 1)
        {
            yield return text[..(text.Length / 2)];
            yield return text[(text.Length / 2)..];
        }

        // Where only the length counts.
        if (text.Length > ShortestRun)
            yield return new string('a', text.Length);
        if (text.Length > 8)
        {
            for (var size = text.Length / 4; size >= 2; size /= 2)
            {
                for (var at = 0; at + size <= text.Length; at += size)
                    yield return text.Remove(at, size);
            }
        }

        for (var i = 0; i < text.Length && i < 60; i++)
            yield return text.Remove(i, 1);
        for (var i = 0; i < text.Length && i < 60; i++)
        {
            if (text[i] is < ' ' or > '~')
                yield return string.Concat(text.AsSpan(0, i), "a", text.AsSpan(i + 1));
        }
    }

    /// <summary>An object or a list in JSON, with something in it.</summary>
    private static bool IsDocument(string text)
    {
        if (text is not (['{', _, _, .., '}'] or ['[', _, _, .., ']']))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            // There is no way to ask first.
            return false;
        }
    }

    /// <summary>How much a reader has to take in.</summary>
    private static double Cost(object value) => value switch
    {
        string { Length: > ShortestRun } text when text.AsSpan().IndexOfAnyExcept('a') < 0 => text.Length - .5,
        string text => text.Sum(c => c is >= ' ' and <= '~' ? 1.0 : 4),
        char c => c == 'a' ? 0 : c is >= ' ' and <= '~' ? 1 : 4,
        bool flag => flag ? 1 : 0,
        double real => !double.IsFinite(real) ? 3 : Number((decimal)Math.Clamp(real, -1e28, 1e28), real.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        float real => !float.IsFinite(real) ? 3 : Number((decimal)Math.Clamp(real, -1e28f, 1e28f), real.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        decimal amount => Number(amount, amount.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        DateTime date => date == new DateTime(2024, 1, 1) ? 0 : 1 + Parts(date),
        DateTimeOffset date => (date.Offset == TimeSpan.Zero ? 0 : 2) + (date.DateTime == new DateTime(2024, 1, 1) ? 0 : 1 + Parts(date.DateTime)),
        TimeSpan span => span == TimeSpan.Zero ? 0 : new[] { span.Days, span.Hours, span.Minutes, span.Seconds, (int)(span.Ticks % TimeSpan.TicksPerSecond) }.Count(part => part != 0) + Math.Log10(1 + Math.Abs(span.TotalDays)),
        Guid id => id.ToByteArray().Count(part => part != 0),
        DateOnly date => date == new DateOnly(2024, 1, 1) ? 0 : 1,
        TimeOnly time => time == TimeOnly.MinValue ? 0 : time == new TimeOnly(12, 0) ? 1 : 2,
        _ => Number(Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture), Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!),
    };

    private static double Parts(DateTime date) => new[] { date.Month - 1, date.Day - 1, date.Hour, date.Minute, date.Second, (int)(date.Ticks % TimeSpan.TicksPerSecond) }.Count(part => part != 0);

    /// <summary>Fewer digits first, then fewer that are not 0; among single digits the smaller. Coarse, so that a chain of steps is short.</summary>
    private static double Number(decimal value, string text) =>
        text.Length * 10 + (value < 0 ? 5 : 0) + text.Count(c => c is > '0' and <= '9') + (Math.Abs(value) < 10 ? (double)Math.Abs(value) / 10 : 0);
}
