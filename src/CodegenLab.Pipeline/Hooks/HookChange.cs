using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Hooks;

/// <summary>What an installation or its removal did.</summary>
/// <param name="File">Full path of the file that calls the tool.</param>
/// <param name="HasChanged">False: all was as it should be already.</param>
/// <param name="Remarks">What is left to do, for people.</param>
public sealed record HookChange(string File, bool HasChanged, ImmutableArray<string> Remarks);

/// <summary>How a place stands in which a hook could be.</summary>
/// <param name="File">Full path of the file that would call the tool.</param>
public sealed record HookState(HookFramework Framework, string File, HookPresence Presence);

/// <summary>Whose hook is there.</summary>
public enum HookPresence
{
    None,
    Ours,

    /// <summary>Ours, and it calls the one that was there before.</summary>
    Chained,

    /// <summary>Somebody else's.</summary>
    Foreign,
}
