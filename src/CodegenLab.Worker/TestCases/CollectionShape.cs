namespace CodegenLab.Worker.TestCases;

/// <summary>Which collection a <see cref="Collection"/> expression makes for the type its place asks for: the worker builds it, the engine renders it, so the rule stands here once.</summary>
public enum CollectionShape
{
    /// <summary>Not a type that a collection expression can make.</summary>
    None,

    /// <summary><c>new T[] { … }</c>, also for spans and read-only interfaces.</summary>
    Array,

    /// <summary><c>new List&lt;T&gt; { … }</c>.</summary>
    List,

    /// <summary><c>new HashSet&lt;T&gt; { … }</c>.</summary>
    HashSet,

    /// <summary><c>new Dictionary&lt;TKey, TValue&gt; { [key] = value, … }</c>: items alternate key, value; the element type is that of the values.</summary>
    Dictionary,
}

/// <summary>Questions about the collection that a type stands for.</summary>
public static class CollectionShapes
{
    private static readonly Dictionary<string, CollectionShape> ByName = new()
    {
        ["System.Collections.IEnumerable"] = CollectionShape.Array,
        ["System.Collections.Generic.IEnumerable`1"] = CollectionShape.Array,
        ["System.Collections.Generic.IReadOnlyList`1"] = CollectionShape.Array,
        ["System.Collections.Generic.IReadOnlyCollection`1"] = CollectionShape.Array,
        ["System.Collections.IList"] = CollectionShape.List,
        ["System.Collections.ICollection"] = CollectionShape.List,
        ["System.Collections.Generic.IList`1"] = CollectionShape.List,
        ["System.Collections.Generic.ICollection`1"] = CollectionShape.List,
        ["System.Collections.Generic.List`1"] = CollectionShape.List,
        ["System.Collections.Generic.ISet`1"] = CollectionShape.HashSet,
        ["System.Collections.Generic.IReadOnlySet`1"] = CollectionShape.HashSet,
        ["System.Collections.Generic.HashSet`1"] = CollectionShape.HashSet,
        ["System.Collections.Generic.Dictionary`2"] = CollectionShape.Dictionary,
        ["System.Collections.Generic.IDictionary`2"] = CollectionShape.Dictionary,
        ["System.Collections.Generic.IReadOnlyDictionary`2"] = CollectionShape.Dictionary,
    };

    /// <summary>The collection made where <paramref name="type"/> is asked for.</summary>
    public static CollectionShape Of(TypeShape type) => type.Kind switch
    {
        TypeShapeKind.Array when type.Rank == 1 => CollectionShape.Array,
        TypeShapeKind.Span => CollectionShape.Array,
        _ => ByName.GetValueOrDefault(type.Name),
    };
}
