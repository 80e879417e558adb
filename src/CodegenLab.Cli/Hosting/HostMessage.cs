using System.Text.Json.Serialization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Hosting;

/// <summary>What the hook and its host say to each other: one JSON object a line. A client that hangs up has changed its mind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(CheckAsked), "check")]
[JsonDerivedType(typeof(StopAsked), "stop")]
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(ProgressTold), "progress")]
[JsonDerivedType(typeof(Answered), "answer")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Outdated), "outdated")]
[JsonDerivedType(typeof(Broken), "broken")]
internal abstract record HostMessage
{
    /// <summary>Raised when a message changes its meaning.</summary>
    public const int Protocol = 1;
}

/// <summary>The host's first word to everyone.</summary>
/// <param name="Spoken">Its <see cref="HostMessage.Protocol"/>.</param>
/// <param name="Build">Changes with every build of the tool.</param>
/// <param name="IdleMinutes">After which it ends when nobody asks.</param>
internal sealed record Hello(int Spoken, string ToolVersion, string Build, int ProcessId, DateTimeOffset Started, int Answers, double IdleMinutes) : HostMessage;

/// <summary>From a client: look at this.</summary>
internal sealed record CheckAsked(StagedRequest Request) : HostMessage;

/// <summary>From a client: end.</summary>
internal sealed record StopAsked : HostMessage;

/// <summary>Somebody else's request comes first.</summary>
internal sealed record Queued : HostMessage;

internal sealed record ProgressTold(GenerationProgress Progress) : HostMessage;

internal sealed record Answered(StagedOutcome Outcome) : HostMessage;

/// <summary>The person can put it right.</summary>
internal sealed record Refused(string Message) : HostMessage;

/// <summary>The SDK is not the one that the host has loaded: it ends, and a new one is needed.</summary>
internal sealed record Outdated : HostMessage;

/// <summary>A fault of the host.</summary>
internal sealed record Broken(string Text) : HostMessage;
