using Microsoft.ML.Tokenizers;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Counts tokens with o200k_base, the encoding of OpenAI's models since GPT-4o. Other models' counts differ by some percent.</summary>
public static class TokenCounter
{
    private static readonly Lazy<TiktokenTokenizer> Encoding = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Count(string text) => Encoding.Value.CountTokens(text);
}
