namespace CodegenLab.Bench.Sette;

/// <summary>What tests reach of a snippet.</summary>
/// <param name="Statements">That have code.</param>
/// <param name="Reached">Of those.</param>
/// <param name="Missed">Not reached, though nothing says that they cannot be.</param>
internal sealed record SnippetFigures(Snippet Snippet, int Statements, int Reached, IReadOnlyList<SnippetStatement> Missed)
{
    /// <summary>As much as SETTE asks for. Its figures are those of the Java originals, some with what a snippet calls: where all is reached that can be, no more is to be had.</summary>
    public bool IsAsRequired => IsComplete || (double)Reached / Statements >= Snippet.Required;

    /// <summary>Every statement that can be reached.</summary>
    public bool IsComplete => Missed.Count == 0;

    /// <param name="hits">Lines of the snippet's file that have code, and whether tests ran them.</param>
    public static SnippetFigures Of(Snippet snippet, IReadOnlyDictionary<int, bool> hits)
    {
        var statements = snippet.Statements.Where(statement => hits.ContainsKey(statement.Line)).ToList();
        var missed = statements.Where(statement => !hits[statement.Line]).ToList();
        return new SnippetFigures(
            snippet,
            statements.Count,
            statements.Count - missed.Count,
            snippet.Required == 0 ? [] : [.. missed.Where(statement => !statement.IsImpossible && !OutOfReach.Contains(snippet, statement))]);
    }
}
