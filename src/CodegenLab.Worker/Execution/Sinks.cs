using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Objects of the framework that are there to be written to, and hold what was written.</summary>
internal static class Sinks
{
    private static readonly Dictionary<Type, string> Readers = new()
    {
        [typeof(StringWriter)] = nameof(StringWriter.ToString),
        [typeof(StringBuilder)] = nameof(StringBuilder.ToString),

        // Unlike Length and Position it may be called on a stream that is closed.
        [typeof(MemoryStream)] = nameof(MemoryStream.ToArray),
    };

    /// <summary>Name of the method that reads all of it; null: the type is no sink.</summary>
    public static string? ReaderOf(Type type) => Readers.GetValueOrDefault(type);

    /// <summary>Whether an argument is a sink of the call's own: nobody else has written to it before.</summary>
    public static bool Is(Expression argument) => argument is KnownValue known && known.Code.StartsWith("new ", StringComparison.Ordinal) && ReaderOf(KnownValues.Find(known.Code).Type) is not null;

    /// <summary>Whether it holds something else than the expression has made.</summary>
    public static bool IsWritten(object sink, Expression made) => (sink, KnownValues.Find(((KnownValue)made).Code).Make()) switch
    {
        (MemoryStream stream, MemoryStream fresh) => !stream.ToArray().AsSpan().SequenceEqual(fresh.ToArray()),
        var (written, fresh) => written.ToString() != fresh.ToString(),
    };

    /// <summary>What it holds is text, and the machine's line breaks are in it.</summary>
    public static bool HasLinesOfMachine(object sink) => LineBreaks.AreOfMachine(sink is MemoryStream stream ? TextIn(stream.ToArray()) : sink.ToString()!);

    /// <summary>Line breaks are the same in all encodings that text is written in; empty for what is no text.</summary>
    private static string TextIn(byte[] bytes) => Array.TrueForAll(bytes, code => code is >= (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') ? Encoding.Latin1.GetString(bytes) : "";
}
