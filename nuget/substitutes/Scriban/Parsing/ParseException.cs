namespace Scriban.Parsing;

/// <summary>Leaves the lexer or parser at the first error.</summary>
internal sealed class ParseException(SourceSpan span, string message) : Exception(message)
{
    public SourceSpan Span { get; } = span;

    public static ParseException NotSupported(SourceSpan span, string what) => new(span, $"{what} is not supported by the substitute of Scriban");
}
