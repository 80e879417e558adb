using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Forms of text that DataAnnotations know.</summary>
internal enum TextForm
{
    Any,
    Email,
    Url,
    Phone,
}

/// <summary>Which values of a type are accepted. Null: no limit.</summary>
internal sealed record Limits
{
    public static Limits None { get; } = new();

    /// <summary>Of dates and times as <see cref="Times"/> counts them.</summary>
    public decimal? Min { get; init; }

    /// <summary>The smallest value itself is not accepted.</summary>
    public bool MinExcluded { get; init; }

    public decimal? Max { get; init; }

    public bool MaxExcluded { get; init; }

    /// <summary>In place of <see cref="Min"/> one that no decimal can hold, as only floating-point numbers have them.</summary>
    public double? FarMin { get; init; }

    /// <summary>The same in place of <see cref="Max"/>.</summary>
    public double? FarMax { get; init; }

    /// <summary>As a floating-point number.</summary>
    public double? Lowest => FarMin ?? (double?)Min;

    /// <inheritdoc cref="Lowest"/>
    public double? Highest => FarMax ?? (double?)Max;

    /// <summary>Letters of a text, items of a collection.</summary>
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool NotNull { get; init; }

    public bool NotBlank { get; init; }

    public TextForm Form { get; init; }

    /// <summary>A regular expression for the whole text.</summary>
    public string? Pattern { get; init; }

    /// <summary>As an attribute has them; empty: all values.</summary>
    public EquatableArray<MadeValue> Allowed { get; init; } = EquatableArray<MadeValue>.Empty;

    /// <summary>Single numbers that are not accepted.</summary>
    public EquatableArray<decimal> Excluded { get; init; } = EquatableArray<decimal>.Empty;

    /// <summary>What is no number is not accepted; false: nobody says so, as comparisons never hold of it.</summary>
    public bool NotNaN { get; init; }

    public bool NotInfinite { get; init; }

    /// <summary>Of an enumeration only its members are accepted; false: nobody says so.</summary>
    public bool OnlyMembers { get; init; }

    public bool IsContradictory => MinLength > MaxLength || (Order((Min, FarMin), (Max, FarMax)) is { } order && (order > 0 || (order == 0 && (MinExcluded || MaxExcluded))));

    /// <summary>What both accept.</summary>
    public Limits And(Limits other)
    {
        var takesMin = Order((other.Min, other.FarMin), (Min, FarMin)) is not { } low ? other.Lowest is not null : low > 0 || (low == 0 && !MinExcluded);
        var takesMax = Order((other.Max, other.FarMax), (Max, FarMax)) is not { } high ? other.Highest is not null : high < 0 || (high == 0 && !MaxExcluded);
        return new Limits
        {
            Min = takesMin ? other.Min : Min,
            FarMin = takesMin ? other.FarMin : FarMin,
            MinExcluded = takesMin ? other.MinExcluded : MinExcluded,
            Max = takesMax ? other.Max : Max,
            FarMax = takesMax ? other.FarMax : FarMax,
            MaxExcluded = takesMax ? other.MaxExcluded : MaxExcluded,
            MinLength = MinLength > other.MinLength || other.MinLength is null ? MinLength : other.MinLength,
            MaxLength = MaxLength < other.MaxLength || other.MaxLength is null ? MaxLength : other.MaxLength,
            NotNull = NotNull || other.NotNull,
            NotBlank = NotBlank || other.NotBlank,
            NotNaN = NotNaN || other.NotNaN,
            NotInfinite = NotInfinite || other.NotInfinite,
            OnlyMembers = OnlyMembers || other.OnlyMembers,
            Form = Form == TextForm.Any ? other.Form : Form,
            Pattern = Pattern ?? other.Pattern,
            Allowed = Allowed.Count > 0 ? Allowed : other.Allowed,
            Excluded = Excluded.Concat(other.Excluded).Distinct().ToEquatableArray(),
        };
    }

    /// <summary>Below zero: the one is smaller. Null: one of them is no limit.</summary>
    private static int? Order((decimal? Near, double? Far) one, (decimal? Near, double? Far) other) => (one, other) switch
    {
        (({ } left, null), ({ } right, null)) => left.CompareTo(right),
        ((null, null), _) or (_, (null, null)) => null,
        _ => (one.Far ?? (double)one.Near!).CompareTo(other.Far ?? (double)other.Near!),
    };
}
