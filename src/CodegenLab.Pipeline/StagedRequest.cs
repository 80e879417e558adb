using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Pipeline;

/// <summary>What is staged, and where to look.</summary>
/// <param name="Snapshot">Of the index.</param>
/// <param name="Path">The solution, from the root; null: the one found.</param>
public sealed record StagedRequest(StagedSnapshot Snapshot, string? Path);
