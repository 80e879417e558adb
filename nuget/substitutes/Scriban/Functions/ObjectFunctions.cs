using System.Collections;
using System.Globalization;
using System.Numerics;
using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The object <c>object</c>.</summary>
internal static class ObjectFunctions
{
    public static object? Default(object? value, object? @default) => value is null or "" ? @default : value;

    public static string Format(TemplateContext context, object? value, string? format, string? culture = null) => value switch
    {
        null => "",
        ScriptObject => throw new NotSupportedException("Formatting an object is not supported by the substitute of Scriban"),
        IFormattable formattable => formattable.ToString(format ?? "", culture is null ? context.CurrentCulture : new CultureInfo(culture)),
        _ => throw new ArgumentException($"Unexpected `{value}`. Must be a formattable object"),
    };

    public static bool HasKey(IDictionary<string, object?>? value, string? key) => value is not null && key is not null && value.ContainsKey(key);

    public static bool HasValue(IDictionary<string, object?>? value, string? key) => HasKey(value, key) && value![key!] is not null;

    public static ScriptArray Keys(TemplateContext context, object? value) => value is null or Function ? [] : new ScriptArray(context.Members.NamesOf(value));

    public static ScriptArray Values(TemplateContext context, object? value) => value is null or Function ? [] : new ScriptArray(context.Members.NamesOf(value).Select(name =>
    {
        context.Members.TryGet(value, name, default, out var member);
        return member;
    }));

    public static int Size(object? value) => value switch
    {
        string text => text.Length,
        IEnumerable items => ArrayFunctions.Size(items),
        _ => 0,
    };

    public static string? Typeof(object? value) => value switch
    {
        null => null,
        string => "string",
        bool => "boolean",
        decimal or BigInteger => "number",
        _ when value.GetType().IsPrimitive => "number",
        ScriptRange => "iterator",
        IList => "array",
        IDictionary => "object",
        IEnumerable => "iterator",
        _ => "object",
    };
}
