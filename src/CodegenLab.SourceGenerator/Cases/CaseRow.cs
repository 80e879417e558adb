using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Arguments of a case.</summary>
/// <param name="Values">One a column.</param>
/// <param name="Code">The same as C#, with commas.</param>
internal sealed record CaseRow(IReadOnlyList<MadeValue> Values, string Code)
{
    /// <summary>Ordinary values, of which one takes another value; none twice.</summary>
    /// <param name="side">Inside: the ordinary ones are a row of their own.</param>
    public static IEnumerable<CaseRow> Of(IReadOnlyList<CaseColumn> columns, Wish wish, Side side)
    {
        var ordinary = columns.Select(column => column.Ordinary).ToArray();
        var codes = ordinary.Select(value => value.Code).ToArray();
        var all = string.Join(", ", codes);
        var taken = new HashSet<string>();
        if (side == Side.Inside && taken.Add(all))
            yield return new CaseRow(ordinary, all);
        for (var index = 0; index < columns.Count; index++)
        {
            foreach (var value in Others(columns[index], wish, side))
            {
                var code = string.Join(", ", codes.Select((one, at) => at == index ? value.Code : one));
                if (taken.Add(code))
                    yield return new CaseRow([.. ordinary.Select((one, at) => at == index ? value : one)], code);
            }
        }
    }

    private static IEnumerable<MadeValue> Others(CaseColumn column, Wish wish, Side side)
    {
        if (column.Shape is { } shape)
            return ValueMaker.Make(shape, column.Limits, wish with { Side = side, Stream = $"{wish.Stream}#{column.Name}" });
        // Of what is not made up value by value, null is all that is known to be refused.
        return side == Side.Outside && column.Limits.NotNull ? [MadeValue.Nothing.Value] : [];
    }
}
