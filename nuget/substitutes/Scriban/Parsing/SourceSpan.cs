namespace Scriban.Parsing;

/// <summary>A stretch of a template, both ends included.</summary>
public readonly record struct SourceSpan(string FileName, TextPosition Start, TextPosition End)
{
    /// <summary>File, line and column of the start, counted from one.</summary>
    public string ToStringSimple() => $"{FileName}({Start.ToStringSimple()})";

    /// <inheritdoc />
    public override string ToString() => $"{FileName}({Start})-({End})";

    internal SourceSpan To(SourceSpan last) => this with { End = last.End };
}
