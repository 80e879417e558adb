using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>A template failed while it was rendered.</summary>
public class ScriptRuntimeException : Exception
{
    /// <summary>A failure at a place of a template.</summary>
    public ScriptRuntimeException(SourceSpan span, string message)
        : base(message) => Span = span;

    /// <summary>A failure at a place of a template, with what caused it.</summary>
    public ScriptRuntimeException(SourceSpan span, string message, Exception? innerException)
        : base(message, innerException) => Span = span;

    /// <summary>Where it failed.</summary>
    public SourceSpan Span { get; }

    /// <summary>What failed, without the place.</summary>
    public string OriginalMessage => base.Message;

    /// <summary>What failed, with file, line and column.</summary>
    public override string Message => new LogMessage(ParserMessageType.Error, Span, base.Message).ToString();

    /// <inheritdoc />
    public override string ToString() => Message;
}
