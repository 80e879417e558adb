using System.Globalization;
using System.Xml;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>JUnit XML, which every CI shows as test results: one suite a test project and, when something was judged, one in which each target is a case.</summary>
internal static class JUnitReport
{
    public static string Write(SuiteFigures figures, GateVerdict? verdict) => XmlReport.Of(xml =>
    {
        var cases = figures.Tests.Length + (verdict?.Rows.Length ?? 0);
        var failures = figures.Tests.Count(test => test.Status == SuiteTestStatus.Failed) + (verdict?.Rows.Count(row => !row.IsMet) ?? 0);
        xml.WriteStartElement("testsuites");
        xml.Attribute("name", "codegen-lab");
        xml.Attribute("tests", cases);
        xml.Attribute("failures", failures);
        xml.Attribute("time", Seconds(Time(figures.Tests)));
        foreach (var project in figures.Tests.GroupBy(test => test.Project))
            Suite(xml, figures, project);
        if (verdict is not null)
            Targets(xml, figures, verdict);
        xml.WriteEndElement();
    });

    private static void Suite(XmlWriter xml, SuiteFigures figures, IGrouping<string, SuiteTest> tests)
    {
        Start(xml, figures, tests.Key, Time(tests), tests.Count(), tests.Count(test => test.Status == SuiteTestStatus.Failed), tests.Count(test => test.Status == SuiteTestStatus.Skipped));
        foreach (var test in tests)
        {
            var dot = test.FullName.LastIndexOf('.');
            var className = dot > 0 ? test.FullName[..dot] : test.Project;
            xml.WriteStartElement("testcase");
            xml.Attribute("classname", className);
            xml.Attribute("name", test.DisplayName.StartsWith(className + ".", StringComparison.Ordinal) ? test.DisplayName[(className.Length + 1)..] : test.DisplayName);
            xml.Attribute("time", Seconds(test.Duration));
            if (test.Path is { } path)
                xml.Attribute("file", path);
            if (test.Line > 0)
                xml.Attribute("line", test.Line);
            switch (test.Status)
            {
                case SuiteTestStatus.Failed:
                    Told(xml, "failure", test.Message ?? "The test failed.");
                    break;
                case SuiteTestStatus.Skipped:
                    xml.WriteStartElement("skipped");
                    if (test.Message is { } reason)
                        xml.Attribute("message", reason);
                    xml.WriteEndElement();
                    break;
                case SuiteTestStatus.Flaky:
                    xml.WriteElementString("system-out", XmlReport.Clean($"flaky: passes and fails{(test.Message is { } message ? ": " + message : "")}"));
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Targets(XmlWriter xml, SuiteFigures figures, GateVerdict verdict)
    {
        Start(xml, figures, "codegen-lab targets", TimeSpan.Zero, verdict.Rows.Length, verdict.Rows.Count(row => !row.IsMet), 0);
        foreach (var row in verdict.Rows)
        {
            xml.WriteStartElement("testcase");
            xml.Attribute("classname", "codegen-lab.targets");
            xml.Attribute("name", row.Name);
            xml.Attribute("time", "0.000");
            if (!row.IsMet)
                Told(xml, "failure", $"target {row.TargetText}, actual {row.ActualText}{(row.Remark is { } remark ? ": " + remark : "")}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, SuiteFigures figures, string name, TimeSpan time, int tests, int failures, int skipped)
    {
        xml.WriteStartElement("testsuite");
        xml.Attribute("name", name);
        xml.Attribute("tests", tests);
        xml.Attribute("failures", failures);
        xml.Attribute("errors", 0);
        xml.Attribute("skipped", skipped);
        xml.Attribute("time", Seconds(time));
        xml.Attribute("timestamp", figures.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
    }

    private static void Told(XmlWriter xml, string element, string message)
    {
        xml.WriteStartElement(element);
        xml.Attribute("message", message);
        xml.WriteString(XmlReport.Clean(message));
        xml.WriteEndElement();
    }

    private static TimeSpan Time(IEnumerable<SuiteTest> tests) => tests.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Duration);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
