using System.Collections.Frozen;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>C# names of the types in a catalog, as they read inside one file.</summary>
/// <param name="fakes">By reflection full name; they are nested in the test class that uses them.</param>
internal sealed class TypeNames(Catalog catalog, NameScope scope, IReadOnlyDictionary<string, Fake> fakes)
{
    public static FrozenDictionary<string, string> Keywords { get; } = new Dictionary<string, string>
    {
        ["System.Boolean"] = "bool", ["System.Byte"] = "byte", ["System.SByte"] = "sbyte", ["System.Char"] = "char",
        ["System.Decimal"] = "decimal", ["System.Double"] = "double", ["System.Single"] = "float", ["System.Int32"] = "int",
        ["System.UInt32"] = "uint", ["System.Int64"] = "long", ["System.UInt64"] = "ulong", ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort", ["System.String"] = "string", ["System.Object"] = "object", ["System.Void"] = "void",
        ["System.IntPtr"] = "nint", ["System.UIntPtr"] = "nuint",
    }.ToFrozenDictionary();

    private ILookup<string, TypeShape>? _byKey;

    public NameScope Scope => scope;

    /// <summary>Fakes named so far.</summary>
    public HashSet<string> UsedFakes { get; } = [];

    /// <summary>Members of fakes that tests name.</summary>
    public HashSet<(string Fake, string Name)> UsedFakeMembers { get; } = [];

    public TypeShape this[int type] => catalog.Types[type];

    public bool IsFake(int type) => fakes.ContainsKey(catalog.Types[type].Name);

    /// <summary>The name of a member as C# writes it.</summary>
    public string NameOf(MemberShape member)
    {
        if (catalog.Types[member.DeclaringType].Name is var declaring && fakes.ContainsKey(declaring))
            UsedFakeMembers.Add((declaring, member.Name));
        return LiteralWriter.Identifier(member.Name);
    }

    public string Of(int type)
    {
        var shape = catalog.Types[type];
        if (Keywords.TryGetValue(shape.Name, out var keyword))
            return keyword;
        if (shape.Kind == TypeShapeKind.Array)
            return OfArray(shape);
        if (shape.Name == "System.Nullable`1")
            return Of(shape.Arguments[0]) + "?";
        if (shape.Name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && shape.Arguments.Length is >= 2 and <= 7)
            return $"({string.Join(", ", shape.Arguments.Select(Of))})";

        var arguments = shape.Arguments.AsSpan();
        if (shape.Kind == TypeShapeKind.Enum)
            arguments = [];
        if (fakes.ContainsKey(shape.Name))
            UsedFakes.Add(shape.Name);
        var (ns, segments) = Split(shape.Name);
        var text = "";
        foreach (var segment in segments)
        {
            var (name, arity) = SplitArity(segment);
            if (text.Length > 0)
                text += "." + name;
            else
                text = fakes.ContainsKey(shape.Name) ? name : scope.Resolve(ns, name, arity);
            if (arity > 0)
            {
                text += $"<{string.Join(", ", arguments[..arity].ToArray().Select(Of))}>";
                arguments = arguments[arity..];
            }
        }

        return text;
    }

    /// <summary>The type as people write it before a static member: a class that is derived from it and closes it names it all.</summary>
    public string OfStatic(int type)
    {
        var shape = catalog.Types[type];
        foreach (var argument in shape.Arguments)
        {
            if (fakes.TryGetValue(catalog.Types[argument].Name, out var fake) && fake.SelfTypedBases.Contains(shape.Name))
                return Of(argument);
        }

        return Of(type);
    }

    /// <summary>Name of a platform type that the catalog may lack.</summary>
    public string Platform(string ns, string name, params ReadOnlySpan<string> arguments)
    {
        var text = scope.Resolve(ns, name, arguments.Length);
        return arguments.Length == 0 ? text : $"{text}<{string.Join(", ", arguments)}>";
    }

    /// <summary>The same text for the same type, whatever its id: what conversions are decided by.</summary>
    public string Key(int type)
    {
        if (type < 0)
            return "";
        var shape = catalog.Types[type];
        if (shape.Kind == TypeShapeKind.Array)
            return ArrayKey(Key(shape.Arguments[0]), shape.Rank);
        return shape.Arguments.Length == 0 || shape.Kind == TypeShapeKind.Enum ? shape.Name : $"{shape.Name}[{string.Join(",", shape.Arguments.Select(Key))}]";
    }

    public static string ArrayKey(string element, int rank = 1) => $"{element}[{new string(',', rank - 1)}]";

    public bool IsNullableValue(int type) => type >= 0 && catalog.Types[type].Name == "System.Nullable`1";

    /// <summary>A value type that is never null.</summary>
    public bool IsPlainValue(int type) => type >= 0 && catalog.Types[type].IsValueType && !IsNullableValue(type);

    /// <summary>True when the key is that of an interface in the catalog.</summary>
    public bool IsInterface(string key) => ByKey[key].Any(shape => shape.Kind == TypeShapeKind.Interface);

    /// <summary>A type of the catalog by its key; null when it has none such.</summary>
    public TypeShape? Find(string key) => ByKey[key].FirstOrDefault();

    /// <summary>Name without namespace, enclosing types and type arguments: for people.</summary>
    public string Simple(int type)
    {
        var shape = catalog.Types[type];
        return shape.Kind == TypeShapeKind.Array ? Simple(shape.Arguments[0]) + "Array" : SplitArity(Split(shape.Name).Segments[^1]).Name;
    }

    /// <summary>Namespace, and the names of the enclosing types and the type, with their arity marks.</summary>
    public static (string Namespace, string[] Segments) Split(string reflectionName)
    {
        var segments = reflectionName.Split('+');
        var dot = segments[0].LastIndexOf('.');
        if (dot < 0)
            return ("", segments);
        var ns = segments[0][..dot];
        segments[0] = segments[0][(dot + 1)..];
        return (ns, segments);
    }

    public static (string Name, int Arity) SplitArity(string segment)
    {
        var mark = segment.IndexOf('`');
        return mark < 0 ? (segment, 0) : (segment[..mark], int.Parse(segment.AsSpan(mark + 1), provider: null));
    }

    private ILookup<string, TypeShape> ByKey => _byKey ??= catalog.Types.ToLookup(shape => Key(shape.Id));

    private string OfArray(TypeShape shape)
    {
        var ranks = "";
        while (true)
        {
            ranks += $"[{new string(',', Math.Max(0, shape.Rank - 1))}]";
            var element = catalog.Types[shape.Arguments[0]];
            if (element.Kind != TypeShapeKind.Array)
                return Of(element.Id) + ranks;
            shape = element;
        }
    }
}
