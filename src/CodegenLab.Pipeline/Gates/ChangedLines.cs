using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Gates;

/// <summary>What a change touched, in the line numbers of the files as they are now.</summary>
/// <param name="Since">What it is compared with, as a person reads it: "origin/main (merge base 1a2b3c4)".</param>
/// <param name="Files">Changed ones that still exist, by path.</param>
public sealed record ChangedLines(string Since, ImmutableArray<ChangedFile> Files)
{
    /// <summary>The commit that it is compared with; null: another state.</summary>
    public string? Commit { get; init; }

    /// <summary>Full path of the root of the repository.</summary>
    public string? Root { get; init; }

    /// <summary>Files that are gone, relative to the root; those that were renamed are not.</summary>
    public ImmutableArray<string> Deleted { get; init; } = [];

    /// <param name="path">Relative to the root, with forward slashes.</param>
    public ChangedFile? Of(string path) => Files.FirstOrDefault(file => file.Path == path);
}

/// <summary>A changed file.</summary>
/// <param name="Path">Relative to the root of the repository, with forward slashes.</param>
/// <param name="OldPath">Its name before; null: the same, or it is new.</param>
/// <param name="IsWhole">All of it is new.</param>
/// <param name="IsBinary">It has no lines.</param>
/// <param name="Lines">Added and changed lines, ascending; empty for a file that is new as a whole or was renamed only.</param>
public sealed record ChangedFile(string Path, string? OldPath, bool IsWhole, bool IsBinary, ImmutableArray<LineRange> Lines)
{
    public bool Has(int line) => IsWhole || Lines.Any(range => range.First <= line && line <= range.Last);
}

/// <summary>Lines, 1-based, both ends included.</summary>
public readonly record struct LineRange(int First, int Last);
