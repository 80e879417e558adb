using System.Text.Json;

namespace CodegenLab.Worker.Protocol;

/// <summary>Jobs and reports as UTF-8 JSON without line breaks.</summary>
public static class ProtocolJson
{
    public static byte[] Write(Job job) => Write(job, typeof(Job));

    public static byte[] Write(Report report) => Write(report, typeof(Report));

    /// <exception cref="JsonException">Not a job.</exception>
    public static Job ReadJob(ReadOnlySpan<byte> json) => (Job)Read(json, typeof(Job));

    /// <exception cref="JsonException">Not a report.</exception>
    public static Report ReadReport(ReadOnlySpan<byte> json) => (Report)Read(json, typeof(Report));

    /// <summary>A record of another kind that speaks of tests.</summary>
    public static byte[] WriteRecord<T>(T record)
        where T : class => Write(record, typeof(T));

    /// <exception cref="JsonException">Not a <typeparamref name="T"/>.</exception>
    public static T ReadRecord<T>(ReadOnlySpan<byte> json)
        where T : class => (T)Read(json, typeof(T));

    private static byte[] Write(object value, Type declared)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            RecordJson.Write(writer, value, declared);
        return stream.ToArray();
    }

    private static object Read(ReadOnlySpan<byte> json, Type type)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return RecordJson.Read(ref reader, type) ?? throw new JsonException($"No {type.Name}.");
    }
}
