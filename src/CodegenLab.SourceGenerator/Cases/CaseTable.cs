using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>A parameter of the method under test.</summary>
/// <param name="Shape">Null: it always has the same value.</param>
/// <param name="Ordinary">That value, or an ordinary one of its shape.</param>
internal sealed record CaseColumn(string Name, ValueShape? Shape, Limits Limits, MadeValue Ordinary);

/// <summary>A class that gets cases for a method.</summary>
/// <param name="Member">The method, as guards name it.</param>
/// <param name="Wish">Of all columns; the side is that of the rows.</param>
internal sealed record CaseTable(PartialType Type, string Member, EquatableArray<CaseColumn> Columns, EquatableArray<Maker> Makers, EquatableArray<Hole> Holes, Wish Wish)
{
    /// <summary>Rows are arrays, as xUnit's MemberData and MSTest's DynamicData take them; else they are NUnit's.</summary>
    public bool HasPlainRows { get; init; }

    /// <summary>Left out, because the user has written it.</summary>
    public EquatableArray<string> Standing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>There are no rows, since something keeps them from being made: the class gets its members all the same, or the compiler would say that they are missing and not ask the analyzer, which knows why.</summary>
    public bool IsHindered { get; init; }

    /// <returns>Hindered: the guards leave no ordinary value to a column.</returns>
    public CaseTable Fill(GuardTable guards)
    {
        var holes = Holes.Select(hole => hole.Fill(guards)).ToList();
        if (holes.Contains(null))
            return Hindered();
        var columns = new List<CaseColumn>();
        foreach (var column in Columns)
        {
            var limits = column.Limits.And(guards.Of(Member, column.Name));
            if (column.Shape is not null && CaseJudge.Fault(column.Name, column.Shape, limits, default) is not null)
                return Hindered();
            var ordinary = column.Shape is null ? new MadeValue.Written(Hole.Fill(column.Ordinary.Code, holes)!) : ColumnReader.Ordinary(column.Shape, limits, column.Name);
            if (ordinary is null)
                return Hindered();
            columns.Add(column with { Limits = limits, Ordinary = ordinary });
        }

        return this with
        {
            Columns = columns.ToEquatableArray(),
            Makers = Makers.Select(maker => maker with { Expression = Hole.Fill(maker.Expression, holes)! }).ToEquatableArray(),
            Holes = EquatableArray<Hole>.Empty,
        };
    }

    private CaseTable Hindered() => this with { Columns = EquatableArray<CaseColumn>.Empty, Makers = EquatableArray<Maker>.Empty, Holes = EquatableArray<Hole>.Empty, IsHindered = true };
}
