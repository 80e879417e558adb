using System.Globalization;
using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Writes constants the way a person would, and so that they have the type their place asks for.</summary>
/// <param name="languageVersion">C# version of the file, as Roslyn numbers it.</param>
internal sealed class LiteralWriter(TypeNames types, int languageVersion)
{
    /// <summary>C# 11.</summary>
    private const int RawStrings = 1100;

    private const int LongText = 60;

    private const int ShortestRun = 32;

    /// <summary>A constant that is not null.</summary>
    /// <param name="place">Type of the place; -1: its own type.</param>
    /// <param name="exact">Overload resolution or inference must see the place's type.</param>
    public Code Write(object value, int place, bool exact)
    {
        if (place >= 0 && value is long constant && EnumOf(place) is { } shape)
            return Enum(shape, constant);
        var target = place < 0 ? "" : types.Key(IsNullableValue(place) ? types[place].Arguments[0] : place);
        if (value is string text && target == "System.ReadOnlySpan`1[System.Char]")
        {
            if (exact)
                types.Scope.Use("System");
            return exact ? new Code(Text(text).AsPrimary + ".AsSpan()", target) : Text(text);
        }

        var code = Natural(value, target, exact);
        return exact && place >= 0 && code.Type != types.Key(place) ? code.CastTo(types.Of(place), types.Key(place)) : code;
    }

    /// <summary>True for text that is written over several lines.</summary>
    public static bool IsLongText(object? value) => value is string { Length: > LongText } text && text.AsSpan().TrimEnd('\n').Contains('\n');

    /// <summary>True for one character many times: nobody counts them.</summary>
    public static bool IsRun(string text) => text.Length >= ShortestRun && text.AsSpan().IndexOfAnyExcept(text[0]) < 0;

    public static Code Text(string value) => new(Quoted(value), "System.String");

    private Code Natural(object value, string target, bool exact)
    {
        // A constant converts to a narrower type by itself where the place has just that type.
        var bare = !exact && target == value.GetType().FullName;
        var culture = CultureInfo.InvariantCulture;
        return value switch
        {
            bool v => new Code(v ? "true" : "false", "System.Boolean"),
            char v => new Code(Character(v), "System.Char"),
            string v => String(v),
            int.MinValue => new Code("int.MinValue", "System.Int32"),
            int.MaxValue => new Code("int.MaxValue", "System.Int32"),
            int v => Number(v.ToString(culture), "System.Int32"),
            long.MinValue => new Code("long.MinValue", "System.Int64"),
            long.MaxValue => new Code("long.MaxValue", "System.Int64"),
            long v => Number(v.ToString(culture) + (bare && (int)v == v ? "" : "L"), "System.Int64"),
            uint.MaxValue => new Code("uint.MaxValue", "System.UInt32"),
            uint v => Number(v.ToString(culture) + (bare ? "" : "u"), "System.UInt32"),
            ulong.MaxValue => new Code("ulong.MaxValue", "System.UInt64"),
            ulong v => Number(v.ToString(culture) + (bare && v <= int.MaxValue ? "" : "UL"), "System.UInt64"),
            sbyte or byte or short or ushort => Small(value, bare),
            float v => Single(v),
            double v => Double(v),
            decimal.MaxValue => new Code("decimal.MaxValue", "System.Decimal"),
            decimal.MinValue => new Code("decimal.MinValue", "System.Decimal"),
            decimal v => Number(v.ToString(culture) + "m", "System.Decimal"),
            DateTime v => Moment(v),
            DateTimeOffset v => Moment(v),
            TimeSpan v => Duration(v),
            DateOnly v => Date(v),
            TimeOnly v => Time(v),
            Guid v => new Code(v == Guid.Empty ? $"{Platform("Guid")}.Empty" : $"{Platform("Guid")}.Parse(\"{v}\")", "System.Guid"),
            _ => throw new NotRenderableException($"A literal of {value.GetType()}."),
        };
    }

    private TypeShape? EnumOf(int place)
    {
        var shape = types[place];
        if (shape.Name == "System.Nullable`1")
            shape = types[shape.Arguments[0]];
        return shape.Kind == TypeShapeKind.Enum ? shape : null;
    }

    private bool IsNullableValue(int place) => types.IsNullableValue(place);

