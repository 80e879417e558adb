namespace Scriban.Parsing;

/// <summary>A place in a template.</summary>
/// <param name="Offset">Characters before it, from zero.</param>
/// <param name="Line">From zero.</param>
/// <param name="Column">Characters before it on its line, from zero.</param>
public readonly record struct TextPosition(int Offset, int Line, int Column)
{
    /// <summary>Line and column counted from one, as people count.</summary>
    public string ToStringSimple() => $"{Line + 1},{Column + 1}";

    /// <inheritdoc />
    public override string ToString() => $"({Offset}:{Line},{Column})";
}
