namespace CodegenLab.Pipeline.Models;

/// <summary>Why a call of a model brought nothing that can be used.</summary>
public enum ModelFailure
{
    /// <summary>No key, and no token of Entra ID either.</summary>
    NoKey,

    /// <summary>The provider does not accept the key, or does not let it do this.</summary>
    RefusedKey,

    /// <summary>The server is the right one and does not have the model.</summary>
    UnknownModel,

    /// <summary>Nobody is at the endpoint, or someone else.</summary>
    UnknownEndpoint,

    /// <summary>The timeout passed.</summary>
    NoAnswerInTime,

    /// <summary>Too many calls or tokens, or the credit is used up; waiting as long as is sensible did not help.</summary>
    RateLimited,

    /// <summary>The server failed or cut the connection, every time.</summary>
    ServerFailure,

    /// <summary>The provider says that the request itself is wrong: too long, or with a value this model does not take.</summary>
    RefusedRequest,

    /// <summary>What came is not an answer of the protocol.</summary>
    MalformedAnswer,

    /// <summary>The model, or a filter around it, does not want to answer this.</summary>
    Refusal,

    /// <summary>The answer ended at the limit of tokens.</summary>
    CutOff,

    /// <summary>An answer without text.</summary>
    Empty,
}