    private Code Enum(TypeShape shape, long value)
    {
        var name = types.Of(shape.Id);
        var key = types.Key(shape.Id);
        if (shape.Constants.FirstOrDefault(constant => constant.Value == value) is { } named)
            return new Code($"{name}.{Identifier(named.Name)}", key);
        if (shape.IsFlags && value != 0)
        {
            var rest = value;
            var parts = new List<string>();
            foreach (var constant in shape.Constants.Where(constant => constant.Value != 0).OrderByDescending(constant => (ulong)constant.Value))
            {
                if ((rest & constant.Value) != constant.Value)
                    continue;
                parts.Insert(0, $"{name}.{Identifier(constant.Name)}");
                rest &= ~constant.Value;
            }

            if (rest == 0)
                return new Code(string.Join(" | ", parts), key, Binding.Binary);
        }

        var underlying = shape.Arguments.Length > 0 ? types.Key(shape.Arguments[0]) : "System.Int32";
        var number = underlying == "System.UInt64" ? ((ulong)value).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
        return new Code(number, "System.Int32", number[0] == '-' ? Binding.Unary : Binding.Primary).CastTo(name, key);
    }

    private static Code Number(string text, string type) => new(text, type, text[0] == '-' ? Binding.Unary : Binding.Primary);

    private static Code Small(object value, bool bare)
    {
        var type = value.GetType().FullName!;
        var digits = Number(Convert.ToString(value, CultureInfo.InvariantCulture)!, "System.Int32");
        return bare ? digits with { Type = type } : digits.CastTo(TypeNames.Keywords[type], type);
    }

