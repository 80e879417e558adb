namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What a proof asks the renderer to leave out.</summary>
/// <param name="Dropped">Indexes of found tests that are not rendered.</param>
/// <param name="Unmerged">Indexes of found tests that are not merged into rows, so that the bad row can be told from the good ones.</param>
public sealed record Exclusions(IReadOnlySet<int> Dropped, IReadOnlySet<int> Unmerged)
{
    public static Exclusions None { get; } = new(new HashSet<int>(), new HashSet<int>());
}
