namespace CodegenLab.Pipeline.Gates;

/// <summary>What counts as changed.</summary>
public abstract record ChangeScope
{
    private ChangeScope()
    {
    }

    /// <summary>All that this branch adds to another, uncommitted and new files included.</summary>
    /// <param name="Base">Branch, tag or commit; null: the default branch of the remote.</param>
    public sealed record Since(string? Base) : ChangeScope;

    /// <summary>What the next commit would hold.</summary>
    public sealed record Staged : ChangeScope;

    /// <summary>What one commit did to its first parent.</summary>
    public sealed record Commit(string Revision) : ChangeScope;
}
