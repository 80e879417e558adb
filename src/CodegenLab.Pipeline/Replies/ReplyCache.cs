using System.Collections.Concurrent;
using System.Text.Json;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Replies;

/// <summary>An answer to keep.</summary>
/// <param name="Model">As the settings called it.</param>
/// <param name="Text">As it came.</param>
internal sealed record KeptReply(string Model, TokenUse Tokens, string Text);

/// <summary>
/// Answers on disk, one small file each, whole or not at all. A file that is damaged is as good as none. Nothing in it is secret that the prompt did not
/// hold: secrets of the code are placeholders, and keys never come near.
/// </summary>
/// <param name="folder">Made when the first answer is kept.</param>
/// <param name="remark">Takes what a person may want to know.</param>
internal sealed class ReplyCache(string folder, Action<string> remark)
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Keys of damaged files that were remarked: once is enough.</summary>
    private readonly ConcurrentDictionary<string, bool> _remarked = new();

    /// <summary>Of the lock that whoever asks a question holds meanwhile.</summary>
    public string LockOf(string key) => Path.Combine(folder, key + ".lock");

    /// <summary>Null: there is none.</summary>
    /// <exception cref="InputException">It is there and cannot be read.</exception>
    public KeptReply? Find(string key)
    {
        var path = PathOf(key);
        if (!File.Exists(path))
            return null;
        try
        {
            var stored = JsonSerializer.Deserialize<StoredReply>(File.ReadAllBytes(path), Layout);
            if (stored is { Model: { } model, Text: { Length: > 0 } text } && stored.Key == key && stored.Hash == SemanticKey.Hash(text))
                return new KeptReply(model, new TokenUse(stored.InputTokens, stored.OutputTokens, stored.CachedInputTokens), text);
        }
        catch (JsonException)
        {
            // Said below, like every other damage.
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {refused.Message}");
        }

        if (_remarked.TryAdd(key, true))
            remark($"{path} is damaged and is not used.");
        return null;
    }

    /// <summary>When this returns the answer is on the disk.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public void Keep(string key, Question question, KeptReply reply) =>
        WholeFile.Write(PathOf(key), JsonSerializer.SerializeToUtf8Bytes(
            new StoredReply(
                key, question.PurposeWord, question.Subject, reply.Model, reply.Tokens.Input, reply.Tokens.CachedInput, reply.Tokens.Output, SemanticKey.Hash(reply.Text), reply.Text),
            Layout));

    private string PathOf(string key) => Path.Combine(folder, key + ".json");

    /// <param name="Hash">Of the text.</param>
    private sealed record StoredReply(
        string? Key, string? Purpose, string? Subject, string? Model, long? InputTokens, long? CachedInputTokens, long? OutputTokens, string? Hash, string? Text);
}
