using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline;

/// <summary>Why something is a suspicion.</summary>
/// <param name="Id">Stable for machines.</param>
/// <param name="Title">For people: what the code does.</param>
public sealed record SuspicionRule(string Id, string Name, string Title)
{
    /// <summary>The one that takes a model.</summary>
    public static SuspicionRule BrokenPromise { get; } = new("CGL9001", nameof(BrokenPromise), "The code does not do what is said of it");

    private static readonly Dictionary<SuspectedRule, SuspicionRule> OfEngine = new()
    {
        [SuspectedRule.PromisedException] = new("CGL9002", "MissingException", "An exception that documentation announces is not thrown"),
        [SuspectedRule.Equality] = new("CGL9003", "BrokenEquality", "Equals or GetHashCode does not keep its contract"),
        [SuspectedRule.Order] = new("CGL9004", "BrokenOrder", "CompareTo does not keep its contract"),
        [SuspectedRule.Operators] = new("CGL9005", "BrokenOperator", "An operator disagrees with Equals, CompareTo or another operator"),
        [SuspectedRule.StackOverflow] = new("CGL9006", "StackOverflow", "A call that the signature allows overflows the stack"),
        [SuspectedRule.EndlessLoop] = new("CGL9007", "EndlessLoop", "A call that the signature allows has no end"),
        [SuspectedRule.UnexpectedException] = new("CGL9008", "UnexpectedException", "A call that the signature allows ends in an exception that nobody announces"),
        [SuspectedRule.RoundTrip] = new("CGL9009", "BrokenRoundTrip", "Parse does not read what ToString writes"),
        [SuspectedRule.Twins] = new("CGL9010", "UnlikeTwins", "A member and its asynchronous twin give different answers"),
        [SuspectedRule.Idempotence] = new("CGL9011", "NotIdempotent", "What is to change nothing the second time does"),
        [SuspectedRule.GlobalState] = new("CGL9012", "GlobalState", "The result of a call depends on what was called before"),
    };

    public static ImmutableArray<SuspicionRule> All { get; } = [BrokenPromise, .. OfEngine.Values];

    public static SuspicionRule Of(SuspectedRule rule) => OfEngine[rule];
}
