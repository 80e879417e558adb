using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Writes reports to a folder: all of them, or, when something fails, none. Files of an older report with other names stay.</summary>
public static class ReportFiles
{
    /// <summary>Formats by the names on a command line: "cobertura,html", "all".</summary>
    /// <exception cref="InputException">There is no format of a name.</exception>
    public static ImmutableArray<ReportFormat> Formats(IEnumerable<string> names)
    {
        var asked = names.SelectMany(name => name.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (asked.Contains("all", StringComparer.OrdinalIgnoreCase))
            return ReportFormat.All;
        return [.. asked.Select(name => ReportFormat.All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name))];
    }

    /// <summary>To be asked before minutes go by.</summary>
    /// <param name="folder">Need not be there; not looked at without a format.</param>
    /// <exception cref="InputException">The folder could not be made or written.</exception>
    public static void RequirePlace(ImmutableArray<ReportFormat> formats, string folder)
    {
        if (!formats.IsEmpty)
            WritablePlace.RequireForReports(folder);
    }

    /// <param name="folder">Made when it is not there.</param>
    /// <returns>Full paths of the files that one opens, one a format, in the order of <paramref name="formats"/>; a format that the figures hold nothing for is left out.</returns>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static ImmutableArray<string> Write(ReportMaterial material, IEnumerable<ReportFormat> formats, string folder, ReportOptions? options = null)
    {
        var written = formats.Where(format => format.Fits(material)).ToList();
        using var transaction = new FileTransaction();
        var format = new FileFormat("\n", ByteOrderMark: false);
        foreach (var file in written.SelectMany(one => one.Write(material, options ?? new ReportOptions())))
            transaction.Write(Path.Combine(folder, file.Path), file.Text, format);
        transaction.Commit();
        return [.. written.Select(one => Path.Combine(folder, one.Path))];
    }

    /// <summary>Formats that were asked for by name and hold nothing, with how to come by it.</summary>
    /// <param name="names">As on the command line.</param>
    /// <returns>One sentence for each thing that is missing.</returns>
    public static IEnumerable<string> NotWritten(ReportMaterial material, IReadOnlyCollection<string> names)
    {
        var formats = Formats(names);
        if (formats.Length == ReportFormat.All.Length)
            return [];
        return from format in formats
               where !format.Fits(material)
               group format.Name by format.NeedsMutants into same
               let lacks = same.Key ? "mutants: dotnet codegen-lab mutate" : "lines and branches: dotnet codegen-lab test --coverage"
               select $"Not written: {string.Join(", ", same)}. {(same.Count() == 1 ? "It needs" : "They need")} {lacks}";
    }

    private static InputException Unknown(string name)
    {
        var names = ReportFormat.All.Select(format => format.Name).ToList();
        return new InputException($"There is no report format '{name}'.{(NearMatches.Question(name, names) is { Length: > 0 } question ? question : $" There are: {string.Join(", ", names)}, all.")}");
    }
}
