using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Staged;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Reporting;

/// <summary>The document of <c>--json</c>, described in <c>docs/json-output.md</c>: a version, the exit code, and either a report or an error.</summary>
internal static class JsonOutput
{
    /// <summary>Raised when a member is renamed, removed or changes its meaning; new members do not raise it.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The document goes to a file or a program, never into a web page: keep < and ' readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new SecondsConverter() },
    };

    public static string Write(GenerationReport report, ExitCode exitCode) =>
        JsonSerializer.Serialize(new ReportDocument(SchemaVersion, (int)exitCode, report), Options) + "\n";

    public static string Write(CodeContext context) =>
        JsonSerializer.Serialize(new ContextDocument(SchemaVersion, (int)ExitCode.Done, context), Options) + "\n";

    public static string Write(DoctorReport report, ExitCode exitCode) =>
        JsonSerializer.Serialize(new DoctorDocument(SchemaVersion, (int)exitCode, Findings.Of(report)), Options) + "\n";

    public static string Write(SuiteSummary summary, ExitCode exitCode) =>
        JsonSerializer.Serialize(new SuiteDocument(SchemaVersion, (int)exitCode, summary), Options) + "\n";

    public static string Write(SuiteSummary summary, GateVerdict verdict, ExitCode exitCode) =>
        JsonSerializer.Serialize(new GateDocument(SchemaVersion, (int)exitCode, summary, verdict), Options) + "\n";

    public static string Write(SuiteSelection selection, ImmutableArray<string> remarks, ExitCode exitCode) =>
        JsonSerializer.Serialize(new SelectionDocument(SchemaVersion, (int)exitCode, selection, remarks), Options) + "\n";

    public static string Write(StagedOutcome outcome, ExitCode exitCode) =>
        JsonSerializer.Serialize(new StagedDocument(SchemaVersion, (int)exitCode, outcome), Options) + "\n";

    public static string Write(Failure failure) =>
        JsonSerializer.Serialize(
            new ErrorDocument(
                SchemaVersion,
                (int)failure.ExitCode,
                new Error(failure.ExitCode, string.Join('\n', failure.Messages), string.Join('\n', failure.Advice), failure.StackTrace)),
            Options) + "\n";

    private sealed record ReportDocument(int SchemaVersion, int ExitCode, GenerationReport Report);

    private sealed record ContextDocument(int SchemaVersion, int ExitCode, CodeContext Context);

    private sealed record DoctorDocument(int SchemaVersion, int ExitCode, Findings Doctor);

    private sealed record SuiteDocument(int SchemaVersion, int ExitCode, SuiteSummary Suite);

    private sealed record SelectionDocument(int SchemaVersion, int ExitCode, SuiteSelection Selection, ImmutableArray<string> Remarks);

    private sealed record GateDocument(int SchemaVersion, int ExitCode, SuiteSummary Suite, GateVerdict Gate);

    private sealed record StagedDocument(int SchemaVersion, int ExitCode, StagedOutcome Staged);

    private sealed record ErrorDocument(int SchemaVersion, int ExitCode, Error Error);

    private sealed record Error(ExitCode Kind, string Message, string Advice, string? StackTrace);

    /// <summary>What <c>doctor</c> found, of keys only where they come from.</summary>
    private sealed record Findings(
        string ToolVersion,
        string System,
        string Runtime,
        string? Sdk,
        string? SdkComplaint,
        string? SettingsFile,
        string? NoModel,
        ImmutableArray<SettingLine> Settings,
        ImmutableArray<string> Remarks,
        ModelAnswer? Answer,
        FailedCall? Failure)
    {
        public static Findings Of(DoctorReport report) => new(
            report.ToolVersion,
            report.System,
            report.Runtime,
            report.Sdk,
            report.SdkComplaint,
            report.Configuration.File,
            report.Configuration.NoModel,
            report.Configuration.Settings?.Lines ?? [],
            report.Configuration.Remarks,
            report.Answer,
            report.Failure is { } failure ? new FailedCall(failure.Kind, failure.Message, failure.Advice, failure.Tokens) : null);
    }

    private sealed record FailedCall(ModelFailure Kind, string Message, string Advice, TokenUse? Tokens);

    /// <summary>Durations are numbers of seconds, with milliseconds.</summary>
    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Math.Round(value.TotalSeconds, 3));
    }
}
