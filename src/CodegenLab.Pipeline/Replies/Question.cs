using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Pipeline.Replies;

/// <summary>What a model is asked for.</summary>
public enum Purpose
{
    /// <summary>Tests of what a caller may expect, before the code is shown.</summary>
    Expectations,

    /// <summary>Tests of what is not covered.</summary>
    Tests,

    /// <summary>Tests that notice changes of the code.</summary>
    Mutants,

    /// <summary>Tests put right.</summary>
    Repair,

    /// <summary>An independent draft over a suspicion.</summary>
    Opinion,

    /// <summary>Names of tests, and what they are for.</summary>
    Names,
}

/// <summary>A prompt with what it is for. The same prompt for the same purpose is answered once and remembered, whatever subject and round say.</summary>
/// <param name="Subject">C# name of what it is about.</param>
/// <param name="Round">From 1; counts the questions of the same purpose about the same subject.</param>
public sealed record Question(Purpose Purpose, string Subject, int Round, Prompt Prompt)
{
    /// <summary>For the stronger model: the first one brought nothing.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>The purpose as files and people say it.</summary>
    internal string PurposeWord => WordOf(Purpose);

    internal static string WordOf(Purpose purpose) => purpose switch
    {
        Purpose.Expectations => "expectations",
        Purpose.Tests => "tests",
        Purpose.Mutants => "mutants",
        Purpose.Repair => "repair",
        Purpose.Opinion => "opinion",
        _ => "names",
    };
}
