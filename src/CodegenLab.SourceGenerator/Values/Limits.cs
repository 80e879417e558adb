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

    public decimal? Min { get; init; }

    public bool MinExcluded { get; init; }

    public decimal? Max { get; init; }

    public bool MaxExcluded { get; init; }

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

    public bool IsContradictory => Min > Max || (Min == Max && Min is not null && (MinExcluded || MaxExcluded)) || MinLength > MaxLength;

    /// <summary>What both accept.</summary>
    public Limits And(Limits other)
    {
        var (min, minExcluded) = other.Min is not null && !(Min > other.Min || (Min == other.Min && MinExcluded)) ? (other.Min, other.MinExcluded) : (Min, MinExcluded);
        var (max, maxExcluded) = other.Max is not null && !(Max < other.Max || (Max == other.Max && MaxExcluded)) ? (other.Max, other.MaxExcluded) : (Max, MaxExcluded);
        return new Limits
        {
            Min = min,
            MinExcluded = minExcluded,
            Max = max,
            MaxExcluded = maxExcluded,
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
}
