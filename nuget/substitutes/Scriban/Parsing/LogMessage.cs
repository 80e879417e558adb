namespace Scriban.Parsing;

/// <summary>How bad a parser message is.</summary>
public enum ParserMessageType
{
    /// <summary>The template cannot be rendered.</summary>
    Error,

    /// <summary>The template can be rendered.</summary>
    Warning,
}

/// <summary>What the parser says about one place of a template.</summary>
public sealed class LogMessage(ParserMessageType type, SourceSpan span, string message)
{
    /// <summary>How bad it is.</summary>
    public ParserMessageType Type { get; } = type;

    /// <summary>Where it is.</summary>
    public SourceSpan Span { get; } = span;

    /// <summary>What is wrong, without the place.</summary>
    public string Message { get; } = message;

    /// <summary>For example <c>&lt;input&gt;(1,5) : error : Unexpected token</c>.</summary>
    public override string ToString() => $"{Span.ToStringSimple()} : {(Type == ParserMessageType.Error ? "error" : "warning")} : {Message}";
}
