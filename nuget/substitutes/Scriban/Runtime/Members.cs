using System.Collections;
using System.Globalization;
using System.Reflection;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>Reads and sets members of values by the names templates use.</summary>
internal sealed class Members(TemplateContext context)
{
    private readonly Dictionary<Type, Dictionary<string, MemberInfo>> _byType = [];

    /// <summary>The fields and properties of a type under their template names; a derived member hides the one it overrides.</summary>
    public static IEnumerable<(string Name, MemberInfo Member)> Of(Type type, MemberRenamerDelegate renamer, MemberFilterDelegate? filter, bool baseFirst)
    {
        var types = new List<Type>();
        for (var current = type; current is not null && current != typeof(object); current = current.BaseType)
            types.Add(current);

        if (baseFirst)
            types.Reverse();

        return types.SelectMany(DeclaredMembers).Where(member => filter?.Invoke(member) != false).Select(member => (renamer(member) is { Length: > 0 } name ? name : member.Name, member));
    }

    public static object? ValueOf(MemberInfo member, object target) =>
        member is PropertyInfo property ? property.GetValue(target) : ((FieldInfo)member).GetValue(target);

    public bool Has(object target, string member) => TryGet(target, member, default, out _, relaxPrimitives: false);

    public bool TryGet(object target, string member, SourceSpan span, out object? value) => TryGet(target, member, span, out value, relaxPrimitives: true);

    /// <summary>Reads through the indexer of a .NET type that is neither a list nor a dictionary.</summary>
    public bool TryGetItem(object target, object index, SourceSpan span, out object? value)
    {
        var indexer = target is ScriptObject or IDictionary ? null : Array.Find(target.GetType().GetProperties(), property => property.GetIndexParameters().Length == 1);
        value = indexer?.GetValue(target, [context.ToObject(span, index, indexer.GetIndexParameters()[0].ParameterType)]);
        return indexer is not null;
    }

    public static void Set(object target, string member, object? value, SourceSpan span, string expression)
    {
        switch (target)
        {
            case ScriptObject script:
                if (!script.TrySetValue(member, value))
                    throw new ScriptRuntimeException(span, $"Cannot set a value for the readonly member: {expression}");
                return;
            case IDictionary dictionary:
                dictionary[member] = value;
                return;
            default:
                throw new ScriptRuntimeException(span, $"Setting the member `{expression}` of a .NET object is not supported by the substitute of Scriban");
        }
    }

    /// <summary>The names of all members of a value.</summary>
    public IEnumerable<string> NamesOf(object target) => target switch
    {
        IDictionary dictionary => dictionary.Keys.Cast<object>().Select(key => context.ObjectToString(key) ?? ""),
        string or IList => ["size"],
        _ when IsPrimitive(target) => [],
        _ => MapOf(target.GetType()).Keys,
    };

    private static IEnumerable<MemberInfo> DeclaredMembers(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;
        return type.GetFields(Declared).Cast<MemberInfo>().Concat(type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0));
    }

    private bool TryGet(object target, string member, SourceSpan span, out object? value, bool relaxPrimitives)
    {
        value = null;
        switch (target)
        {
            case LoopState loop:
                value = loop.ValueOf(member);
                return true;
            case ScriptObject script:
                return script.TryGetValue(member, out value);
            case IDictionary dictionary when dictionary.Contains(member):
                value = dictionary[member];
                return true;
            case IDictionary dictionary:
                var key = dictionary.Keys.Cast<object>().FirstOrDefault(candidate => candidate is not string && Convert.ToString(candidate, CultureInfo.InvariantCulture) == member);
                value = key is null ? null : dictionary[key];
                return key is not null;
            case string text:
                value = member == "size" ? text.Length : null;
                return member == "size";
            case IList list:
                value = member == "size" ? list.Count : null;
                return member == "size";
            case var primitive when IsPrimitive(primitive):
                if (!context.EnableRelaxedMemberAccess)
                    throw new ScriptRuntimeException(span, $"Cannot get or set a member on the primitive `{target}/{target.GetType().Name}` when accessing member: {member}");

                return relaxPrimitives;
            default:
                if (!MapOf(target.GetType()).TryGetValue(member, out var found))
                    return false;

                value = ValueOf(found, target);
                return true;
        }
    }

    private static bool IsPrimitive(object value) => value.GetType().IsPrimitive || value is decimal or System.Numerics.BigInteger;

    private Dictionary<string, MemberInfo> MapOf(Type type)
    {
        if (_byType.TryGetValue(type, out var members))
            return members;

        members = [];
        foreach (var (name, member) in Of(type, context.MemberRenamer, context.MemberFilter, baseFirst: false))
            members.TryAdd(name, member);

        return _byType[type] = members;
    }
}
