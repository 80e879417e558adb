using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>The code against a rule that holds for all code, or against its own documentation: no model is needed to know it.</summary>
/// <param name="Case">Shows it; as small as it could be made.</param>
/// <param name="Subject">Catalog id of the member that breaks the rule.</param>
/// <param name="Expected">What the rule asks for, as assertions: those before the last one hold. Empty: that the last statement comes to its end.</param>
/// <param name="Words">What is broken: the law, or the words of the documentation.</param>
/// <param name="Expectation">What the rule expects of the last statement, in words.</param>
/// <param name="Actual">What it does, in words that are the same in every process.</param>
public sealed record FoundSuspicion(SuspectedRule Rule, TestCase Case, int Subject, Observation[] Expected, string Words, string Expectation, string Actual)
{
    /// <summary>What has to be seen again in another process; may be empty.</summary>
    public Observation[] Seen { get; init; } = [];
}

/// <summary>Why the engine suspects, the surest first.</summary>
public enum SuspectedRule
{
    /// <summary>Documentation says that an input is answered with an exception, and it is not.</summary>
    PromisedException,

    /// <summary>Equals and GetHashCode against their contract.</summary>
    Equality,

    /// <summary>CompareTo against its contract.</summary>
    Order,

    /// <summary>==, !=, &lt; and their like say something else than Equals and CompareTo.</summary>
    Operators,

    /// <summary>Endless recursion, of inputs that the signature allows.</summary>
    StackOverflow,

    /// <summary>No end within any fuel, of small inputs that the signature allows.</summary>
    EndlessLoop,

    /// <summary>An exception that nobody throws on purpose, of inputs that the signature allows.</summary>
    UnexpectedException,

    /// <summary>Parse does not read what ToString writes.</summary>
    RoundTrip,

    /// <summary>X and XAsync give different answers.</summary>
    Twins,

    /// <summary>What is said to change nothing the second time does.</summary>
    Idempotence,

    /// <summary>The same call gives another result after others were made.</summary>
    GlobalState,
}

/// <summary>What must be known of the source to tell a fault from a habit.</summary>
public sealed record Announcements
{
    public static Announcements None { get; } = new();

    /// <summary>Full names of the exceptions that documentation announces, by the documentation id of the member.</summary>
    public Dictionary<string, string[]> Documented { get; init; } = [];

    /// <summary>In <see cref="Thrown"/>, for a throw of what only its type would tell.</summary>
    public const string Any = "*";

    /// <summary>Simple names of the exceptions that a member throws on purpose, by its documentation id.</summary>
    public Dictionary<string, string[]> Thrown { get; init; } = [];

    /// <summary>Inputs that documentation promises an exception for.</summary>
    public PromisedException[] Promised { get; init; } = [];

    /// <summary>Documentation ids of members whose documentation says that they are idempotent.</summary>
    public string[] Idempotent { get; init; } = [];
}

/// <param name="Member">Documentation id.</param>
/// <param name="Exception">Full name of its type.</param>
/// <param name="Parameter">Name of the parameter.</param>
/// <param name="Words">Of the documentation, on one line.</param>
public sealed record PromisedException(string Member, string Exception, string Parameter, RefusedInput Input, string Words);

/// <summary>An input so plain that words for it can be told apart without doubt.</summary>
public enum RefusedInput
{
    Null,
    Empty,
    Negative,
    Zero,
    WhiteSpace,
}
