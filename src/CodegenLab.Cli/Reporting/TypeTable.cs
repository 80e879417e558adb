using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>One row per type, and a total.</summary>
internal sealed class TypeTable(Look look)
{
    private static readonly string[] Headings = ["Type", "Members", "Tests", "Branches", "Lines", "Mutants"];

    public Table Build(ImmutableArray<TypeReport> types)
    {
        var rows = types.Select(type => Row(type.Type, type.Members, type.Tests, type.Branches, type.Lines, type.Mutants)).ToList();
        var total = Row(
            "Total",
            types.Sum(type => type.Members),
            types.Sum(type => type.Tests),
            Figures.Sum(types.Select(type => type.Branches)),
            Figures.Sum(types.Select(type => type.Lines)),
            Figures.Sum(types.Select(type => type.Mutants)));
        var prefix = TypeNames.CommonNamespace(types.Select(type => type.Type));
        var room = look.Width - Taken([.. rows, total]);

        var table = new Table
        {
            Border = look.Boxes ? TableBorder.Rounded : TableBorder.None,
            UseSafeBorder = true,
            Caption = new TableTitle("Mutants: killed / reached by a test / all", new Style(Color.Grey)),
        };
        table.Caption.Style = new Style(Color.Grey);
        for (var i = 0; i < Headings.Length; i++)
        {
            var column = new TableColumn(new Text(Headings[i], new Style(decoration: Decoration.Bold))) { NoWrap = true, Alignment = i == 0 ? Justify.Left : Justify.Right };
            if (!look.Boxes)
                column.Padding = new Padding(i == 0 ? 0 : 2, 0, 0, 0);
            table.AddColumn(column);
        }

        foreach (var row in rows)
        {
            row[0] = TypeNames.Fit(row[0][prefix.Length..], room, look.Ellipsis);
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        if (rows.Count > 1)
            table.AddRow(total.Select(cell => new Text(cell, new Style(decoration: Decoration.Bold))));
        return table;
    }

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
