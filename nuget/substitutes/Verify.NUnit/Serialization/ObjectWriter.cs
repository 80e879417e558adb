using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace VerifyTests;

/// <summary>Writes an object as JSON without quotes: members that are null, default or empty are left out, except false.</summary>
internal sealed class ObjectWriter(Scrubs scrubs)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public;

    private readonly StringBuilder _text = new();
    private readonly Stack<object> _open = new();

    /// <summary>The whole text.</summary>
    public string Write(object value)
    {
        _text.Append(value switch
        {
            bool or sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double => Convert.ToString(value, CultureInfo.InvariantCulture),
            StringBuilder builder => builder.ToString(),
            Guid guid => guid.ToString(),
            DateTime or DateTimeOffset or TimeOnly => throw NotSupported(value.GetType()),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => "",
        });
        if (_text.Length == 0 && value is not StringBuilder)
            WriteValue(value, afterName: false);

        return _text.ToString();
    }

    private static NotSupportedException NotSupported(Type type) => new($"Writing a {type} is not supported by the substitute of Verify");

    private void WriteValue(object? value, bool afterName)
    {
        switch (value)
        {
            case null:
                WriteSimple("null", afterName);
                break;
            case string text:
                WriteString(text, afterName);
                break;
            case IDictionary dictionary:
                WriteDictionary(dictionary, afterName);
                break;
            case byte[] bytes:
                WriteSimple(Convert.ToBase64String(bytes), afterName);
                break;
            case IEnumerable items:
                WriteItems(items, afterName);
                break;
            default:
                if (SimpleText(value) is { } simple)
                    WriteSimple(simple, afterName);
                else
                    WriteObject(value, afterName);
                break;
        }
    }

    private string? SimpleText(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        char c => c.ToString(),
        Enum constant => constant.ToString(),
        double number => WithFraction(number.ToString("R", CultureInfo.InvariantCulture)),
        float number => WithFraction(number.ToString("R", CultureInfo.InvariantCulture)),
        decimal number => WithFraction(number.ToString(CultureInfo.InvariantCulture)),
        Guid guid => scrubs.ScrubsGuids ? scrubs.Identities.Of(guid) : guid.ToString(),
        DateTime date => scrubs.ScrubsDates ? scrubs.Identities.Of(date) : DateText(date, date.Kind == DateTimeKind.Unspecified ? "" : $" {date.Kind}"),
        DateTimeOffset date => scrubs.ScrubsDates ? scrubs.Identities.Of(date) : throw NotSupported(typeof(DateTimeOffset)),
        DateOnly date => scrubs.ScrubsDates ? scrubs.Identities.Of(date) : date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => scrubs.ScrubsDates ? scrubs.Identities.Of(time) : time.ToString("h:mm tt", CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        Type or MemberInfo or Delegate or Exception or Task => throw NotSupported(value.GetType()),
        TimeSpan or Version => value.ToString(),
        _ when value.GetType().IsPrimitive => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string WithFraction(string number) => number.AsSpan().IndexOfAny(".EN∞") >= 0 ? number : number + ".0";

    private static string DateText(DateTime date, string suffix) => date.ToString(
        date.TimeOfDay.Ticks switch
        {
            0 => "yyyy-MM-dd",
            var ticks when ticks % TimeSpan.TicksPerMinute == 0 => "yyyy-MM-dd HH:mm",
            var ticks when ticks % TimeSpan.TicksPerSecond == 0 => "yyyy-MM-dd HH:mm:ss",
            _ => "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        },
        CultureInfo.InvariantCulture) + suffix;

    private void WriteSimple(string text, bool afterName)
    {
        if (afterName)
            _text.Append(' ');

        _text.Append(text);
    }

    private void WriteString(string value, bool afterName)
    {
        var text = scrubs.NameOf(value) ?? scrubs.ApplyTo(value, extension: null);
        if (!text.Contains('\n', StringComparison.Ordinal) || !afterName)
            WriteSimple(text, afterName);
        else
            _text.Append(text[0] == '\n' ? "" : "\n").Append(text);
    }

    private void WriteDictionary(IDictionary dictionary, bool afterName)
    {
        var entries = new List<(string Key, object? Value)>();
        foreach (DictionaryEntry entry in dictionary)
        {
            var key = entry.Key as string ?? SimpleText(entry.Key) ?? throw NotSupported(entry.Key.GetType());
            entries.Add((entry.Key is string text ? scrubs.NameOf(text) ?? scrubs.ApplyTo(text, extension: null) : key, entry.Value));
        }

        WriteBraces(dictionary, entries.OrderBy(entry => entry.Key, StringComparer.Ordinal), afterName);
    }

    private void WriteItems(IEnumerable items, bool afterName)
    {
        var values = items.Cast<object?>().ToArray();
        WriteSimple("[", afterName);
        Enter(items);
        for (var i = 0; i < values.Length; i++)
        {
            StartLine(i > 0);
            WriteValue(values[i], afterName: false);
        }

        Leave(values.Length > 0, ']');
    }

    private void WriteObject(object value, bool afterName) => WriteBraces(value, MembersOf(value), afterName);

    private IEnumerable<(string Name, object? Value)> MembersOf(object value)
    {
        foreach (var field in value.GetType().GetFields(Members))
        {
            if (IsShown(field.FieldType, field.GetValue(value)))
                yield return (field.Name, field.GetValue(value));
        }

        foreach (var property in value.GetType().GetProperties(Members).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0))
        {
            var member = property.GetValue(value);
            if (IsShown(property.PropertyType, member))
                yield return (property.Name, member);
        }
    }

    private bool IsShown(Type type, object? value)
    {
        if (value is null or Stream || (value is not string && value is IEnumerable items && scrubs.IgnoresEmptyCollections && !items.Cast<object?>().Any()))
            return false;

        return type == typeof(bool) || !type.IsValueType || Nullable.GetUnderlyingType(type) is not null || !value.Equals(Activator.CreateInstance(type));
    }

    private void WriteBraces(object owner, IEnumerable<(string Name, object? Value)> members, bool afterName)
    {
        WriteSimple("{", afterName);
        Enter(owner);
        var isEmpty = true;
        foreach (var (name, value) in members)
        {
            StartLine(!isEmpty);
            isEmpty = false;
            _text.Append(name).Append(':');
            WriteValue(value, afterName: true);
        }

        Leave(!isEmpty, '}');
    }

    private void Enter(object owner)
    {
        if (!owner.GetType().IsValueType && _open.Any(open => ReferenceEquals(open, owner)))
            throw new NotSupportedException($"An object that contains itself ({owner.GetType()}) is not supported by the substitute of Verify");

        _open.Push(owner);
    }

    private void Leave(bool hasMembers, char close)
    {
        _open.Pop();
        if (hasMembers)
            StartLine(afterOther: false);

        _text.Append(close);
    }

    private void StartLine(bool afterOther) => _text.Append(afterOther ? "," : "").Append('\n').Append(' ', 2 * _open.Count);
}
