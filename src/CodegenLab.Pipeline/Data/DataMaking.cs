using System.Text;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Data;

/// <summary>The story of <c>data</c>: finds a type or method, and makes up values for it as the package for test projects does at compile time.</summary>
public static class DataMaking
{
    /// <exception cref="InputException">There is no such type or method, it names several, no value of it can be made up, or the file cannot be written.</exception>
    public static async Task<DataPage> MakeAsync(DataRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var loading = new Relay<string>(text => progress.Report(new GenerationProgress(Stage.Loading, null, text, 0, 0, 0, 0, null)));
        var solution = await new SolutionLoader().LoadAsync(request.Path, request.WorkingFolder, request.Projects, loading, cancellationToken);
        return Make(solution, request, cancellationToken);
    }

    /// <exception cref="InputException">As above.</exception>
    internal static DataPage Make(LoadedSolution solution, DataRequest request, CancellationToken cancellationToken)
    {
        var sheet = new SheetMaker(request, cancellationToken).Make(new DataSubjects(request.WorkingFolder).Find(solution, request.Subject));
        var page = request.Format switch
        {
            DataFormat.Json => JsonSheet.Write(sheet),
            DataFormat.Csv => CsvSheet.Write(sheet),
            _ => new DataPage(CodeSheet.Write(sheet, request), sheet.Rows.Length, sheet.Notes),
        };
        if (request.Output is { } output && page.Rows > 0)
            WholeFile.Write(Path.GetFullPath(output, request.WorkingFolder), Encoding.UTF8.GetBytes(page.Text));
        return page;
    }
}