    private static Code Single(float value)
    {
        const string type = "System.Single";
        if (float.IsNaN(value))
            return new Code("float.NaN", type);
        if (float.IsInfinity(value))
            return new Code(value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity", type);
        return value switch
        {
            float.MaxValue => new Code("float.MaxValue", type),
            float.MinValue => new Code("float.MinValue", type),
            float.Epsilon => new Code("float.Epsilon", type),
            _ => Number(value.ToString("R", CultureInfo.InvariantCulture) + "f", type),
        };
    }

    private static Code Double(double value)
    {
        const string type = "System.Double";
        if (double.IsNaN(value))
            return new Code("double.NaN", type);
        if (double.IsInfinity(value))
            return new Code(value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity", type);
        switch (value)
        {
            case double.MaxValue: return new Code("double.MaxValue", type);
            case double.MinValue: return new Code("double.MinValue", type);
            case double.Epsilon: return new Code("double.Epsilon", type);
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return Number(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, type);
    }

    private string Platform(string name) => types.Platform("System", name);

    private Code Moment(DateTime value)
    {
        var name = Platform("DateTime");
        return new Code(Text(), "System.DateTime");

        string Text()
        {
            if (value.Kind == DateTimeKind.Unspecified)
            {
                if (value == DateTime.MinValue)
                    return $"{name}.MinValue";
                if (value == DateTime.MaxValue)
                    return $"{name}.MaxValue";
                if (value.TimeOfDay == TimeSpan.Zero)
                    return Invariant($"new {name}({value.Year}, {value.Month}, {value.Day})");
            }

            var kind = value.Kind == DateTimeKind.Unspecified ? "" : $", {Platform("DateTimeKind")}.{value.Kind}";
            if (value.Ticks % TimeSpan.TicksPerMillisecond != 0)
                return Invariant($"new {name}({value.Ticks}L{kind})");
            var milliseconds = value.Millisecond == 0 ? "" : Invariant($", {value.Millisecond}");
            return Invariant($"new {name}({value.Year}, {value.Month}, {value.Day}, {value.Hour}, {value.Minute}, {value.Second}{milliseconds}{kind})");
        }
    }

    private Code Moment(DateTimeOffset value)
    {
        var name = Platform("DateTimeOffset");
        return new Code(Text(), "System.DateTimeOffset");

        string Text()
        {
            if (value.EqualsExact(DateTimeOffset.MinValue))
                return $"{name}.MinValue";
            if (value.EqualsExact(DateTimeOffset.MaxValue))
                return $"{name}.MaxValue";
            var offset = Duration(value.Offset).Text;
            if (value.Ticks % TimeSpan.TicksPerMillisecond != 0)
                return Invariant($"new {name}({value.Ticks}L, {offset})");
            var milliseconds = value.Millisecond == 0 ? "" : Invariant($", {value.Millisecond}");
            return Invariant($"new {name}({value.Year}, {value.Month}, {value.Day}, {value.Hour}, {value.Minute}, {value.Second}{milliseconds}, {offset})");
        }
    }

    private Code Duration(TimeSpan value)
    {
        var name = Platform("TimeSpan");
        return new Code(Text(), "System.TimeSpan");

        string Text()
        {
            if (value == TimeSpan.Zero)
                return $"{name}.Zero";
            if (value == TimeSpan.MinValue)
                return $"{name}.MinValue";
            if (value == TimeSpan.MaxValue)
                return $"{name}.MaxValue";
            foreach (var (unit, ticks) in Units)
            {
                if (value.Ticks % ticks == 0 && value.Ticks / ticks is > -100_000 and < 100_000)
                    return Invariant($"{name}.From{unit}({value.Ticks / ticks})");
            }

            if (value.Ticks % TimeSpan.TicksPerSecond == 0)
                return Invariant($"new {name}({value.Days}, {value.Hours}, {value.Minutes}, {value.Seconds})");
            if (value.Ticks % TimeSpan.TicksPerMillisecond == 0)
                return Invariant($"new {name}({value.Days}, {value.Hours}, {value.Minutes}, {value.Seconds}, {value.Milliseconds})");
            return Invariant($"new {name}({value.Ticks}L)");
        }
    }

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("Days", TimeSpan.TicksPerDay), ("Hours", TimeSpan.TicksPerHour), ("Minutes", TimeSpan.TicksPerMinute),
        ("Seconds", TimeSpan.TicksPerSecond), ("Milliseconds", TimeSpan.TicksPerMillisecond),
    ];

    private Code Date(DateOnly value)
    {
        var name = Platform("DateOnly");
        var text = value == DateOnly.MinValue ? $"{name}.MinValue"
            : value == DateOnly.MaxValue ? $"{name}.MaxValue"
            : Invariant($"new {name}({value.Year}, {value.Month}, {value.Day})");
        return new Code(text, "System.DateOnly");
    }

    private Code Time(TimeOnly value)
    {
        var name = Platform("TimeOnly");
        var text = value == TimeOnly.MinValue ? $"{name}.MinValue"
            : value == TimeOnly.MaxValue ? $"{name}.MaxValue"
            : value.Ticks % TimeSpan.TicksPerMinute == 0 ? Invariant($"new {name}({value.Hour}, {value.Minute})")
            : value.Ticks % TimeSpan.TicksPerSecond == 0 ? Invariant($"new {name}({value.Hour}, {value.Minute}, {value.Second})")
            : value.Ticks % TimeSpan.TicksPerMillisecond == 0 ? Invariant($"new {name}({value.Hour}, {value.Minute}, {value.Second}, {value.Millisecond})")
            : Invariant($"new {name}({value.Ticks}L)");
        return new Code(text, "System.TimeOnly");
    }

    private Code String(string value)
    {
        // Several lines are joined rather than written as one raw string: its line ends would be those of the checkout.
        if (IsLongText(value))
        {
            var lines = new List<string>();
            for (var rest = value; rest.Length > 0;)
            {
                var end = rest.IndexOf('\n') is var found and >= 0 ? found + 1 : rest.Length;
                lines.Add(Quoted(rest[..end]));
                rest = rest[end..];
            }

            return new Code(string.Join(" +\n", lines), "System.String", Binding.Binary);
        }

        if (IsRun(value))
            return new Code($"new string({Character(value[0])}, {value.Length})", "System.String");

        var awkward = value.Count(c => c is '"' or '\\');
        if (awkward >= 3 && languageVersion >= RawStrings && !value.StartsWith('"') && !value.EndsWith('"')
            && !value.Contains("\"\"\"", StringComparison.Ordinal) && value.All(IsPlain))
        {
            return new Code($"\"\"\"{value}\"\"\"", "System.String");
        }

        return Text(value);
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var i = 0; i < value.Length; i++)
            text.Append(Escaped(value[i], '"'));
        return text.Append('"').ToString();
    }

    private static string Character(char value) => $"'{Escaped(value, '\'')}'";

    private static string Escaped(char value, char quote) => value switch
    {
        '\\' => @"\\",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\0' => @"\0",
        _ when value == quote => @"\" + value,
        _ when IsPlain(value) => value.ToString(),
        _ => @"\u" + ((int)value).ToString("X4", CultureInfo.InvariantCulture),
    };

    // What looks the same in every editor and font: no marks that combine, nothing that turns the direction of a line.
    private static bool IsPlain(char value) =>
        value is >= ' ' and <= '~'
        || (value is >= '\u00A1' and < '\u0590' and not '\u00AD' && (char.IsLetterOrDigit(value) || char.IsPunctuation(value) || char.IsSymbol(value)))
        || (value is >= '\u3041' and <= '\u9FFF' && char.IsLetter(value))
        || value == '€';

    public static string Identifier(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <summary>A test case that no C# statement can say; the test is left out.</summary>
internal sealed class NotRenderableException(string what) : Exception(what);
