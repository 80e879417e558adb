using System.Globalization;
using System.Text.Json;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The report format of mutation-testing-elements, which its page, the Stryker dashboard and editors read.</summary>
/// <remarks>Written by hand: to serialise objects, code is made for each of their types first, and that took longer than trying all mutants of a small suite.</remarks>
internal static class MutationJsonReport
{
    public const string SchemaVersion = "2";

    public static string Write(SuiteFigures figures, ReportOptions options) => ReportJson.Of(writer => Write(writer, figures, options));

    public static void Write(Utf8JsonWriter writer, SuiteFigures figures, ReportOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("schemaVersion", SchemaVersion);
        writer.WriteStartObject("thresholds");
        writer.WriteNumber("high", options.High);
        writer.WriteNumber("low", options.Low);
        writer.WriteEndObject();
        writer.WriteStartObject("framework");
        writer.WriteString("name", "Codegen Lab");
        writer.WriteString("version", figures.ToolVersion);
        writer.WriteEndObject();
        if (figures.Phases is { } phases)
        {
            writer.WriteStartObject("performance");
            writer.WriteNumber("setup", Milliseconds(phases.Setup));
            writer.WriteNumber("initialRun", Milliseconds(phases.Tests));
            writer.WriteNumber("mutation", Milliseconds(phases.Mutants));
            writer.WriteEndObject();
        }

        WriteFiles(writer, figures);
        WriteTests(writer, figures);
        writer.WriteEndObject();
    }

    /// <summary>A file that several projects compile comes once: its mutants are those of all of them.</summary>
    private static void WriteFiles(Utf8JsonWriter writer, SuiteFigures figures)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartObject("files");
        foreach (var group in figures.Projects.SelectMany(project => project.Files).Where(file => !file.Mutants.IsEmpty).GroupBy(file => file.Path))
        {
            writer.WriteStartObject(group.Key);
            writer.WriteString("language", "cs");
            writer.WriteString("source", group.First().Text);
            writer.WriteStartArray("mutants");
            foreach (var mutant in group.SelectMany(file => file.Mutants))
                Write(writer, mutant, Unique(mutant.Id, used));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTests(Utf8JsonWriter writer, SuiteFigures figures)
    {
        writer.WriteStartObject("testFiles");
        foreach (var group in figures.Tests.Select((test, number) => (Test: test, Number: number)).GroupBy(entry => entry.Test.Path ?? entry.Test.Project))
        {
            writer.WriteStartObject(group.Key);
            writer.WriteStartArray("tests");
            foreach (var (test, number) in group)
            {
                writer.WriteStartObject();
                writer.WriteString("id", Id(number));
                writer.WriteString("name", test.DisplayName);
                if (test.Line > 0)
                {
                    writer.WriteStartObject("location");
                    WritePlace(writer, "start", test.Line, 1);
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MutantFigures mutant, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("mutatorName", mutant.Mutator);
        writer.WriteString("replacement", mutant.Replacement);
        writer.WriteStartObject("location");
        WritePlace(writer, "start", mutant.Line, mutant.Column);
        WritePlace(writer, "end", mutant.EndLine, mutant.EndColumn);
        writer.WriteEndObject();
        writer.WriteString("status", mutant.Status.ToString());
        if (mutant.Reason is not null)
            writer.WriteString("statusReason", mutant.Reason);
        WriteTests(writer, "coveredBy", mutant.CoveredBy);
        WriteTests(writer, "killedBy", mutant.KilledBy);
        writer.WriteBoolean("static", mutant.IsStatic);
        writer.WriteNumber("testsCompleted", mutant.TestsRun);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, string name, int line, int column)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("line", line);
        writer.WriteNumber("column", column);
        writer.WriteEndObject();
    }

    private static void WriteTests(Utf8JsonWriter writer, string name, IEnumerable<int> tests)
    {
        writer.WriteStartArray(name);
        foreach (var test in tests)
            writer.WriteStringValue(Id(test));
        writer.WriteEndArray();
    }

    /// <summary>The page takes two mutants of one id for one.</summary>
    private static string Unique(string id, HashSet<string> used)
    {
        var unique = id;
        for (var number = 2; !used.Add(unique); number++)
            unique = FormattableString.Invariant($"{id}-{number}");
        return unique;
    }

    private static string Id(int test) => test.ToString(CultureInfo.InvariantCulture);

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds);
}
