using System.Security.Cryptography;
using System.Text;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Something at a place of the code that a person may want to put right.</summary>
public sealed record Finding
{
    public required FindingKind Kind { get; init; }

    /// <summary>Relative to the root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>1-based; 0: the file as a whole.</summary>
    public required int Line { get; init; }

    /// <summary>1-based; 0: the line as a whole.</summary>
    public int Column { get; init; }

    public int EndLine { get; init; }

    /// <summary>Exclusive.</summary>
    public int EndColumn { get; init; }

    /// <summary>As a person names it: "Shop.Money.Split(int)".</summary>
    public required string Member { get; init; }

    /// <summary>One or two sentences.</summary>
    public required string Message { get; init; }

    /// <summary>What is found, without its place: the same text is the same finding, wherever the lines have gone.</summary>
    public required string Key { get; init; }

    /// <summary>How much it would help to put it right; the more the worse.</summary>
    public double Weight { get; init; }

    /// <summary>32 hexadecimal digits made of kind and key.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\n{Key}")))[..32];
}

/// <summary>Kinds of findings, the worst first.</summary>
public enum FindingKind
{
    /// <summary>A test that does not pass.</summary>
    FailedTest,

    /// <summary>A test that passes and fails.</summary>
    FlakyTest,

    /// <summary>A generated test whose subject was changed since.</summary>
    StaleTest,

    /// <summary>A test that cannot fail, or hardly.</summary>
    WeakTest,

    /// <summary>Tests run the code but do not notice when it is changed.</summary>
    SurvivingMutant,

    /// <summary>A public member that no test runs.</summary>
    UntestedMember,

    /// <summary>A condition whose other outcome no test takes.</summary>
    UncoveredBranch,
}
