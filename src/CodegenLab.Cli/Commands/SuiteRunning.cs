using CodegenLab.Cli.Reporting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Suites;
using Spectre.Console;

namespace CodegenLab.Cli.Commands;

/// <summary>What <c>test</c> and <c>mutate</c> have in common: run, write reports, show, judge.</summary>
internal sealed class SuiteRunning(
    Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>> measure, Terminal terminal, string workingFolder)
{
    public async Task<ExitCode> RunAsync(SuiteOptions options, bool showsCoverage, CancellationToken cancellationToken)
    {
        // Before minutes go by: a name that does not exist, a folder that cannot be written.
        var formats = ReportFiles.Formats(options.Formats);
        ReportFiles.RequirePlace(formats, options.Output);
        var figures = await ProgressDisplay.For(terminal, options.Verbosity).ShowAsync(progress => measure(options.Request, progress, cancellationToken));
        var title = Path.GetFileNameWithoutExtension(options.Request.Path ?? workingFolder);
        var material = ReportMaterial.Of(figures);
        foreach (var remark in ReportFiles.NotWritten(material, options.Formats))
            terminal.Error.WriteLine(remark);
        var files = formats.IsEmpty ? [] : ReportFiles.Write(material, formats, options.Output, new ReportOptions { Title = title, High = options.Limits.High, Low = options.Limits.Low, ElementsScript = options.ElementsScript });
        var exitCode = Judge(figures, options.Limits.BreakAt);
        await terminal.Output.WriteAsync(options.Json
            ? JsonOutput.Write(SuiteSummary.Of(figures, files), exitCode)
            : new SuitePage(terminal.Look, options.Verbosity, workingFolder).Render(figures, files, showsCoverage, options.Limits));
        return exitCode;
    }

    private static ExitCode Judge(SuiteFigures figures, double breakAt)
    {
        if (figures.Problems.Any(problem => problem.MayHoldTests))
            return ExitCode.SomeProjectsFailed;
        if (figures.Tests.Any(test => test.Status == SuiteTestStatus.Failed))
            return ExitCode.TestsFailed;
        if (figures.Tests.IsEmpty && figures.Selection is null)
            return ExitCode.NothingGenerated;
        return figures.HasMutants && Totals.Of(figures).Mutants.Ratio is { } score && score * 100 < breakAt ? ExitCode.TargetsMissed : ExitCode.Done;
    }
}
