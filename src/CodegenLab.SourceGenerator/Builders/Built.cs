using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>How a part gets into what is built.</summary>
internal enum PartPlace
{
    /// <summary>By the constructor or factory.</summary>
    Argument,

    /// <summary>By the object initializer, always.</summary>
    Initializer,

    /// <summary>After construction, when the test wishes it; a record is copied with it.</summary>
    Assignment,

    /// <summary>Item by item into a collection that is there already.</summary>
    Items,
}

/// <param name="Name">As the test sees it: <c>WithName</c>.</param>
/// <param name="Member">Of what is built; of an argument its parameter.</param>
/// <param name="Type">Of the part.</param>
/// <param name="Default">An expression; null: there is none, the part stays as the type leaves it.</param>
/// <param name="Element">Makes one item of a collection; null: the part is no collection whose items can be made.</param>
/// <param name="ElementType">Of an item.</param>
/// <param name="IsArray">The collection wants an array.</param>
internal sealed record BuiltPart(string Name, string Member, string Type, string? Default, PartPlace Place, string? Element, string ElementType, bool IsArray);

/// <summary>Makes an object that other defaults need.</summary>
internal sealed record Maker(string Name, string Type, string Expression);

/// <summary>A value that depends on guard clauses of another project: its place in an expression is marked, and filled when they are known.</summary>
internal sealed record Hole(ValueShape Shape, Limits Limits, string Name, string Member, string Parameter)
{
    public static string Mark(int index) => $"\u0001{index}\u0001";

    /// <param name="values">Of all holes, by number.</param>
    public static string? Fill(string? expression, IReadOnlyList<string?> values)
    {
        for (var index = 0; index < values.Count && expression is not null; index++)
            expression = expression.Replace(Mark(index), values[index]);
        return expression;
    }

    /// <returns>Null: no value fits.</returns>
    public string? Fill(GuardTable guards)
    {
        var limits = Limits.And(guards.Of(Member, Parameter));
        return CaseJudge.Fault(Name, Shape, limits, default) is null ? ValueMaker.Ordinary(Shape, limits, Name)?.Code ?? (Shape.AllowsNull ? "null" : null) : null;
    }
}

/// <param name="Creation">What stands before the arguments: <c>new global::Shop.Order</c>, or a factory.</param>
/// <param name="IsRecord">Copied with <c>with</c> rather than assigned to.</param>
internal sealed record Built(
    PartialType Type, string Visibility, string Builds, string Creation, bool IsRecord, EquatableArray<BuiltPart> Parts, EquatableArray<Maker> Makers, EquatableArray<Hole> Holes)
{
    /// <summary>Left out, because the user has written it: <c>Build</c>, <c>WithLines</c>, <c>WithLines(count)</c>.</summary>
    public EquatableArray<string> Standing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>A valid one, to be taken as long as no argument is set; null: defaults of the arguments make one.</summary>
    public string? Ready { get; init; }

    /// <returns>Null: a hole cannot be filled.</returns>
    public Built? Fill(GuardTable guards)
    {
        var values = Holes.Select(hole => hole.Fill(guards)).ToList();
        return values.Contains(null) ? null : this with
        {
            Parts = Parts.Select(part => part with { Default = Hole.Fill(part.Default, values), Element = Hole.Fill(part.Element, values) }).ToEquatableArray(),
            Makers = Makers.Select(maker => maker with { Expression = Hole.Fill(maker.Expression, values)! }).ToEquatableArray(),
            Holes = EquatableArray<Hole>.Empty,
        };
    }
}
