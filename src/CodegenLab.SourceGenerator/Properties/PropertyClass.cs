using CodegenLab.Engine.Laws;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>A class marked with [Properties], and what it is completed with.</summary>
/// <param name="ClassMark">An attribute that the class lacks for its test framework; empty: none.</param>
/// <param name="Mark">Attribute of each property, without brackets.</param>
/// <param name="IsRun">The framework knows no properties: each is a test that checks one.</param>
/// <param name="Cases">Generated values that each property is tried on.</param>
/// <param name="Imports">Namespaces of extension methods that laws speak of.</param>
/// <param name="Values">Members of the class that makes values; lines are not indented.</param>
/// <param name="Numbers">Whole numbers that guard clauses may bound, by the name that marks them in <paramref name="Values"/>.</param>
internal sealed record PropertyClass(
    PartialType Type, string ClassMark, string Mark, bool IsRun, int Cases, EquatableArray<string> Imports, EquatableArray<PropertyText> Laws, EquatableArray<string> Values, EquatableArray<BoundedNumber> Numbers)
{
    /// <summary>Methods that show values whose type says nothing of them, a line each.</summary>
    public EquatableArray<string> Printers { get; init; } = EquatableArray<string>.Empty;

    /// <summary>With what guard clauses say of numbers, which stand in files of another project.</summary>
    public PropertyClass Fill(GuardTable guards)
    {
        if (Numbers.Count == 0)
            return this;
        var generators = new Dictionary<string, string>();
        foreach (var number in Numbers)
        {
            generators[number.Many] = number.AllOf(guards);
            generators[number.Few] = number.SomeOf(guards);
        }

        return this with { Values = Values.Select(text => Filled(text, generators)).ToEquatableArray(), Numbers = EquatableArray<BoundedNumber>.Empty };
    }

    private static string Filled(string text, Dictionary<string, string> generators) =>
        string.Concat(text.Split(Recipe.Bounded.Delimiter).Select((part, index) => index % 2 == 0 ? part : generators[part]));
}

/// <param name="Words">What it states, as a sentence.</param>
/// <param name="Arbitraries">C#, one entry per parameter.</param>
/// <param name="Parameters">As a lambda has them.</param>
/// <param name="Lines">Of the lambda: one, an expression, or the lines of its body.</param>
internal sealed record PropertyText(string Name, string Words, string Arbitraries, string Parameters, EquatableArray<string> Lines)
{
    /// <summary>Parameters with their types, where arbitraries give values in a wrapper that shows them; null: they give the values themselves.</summary>
    public string? Typed { get; init; }

    /// <summary>What the wrappers hold, as arguments.</summary>
    public string Unwrapped { get; init; } = "";
}

/// <summary>A whole number that a producer takes.</summary>
/// <param name="Type">In C#.</param>
/// <param name="Member">The producer, as guards name it.</param>
internal sealed record BoundedNumber(string Type, string Member, string Parameter)
{
    /// <summary>How far an open side is gone.</summary>
    private const int Reach = 1_000;

    public string Many => $"many {Type} {Member} {Parameter}";

    public string Few => $"few {Type} {Member} {Parameter}";

    public string AllOf(GuardTable guards) => RangeIn(guards) switch
    {
        null => $"Known<{Type}>().Generator",
        var (least, most) when Type == "int" => FormattableString.Invariant($"Gen.Choose({least}, {most})"),
        var (least, most) => FormattableString.Invariant($"Gen.Choose({least}, {most}).Select(number => ({Type})number)"),
    };

    public string SomeOf(GuardTable guards) => RangeIn(guards) switch
    {
        null => $"Gen.Elements<{Type}>(0, 1)",
        var (least, most) when least < most => FormattableString.Invariant($"Gen.Elements<{Type}>({least}, {least + 1})"),
        _ => AllOf(guards),
    };

    /// <summary>Null: nothing bounds it, nothing is left between the bounds, or they are out of reach.</summary>
    private (int Least, int Most)? RangeIn(GuardTable guards)
    {
        var limits = guards.Of(Member, Parameter);
        var least = limits.Min + (limits.MinExcluded ? 1 : 0);
        var most = limits.Max - (limits.MaxExcluded ? 1 : 0);
        if (least is null && most is null)
            return null;
        var from = decimal.Ceiling(least ?? most!.Value - Reach);
        var to = decimal.Floor(most ?? least!.Value + Reach);
        return from <= to && from >= int.MinValue && to < int.MaxValue ? ((int)from, (int)to) : null;
    }
}
