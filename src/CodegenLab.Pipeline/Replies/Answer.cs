using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Replies;

/// <summary>Who gave an answer.</summary>
public enum AnswerOrigin
{
    /// <summary>The model, for money.</summary>
    Model,

    /// <summary>The reply cache of this machine.</summary>
    Cache,

    /// <summary>A file that an earlier run recorded.</summary>
    Recording,
}

/// <summary>What came back.</summary>
/// <param name="Text">As it came, with placeholders where the prompt had them.</param>
/// <param name="Model">As the settings call it; of a recording, as the recording does.</param>
/// <param name="Tokens">Of the call that brought it, be it long ago; counted with o200k_base where the provider did not say.</param>
/// <param name="Cost">US dollars it cost now: 0 unless the model gave it. Null: the price of the model is not known.</param>
public sealed record Answer(string Text, AnswerOrigin Origin, string Model, TokenUse Tokens, decimal? Cost)
{
    /// <summary>US dollars it costs when the model gives it. Null: the price of the model is not known.</summary>
    public decimal? ListPrice { get; init; }
}
