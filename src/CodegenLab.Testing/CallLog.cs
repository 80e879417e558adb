using System.Collections;
using System.Globalization;

namespace CodegenLab.Testing;

/// <summary>The calls of all members of one or several fakes, in the order they came: methods, writes to properties, subscriptions to events. What is only read is not in it.</summary>
public sealed class CallLog : IReadOnlyList<LoggedCall>
{
    private readonly Calls<LoggedCall> _calls = new();

    /// <inheritdoc/>
    public int Count => _calls.Count;

    /// <inheritdoc/>
    public LoggedCall this[int index] => _calls[index];

    /// <summary>Adds one.</summary>
    public void Add(string member, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        _calls.Add(new LoggedCall(member, arguments));
    }

    /// <summary>Forgets all, as after arranging a test.</summary>
    public void Clear() => _calls.Clear();

    /// <inheritdoc/>
    public IEnumerator<LoggedCall> GetEnumerator() => _calls.GetEnumerator();

    /// <summary>A call a line, fit for a snapshot.</summary>
    public override string ToString() => string.Join("\n", _calls);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A call of a fake.</summary>
/// <param name="Member">Its name, with <c>=</c>, <c>+=</c> or <c>-=</c> where a property is written or an event subscribed to.</param>
/// <param name="Arguments">Those that can be kept: spans cannot.</param>
public sealed record LoggedCall(string Member, IReadOnlyList<object?> Arguments)
{
    /// <summary>As it would be written: <c>Charge("DE02", 12.5)</c>.</summary>
    public override string ToString() => Member.EndsWith('=')
        ? $"{Member} {string.Join(", ", Arguments.Select(Show))}".TrimEnd()
        : $"{Member}({string.Join(", ", Arguments.Select(Show))})";

    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char letter => $"'{letter}'",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
