using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Findings as SARIF 2.1.0, for code scanning.</summary>
internal static class SarifReport
{
    /// <summary>What GitHub shows of a run; it would choose for itself among more.</summary>
    public const int MostResults = 5_000;

    public static string Write(ReportMaterial material)
    {
        var findings = material.Findings;
        var log = new SarifLog(material.Figures.ToolVersion, SarifCategory.Of(KindOf(material), material.Figures.Opened, material.Figures.OnlyProjects), root: null);
        var shown = findings.Take(MostResults).ToList();
        return log.Write(FindingRule.All.Select(Rule), shown.Select(finding => Result(log, finding)), shown.Count < findings.Length ? new { findings = findings.Length, leftOut = findings.Length - shown.Count } : null);
    }

    /// <summary>Each kind has findings that the others lack.</summary>
    private static string KindOf(ReportMaterial material) => material switch
    {
        { Verdict: not null } => "check",
        { Figures.HasMutants: true } => "mutation",
        _ => "tests",
    };

    private static object Rule(FindingRule rule) => new
    {
        id = rule.Id,
        name = rule.Name,
        shortDescription = new { text = rule.Title },
        // GitHub asks for one, whether or not there is more to say.
        fullDescription = new { text = $"{rule.Title}. {rule.Advice}" },
        help = new { text = rule.Advice },
        defaultConfiguration = new { level = Level(rule.Kind) },
        properties = new { tags = new[] { "tests" } },
    };

    private static object Result(SarifLog log, Finding finding) => new
    {
        ruleId = FindingRule.Of(finding.Kind).Id,
        ruleIndex = (int)finding.Kind,
        level = Level(finding.Kind),
        message = new { text = finding.Message },
        locations = log.At(finding.Path, Region(finding), finding.Member),
        partialFingerprints = new Dictionary<string, string> { ["finding/v1"] = finding.Fingerprint },
    };

    private static object? Region(Finding finding) => finding switch
    {
        { Line: 0 } => null,
        { Column: 0 } => new { startLine = finding.Line },
        _ => new { startLine = finding.Line, startColumn = finding.Column, endLine = finding.EndLine, endColumn = finding.EndColumn },
    };

    private static string Level(FindingKind kind) => kind switch
    {
        FindingKind.FailedTest => "error",
        FindingKind.UncoveredBranch or FindingKind.UntestedMember => "note",
        _ => "warning",
    };
}
