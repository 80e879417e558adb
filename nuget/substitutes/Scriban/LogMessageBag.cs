using System.Collections;
using System.Text;
using Scriban.Parsing;

namespace Scriban;

/// <summary>The messages of one parse, in the order they were found.</summary>
public sealed class LogMessageBag : IReadOnlyList<LogMessage>
{
    private readonly List<LogMessage> _messages = [];

    /// <inheritdoc />
    public int Count => _messages.Count;

    /// <summary>Whether one of them is an error.</summary>
    public bool HasErrors => _messages.Exists(message => message.Type == ParserMessageType.Error);

    /// <inheritdoc />
    public LogMessage this[int index] => _messages[index];

    /// <summary>Appends a message.</summary>
    public void Add(LogMessage message) => _messages.Add(message);

    /// <inheritdoc />
    public IEnumerator<LogMessage> GetEnumerator() => _messages.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One message a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var message in _messages)
            text.AppendLine(message.ToString());

        return text.ToString();
    }
}
