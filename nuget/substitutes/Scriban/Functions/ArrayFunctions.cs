using System.Collections;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The object <c>array</c>.</summary>
internal static class ArrayFunctions
{
    public static ScriptArray Add(IEnumerable? list, object? value) => [.. Items(list), value];

    public static ScriptRange? AddRange(IEnumerable? list1, IEnumerable? list2) => Concat(list1, list2);

    public static bool Any(TemplateContext context, SourceSpan span, IEnumerable? list, object? function, params object?[] args) =>
        function is Function predicate && Items(list).Any(item => predicate.Invoke(context, span, "array.any", [(null, item, span), .. args.Select(arg => ((string?)null, arg, span))]) is true);

    public static ScriptRange? Compact(IEnumerable? list) => list is null ? null : new ScriptRange(Items(list).Where(item => item is not null));

    public static ScriptRange? Concat(IEnumerable? list1, IEnumerable? list2) => list1 is null && list2 is null ? null : new ScriptRange(Items(list1).Concat(Items(list2)));

    public static bool Contains(IEnumerable? list, object? item) => Items(list).Any(candidate => Equals(candidate, item) || (candidate is Enum constant && constant.ToString() == item as string));

    public static ScriptRange? Each(TemplateContext context, SourceSpan span, IEnumerable? list, object? function)
    {
        var map = FunctionOf(function);
        return list is null ? null : new ScriptRange(Items(list).Select(item => map.Invoke(context, span, "array.each", [(null, item, span)])));
    }

    public static ScriptRange? Filter(TemplateContext context, SourceSpan span, IEnumerable? list, object? function)
    {
        var predicate = FunctionOf(function);
        return list is null ? null : new ScriptRange(Items(list).Where(item => context.ToBool(span, predicate.Invoke(context, span, "array.filter", [(null, item, span)]))));
    }

    public static object? First(IEnumerable? list) => Items(list).FirstOrDefault();

    public static ScriptArray InsertAt(IEnumerable? list, int index, object? value)
    {
        var items = new ScriptArray(Items(list));
        while (items.Count < index)
            items.Add(null);

        items.Insert(Math.Max(0, index), value);
        return items;
    }

    public static string Join(TemplateContext context, SourceSpan span, IEnumerable? list, string? delimiter, object? function = null)
    {
        var texts = Items(list).Select(item => context.ObjectToString(item));
        if (function is not null)
        {
            var map = FunctionOf(function);
            texts = texts.Select(text => context.ObjectToString(map.Invoke(context, span, "array.join", [(null, text, span)])));
        }

        return string.Join(delimiter, texts);
    }

    public static object? Last(IEnumerable? list) => Items(list).LastOrDefault();

    public static ScriptRange? Limit(IEnumerable? list, int count) => list is null ? null : new ScriptRange(Items(list).Take(count));

    public static ScriptRange Map(TemplateContext context, object? list, string? member)
    {
        var items = list is IEnumerable found ? Items(found) : list is null ? [] : [list];
        return new ScriptRange(member is null ? [] : items.Where(item => item is not null && context.Members.Has(item, member)).Select(item =>
        {
            context.Members.TryGet(item!, member, default, out var value);
            return value;
        }));
    }

    public static ScriptRange? Offset(IEnumerable? list, int index) => list is null ? null : new ScriptRange(Items(list).Skip(index));

    public static ScriptArray RemoveAt(IList? list, int index)
    {
        var items = new ScriptArray(Items(list));
        index = index < 0 ? items.Count + index : index;
        if (index >= 0 && index < items.Count)
            items.RemoveAt(index);

        return items;
    }

    public static IEnumerable Reverse(IEnumerable? list) => list is null ? new ScriptArray() : new ScriptRange(Items(list).Reverse());

    public static int Size(IEnumerable? list) => list is ICollection collection ? collection.Count : Items(list).Count();

    public static IEnumerable Sort(TemplateContext context, object? list, string? member = null)
    {
        if (list is not IEnumerable items)
            return list is null ? new ScriptRange([]) : new ScriptArray { list };

        return new ScriptArray(string.IsNullOrEmpty(member)
            ? Items(items).Order(SortOrder.Instance)
            : Items(items).OrderBy(item => ValueAt(context, item, member), SortOrder.Instance));
    }

    public static ScriptRange? Uniq(IEnumerable? list) => list is null ? null : new ScriptRange(Items(list).Distinct());

    private static IEnumerable<object?> Items(IEnumerable? list) => list?.Cast<object?>() ?? [];

    private static Function FunctionOf(object? value) =>
        value as Function ?? throw new ArgumentException($"The parameter `{value}` is not a function. Maybe prefix it with @?");

    private static object? ValueAt(TemplateContext context, object? item, string path)
    {
        if (item is not null && context.Members.TryGet(item, path, default, out var value))
            return value;

        foreach (var member in path.Split('.'))
        {
            if (item is null || !context.Members.TryGet(item, member, default, out item))
                return null;
        }

        return item;
    }

    /// <summary>Orders as <c>Comparer&lt;object&gt;.Default</c> does, strings by the current culture.</summary>
    private sealed class SortOrder : IComparer<object?>
    {
        public static readonly SortOrder Instance = new();

        public int Compare(object? x, object? y) => Comparer.Default.Compare(x, y);
    }
}
