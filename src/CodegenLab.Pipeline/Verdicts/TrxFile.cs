using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Reads the result file of a test run, and the sequence file that the blame collector leaves when the host died.</summary>
public static class TrxFile
{
    private static readonly XNamespace Team = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <param name="folder">The results folder of one run.</param>
    /// <param name="output">What the runner wrote to the console.</param>
    public static TestRun Read(string folder, ImmutableArray<string> output)
    {
        var path = Directory.EnumerateFiles(folder, "*.trx").SingleOrDefault();
        if (path is null)
            return new TestRun([], null, false, false, output);

        var trx = XDocument.Load(path);
        var classes = trx.Descendants(Team + "UnitTest").ToDictionary(
            test => (string?)test.Attribute("id") ?? "",
            test => (string?)test.Element(Team + "TestMethod")?.Attribute("className") ?? "");
        var results = trx.Descendants(Team + "UnitTestResult")
            .Select(result => Result(result, classes.GetValueOrDefault((string?)result.Attribute("testId") ?? "", "")))
            .ToImmutableArray();
        var complaints = trx.Descendants(Team + "RunInfo").Select(run => (string?)run.Element(Team + "Text") ?? "").ToList();
        var endedIn = Directory.EnumerateFiles(folder, "Sequence_*.xml", SearchOption.AllDirectories).Select(EndedIn).FirstOrDefault(test => test is not null);
        var aborted = complaints.Any(text => text.Contains("aborted", StringComparison.Ordinal));
        return new TestRun(results, endedIn, complaints.Any(text => text.Contains("inactivity time", StringComparison.Ordinal)), !aborted, output);
    }

    private static TestResult Result(XElement result, string type)
    {
        // «Class, Assembly, Version…» in results of older adapters.
        type = type.Split(',')[0];
        var name = (string?)result.Attribute("testName") ?? "";
        var outcome = (string?)result.Attribute("outcome");
        var error = result.Element(Team + "Output")?.Element(Team + "ErrorInfo");
        return new TestResult(
            type,
            MethodOf(name, type),
            outcome == "Passed",
            TimeSpan.TryParse((string?)result.Attribute("duration"), CultureInfo.InvariantCulture, out var duration) ? duration : TimeSpan.Zero,
            outcome == "Passed" ? "" : Brief((string?)error?.Element(Team + "Message") ?? $"outcome {outcome}"));
    }

    internal static string MethodOf(string name, string type)
    {
        var end = name.IndexOfAny(['(', ' ']);
        var method = end < 0 ? name : name[..end];
        return method.StartsWith(type + ".", StringComparison.Ordinal) ? method[(type.Length + 1)..] : method;
    }

    // The incomplete one is the one that was running; there is one unless tests run in parallel.
    private static string? EndedIn(string sequence) =>
        XDocument.Load(sequence).Descendants("Test").Where(test => (string?)test.Attribute("Completed") == "False").Select(test => (string?)test.Attribute("Name")).FirstOrDefault();

    private static string Brief(string message) =>
        string.Join(' ', message.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Take(4));
}
