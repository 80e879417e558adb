namespace CodegenLab.Pipeline;

/// <summary>Which tests are to be run.</summary>
public sealed record SelectionRequest
{
    /// <summary>Only those that a change can affect.</summary>
    public bool Affected { get; init; }

    /// <summary>Changes are counted from this branch, tag or commit; null: for each test since it was run last.</summary>
    public string? Since { get; init; }

    /// <summary>What the tests may take, by what they took before; null: all that are selected are run.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>They are put in order and named, and not run.</summary>
    public bool ListsOnly { get; init; }

    /// <summary>The order is held against what the history knows of failures.</summary>
    public bool JudgesOrder { get; init; }
}
