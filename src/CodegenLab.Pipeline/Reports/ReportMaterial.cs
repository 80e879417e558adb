using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>All that reports are written from.</summary>
/// <param name="Figures">Of the run.</param>
/// <param name="Findings">The worst first.</param>
/// <param name="Verdict">Null: nothing was judged.</param>
/// <param name="Changed">Null: not looked at.</param>
public sealed record ReportMaterial(SuiteFigures Figures, ImmutableArray<Finding> Findings, GateVerdict? Verdict = null, ChangedLines? Changed = null)
{
    /// <summary>With the findings of the verdict, or of the figures alone.</summary>
    public static ReportMaterial Of(SuiteFigures figures, GateVerdict? verdict = null, ChangedLines? changed = null) =>
        new(figures, verdict?.Findings ?? Gates.Findings.Of(figures), verdict, changed);
}
