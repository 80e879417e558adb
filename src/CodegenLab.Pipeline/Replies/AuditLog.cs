using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Replies;

/// <summary>
/// Remembers every question and every verdict in one line of JSON each: who was asked about what, hashes, tokens, cost; never the words of a prompt or a
/// reply. Several processes may write to it. When it is full it becomes the older file and the one before is gone.
/// </summary>
/// <param name="folder">Where <c>audit.jsonl</c> stands.</param>
/// <param name="longest">Bytes.</param>
internal sealed class AuditLog(string folder, TimeProvider clock, long longest = AuditLog.Longest)
{
    public const string FileName = "audit.jsonl";

    /// <summary>Where lines go before they are forgotten.</summary>
    public const string OlderFileName = "audit.older.jsonl";

    private const long Longest = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Names of generic types stay readable; nobody puts this into a web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();

    private string File => Path.Combine(folder, FileName);

    /// <exception cref="InputException">The log cannot be written.</exception>
    public void Answered(Question question, Answer answer) => Append(new Call(
        clock.GetUtcNow(), "call", question.PurposeWord, question.Subject, question.Round, answer.Model, WordOf(answer.Origin), HashOf(question), SemanticKey.Hash(answer.Text),
        answer.Tokens.Input, answer.Tokens.CachedInput, answer.Tokens.Output, answer.Cost, "answered"));

    /// <param name="outcome">The kind of the failure, or that it was cancelled.</param>
    /// <param name="tokens">Null: the provider does not say.</param>
    /// <param name="cost">US dollars; null: not known.</param>
    /// <exception cref="InputException">The log cannot be written.</exception>
    public void Failed(Question question, string model, string outcome, TokenUse? tokens, decimal? cost) => Append(new Call(
        clock.GetUtcNow(), "call", question.PurposeWord, question.Subject, question.Round, model, WordOf(AnswerOrigin.Model), HashOf(question), null,
        tokens?.Input, tokens?.CachedInput, tokens?.Output, cost, outcome));

    /// <exception cref="InputException">The log cannot be written.</exception>
    public void Judged(Question question, int accepted, int dropped, int suspicions) =>
        Append(new Verdict(clock.GetUtcNow(), "verdict", question.PurposeWord, question.Subject, question.Round, HashOf(question), accepted, dropped, suspicions));

    private static string HashOf(Question question) => SemanticKey.Hash($"{question.Prompt.System}\0{question.Prompt.User}");

    private static string WordOf(AnswerOrigin origin) => origin switch
    {
        AnswerOrigin.Model => "model",
        AnswerOrigin.Cache => "cache",
        _ => "recording",
    };

    private void Append<T>(T line)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Layout) + "\n");
        lock (_gate)
        {
            WholeFile.Reach(File, () =>
            {
                using var _ = FileLock.TakeSoon(Path.Combine(folder, "audit.lock"), Patience) ?? throw new IOException("another process holds it.");
                if (new FileInfo(File) is { Exists: true } full && full.Length + bytes.Length > longest)
                    System.IO.File.Move(File, Path.Combine(folder, OlderFileName), overwrite: true);
                using var stream = new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
                stream.Write(bytes);
            });
        }
    }

    /// <param name="Prompt">Hash.</param>
    /// <param name="Reply">Hash; null: there was none.</param>
    private sealed record Call(
        DateTimeOffset Time, string Kind, string Purpose, string Subject, int Round, string Model, string Origin, string Prompt, string? Reply,
        long? InputTokens, long? CachedInputTokens, long? OutputTokens, decimal? Cost, string Outcome);

    /// <param name="Prompt">Hash.</param>
    private sealed record Verdict(DateTimeOffset Time, string Kind, string Purpose, string Subject, int Round, string Prompt, int Accepted, int Dropped, int Suspicions);
}
