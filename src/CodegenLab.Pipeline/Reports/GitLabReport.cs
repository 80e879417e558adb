using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Findings as GitLab's code quality report: what is wrong, and nothing else. GitLab tells by the fingerprints what a merge request adds.</summary>
internal static class GitLabReport
{
    public static string Write(ImmutableArray<Finding> findings) => ReportJson.Of(findings.DistinctBy(finding => finding.Fingerprint).Select(finding => new
    {
        description = finding.Message,
        check_name = FindingRule.Of(finding.Kind).Name,
        fingerprint = finding.Fingerprint,
        severity = finding.Kind switch
        {
            FindingKind.FailedTest => "critical",
            FindingKind.FlakyTest or FindingKind.StaleTest or FindingKind.WeakTest or FindingKind.SurvivingMutant => "major",
            _ => "minor",
        },
        // GitLab shows nothing without a line.
        location = new { path = finding.Path, lines = new { begin = Math.Max(1, finding.Line) } },
    }));
}
