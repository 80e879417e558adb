using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CodegenLab.Cli.Reporting;

/// <summary>One row per type, and a total.</summary>
internal sealed class TypeTable(Look look)
{
    private static readonly string[] Headings = ["Type", "Members", "Tests", "Branches", "Lines", "Mutants"];

    private static readonly Style Strong = new(decoration: Decoration.Bold);

    public IRenderable Build(ImmutableArray<TypeReport> types)
    {
        var rows = types.Select(type => Row(type.Type, type.Members, type.Tests, type.Branches, type.Lines, type.Mutants)).ToList();
        if (rows.Count > 1)
        {
            rows.Add(Row(
                "Total",
                types.Sum(type => type.Members),
                types.Sum(type => type.Tests),
                Figures.Sum(types.Select(type => type.Branches)),
                Figures.Sum(types.Select(type => type.Lines)),
                Figures.Sum(types.Select(type => type.Mutants))));
        }

        var room = look.Width - Taken(rows);
        var prefix = TypeNames.CommonNamespace(types.Select(type => type.Type));
        for (var i = 0; i < types.Length; i++)
            rows[i][0] = TypeNames.Fit(rows[i][0][prefix.Length..], room, look.Ellipsis);
        return look.Boxes ? Boxed(rows) : Plain(rows);
    }

    private Table Boxed(List<string[]> rows)
    {
        var table = new Table { Border = look.Unicode ? TableBorder.Rounded : TableBorder.Ascii };
        for (var column = 0; column < Headings.Length; column++)
            table.AddColumn(new TableColumn(new Text(Headings[column], Strong)) { NoWrap = true, Alignment = column == 0 ? Justify.Left : Justify.Right });
        for (var i = 0; i < rows.Count; i++)
            table.AddRow(rows[i].Select(cell => new Text(cell, IsTotal(rows, i) ? Strong : Style.Plain)));
        return table;
    }

    private static Rows Plain(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, Headings.Length).Select(column => Math.Max(Headings[column].Length, rows.Max(row => row[column].Length))).ToArray();
        string Line(string[] row) => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
        return new Rows([
            new Text(Line(Headings), Strong),
            .. rows.Select((row, i) => new Text(Line(row), IsTotal(rows, i) ? Strong : Style.Plain)),
        ]);
    }

    private static bool IsTotal(List<string[]> rows, int i) => rows.Count > 1 && i == rows.Count - 1;

    private string[] Row(string type, int members, int tests, Coverage branches, Coverage lines, MutantCounts mutants) =>
    [
        type,
        members.ToString(CultureInfo.InvariantCulture),
        tests.ToString(CultureInfo.InvariantCulture),
        Figures.Gain(branches, look),
        Figures.Gain(lines, look),
        string.Create(CultureInfo.InvariantCulture, $"{mutants.Killed}/{mutants.Reached}/{mutants.Total}"),
    ];

    /// <summary>Columns of the screen that everything but the names needs.</summary>
    private int Taken(List<string[]> rows)
    {
        var figures = Enumerable.Range(1, Headings.Length - 1).Sum(column => Math.Max(Headings[column].Length, rows.Max(row => row[column].Length)));
        return look.Boxes
            ? figures + (2 * Headings.Length) + Headings.Length + 1
            : figures + (2 * (Headings.Length - 1)) + 2;
    }
}
