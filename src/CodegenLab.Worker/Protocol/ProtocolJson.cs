using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodegenLab.Worker.Protocol;

/// <summary>Jobs and reports as UTF-8 JSON without line breaks. Generated code: reflection would cost every worker a tenth of a second.</summary>
public static class ProtocolJson
{
    public static byte[] Write(Job job) => JsonSerializer.SerializeToUtf8Bytes(job, ProtocolContext.Default.Job);

    public static byte[] Write(Report report) => JsonSerializer.SerializeToUtf8Bytes(report, ProtocolContext.Default.Report);

    /// <exception cref="JsonException">Not a job.</exception>
    public static Job ReadJob(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ProtocolContext.Default.Job) ?? throw new JsonException("No job.");

    /// <exception cref="JsonException">Not a report.</exception>
    public static Report ReadReport(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ProtocolContext.Default.Report) ?? throw new JsonException("No report.");
}

[JsonSourceGenerationOptions(
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(TextConverter), typeof(CharacterConverter)])]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Report))]
internal sealed partial class ProtocolContext : JsonSerializerContext;
