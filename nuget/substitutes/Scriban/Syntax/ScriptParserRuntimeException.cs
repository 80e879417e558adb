using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>An included template has errors.</summary>
public class ScriptParserRuntimeException(SourceSpan span, string message, LogMessageBag parserMessages) : ScriptRuntimeException(span, message)
{
    /// <summary>The errors of the included template.</summary>
    public LogMessageBag ParserMessages { get; } = parserMessages;

    /// <inheritdoc />
    public override string Message => $"{base.Message} Parser messages:\n {ParserMessages}";
}
