using System.Collections;
using System.Reflection;
using System.Text;
using Scriban.Functions;

namespace Scriban.Runtime;

/// <summary>Named values a template can read and, unless they are read-only, set. Members keep the order in which they were added.</summary>
public class ScriptObject : IDictionary<string, object?>, IDictionary, IFormattable
{
    private readonly OrderedDictionary<string, object?> _members;
    private readonly HashSet<string> _readOnlyMembers = [];

    /// <summary>An empty object.</summary>
    public ScriptObject()
        : this(null)
    {
    }

    /// <summary>An empty object whose names are compared as given; null compares them exactly.</summary>
    public ScriptObject(IEqualityComparer<string>? keyComparer) => _members = new OrderedDictionary<string, object?>(keyComparer);

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>Whether no member can be set.</summary>
    public bool IsReadOnly { get; set; }

    /// <inheritdoc />
    public ICollection<string> Keys => _members.Keys;

    /// <inheritdoc />
    public ICollection<object?> Values => _members.Values;

    bool IDictionary.IsFixedSize => false;

    ICollection IDictionary.Keys => _members.Keys;

    ICollection IDictionary.Values => _members.Values;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => this;

    /// <summary>The value of a member, null where there is none.</summary>
    public object? this[string key]
    {
        get => _members.GetValueOrDefault(key);
        set
        {
            if (!TrySetValue(key, value))
                throw new InvalidOperationException("The object is readonly");
        }
    }

    object? IDictionary.this[object key]
    {
        get => this[(string)key];
        set => this[(string)key] = value;
    }

    /// <summary>Adds the public readable members of an object under the names a renamer gives them, the entries of a dictionary under their own, or the static methods of a type.</summary>
    public void Import(object? obj, MemberFilterDelegate? filter = null, MemberRenamerDelegate? renamer = null)
    {
        switch (obj)
        {
            case null:
                return;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                    this[entry.Key.ToString()!] = entry.Value;
                return;
            case string or Array or Enum or decimal:
            case var value when value.GetType().IsPrimitive:
                throw new ArgumentOutOfRangeException(nameof(obj), $"Unsupported object type `{obj.GetType()}`. Expecting plain class or struct");
            case Type type:
                foreach (var method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && filter?.Invoke(method) != false))
                    SetValue((renamer ?? StandardMemberRenamer.Default)(method), new Function(null, method), readOnly: true);
                return;
            default:
                foreach (var (name, member) in Members.Of(obj.GetType(), renamer ?? StandardMemberRenamer.Default, filter, baseFirst: true))
                    this[name] = Members.ValueOf(member, obj);
                return;
        }
    }

    /// <summary>Adds a function.</summary>
    public void Import(string member, Delegate function) => SetValue(member, new Function(function.Target, function.Method), readOnly: true);

    /// <summary>Sets a member, be it read-only or not.</summary>
    public void SetValue(string member, object? value, bool readOnly)
    {
        _members[member] = value;
        if (readOnly)
            _readOnlyMembers.Add(member);
        else
            _readOnlyMembers.Remove(member);
    }

    /// <summary>Adds a member that must not exist yet.</summary>
    public void Add(string key, object? value)
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The object is readonly");

        _members.Add(key, value);
    }

    /// <summary>Whether there is a member of that name.</summary>
    public bool Contains(string member) => _members.ContainsKey(member);

    /// <inheritdoc />
    public bool ContainsKey(string key) => _members.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, out object? value) => _members.TryGetValue(key, out value);

    /// <inheritdoc />
    public bool Remove(string key) => _members.Remove(key);

    /// <inheritdoc cref="IDictionary.Clear" />
    public void Clear() => _members.Clear();

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IDictionaryEnumerator IDictionary.GetEnumerator() => ((IDictionary)_members).GetEnumerator();

    void IDictionary.Add(object key, object? value) => Add((string)key, value);

    bool IDictionary.Contains(object key) => key is string name && Contains(name);

    void IDictionary.Remove(object key) => Remove((string)key);

    void ICollection.CopyTo(Array array, int index) => ((ICollection)_members).CopyTo(array, index);

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => _members.Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)_members).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) => ((ICollection<KeyValuePair<string, object?>>)_members).Remove(item);

    /// <summary>For example <c>{name: "a", size: 1}</c>.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        var context = formatProvider as TemplateContext ?? new TemplateContext();
        var text = new StringBuilder("{");
        foreach (var (name, value) in _members)
        {
            if (text.Length > 1)
                text.Append(", ");

            var isIdentifier = name.Length > 0 && name.All(c => c == '_' || char.IsLetterOrDigit(c)) && !char.IsDigit(name[0]);
            text.Append(isIdentifier ? name : StringFunctions.Literal(name)).Append(": ").Append(context.ObjectToString(value, nested: true));
        }

        return text.Append('}').ToString();
    }

    /// <inheritdoc />
    public override string ToString() => ToString(null, null);

    internal bool TrySetValue(string member, object? value)
    {
        if (!CanWrite(member))
            return false;

        _members[member] = value;
        return true;
    }

    internal bool CanWrite(string member) => !IsReadOnly && !_readOnlyMembers.Contains(member);
}
