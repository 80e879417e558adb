using System.Globalization;
using System.Reflection;
using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Gives every type one id in the catalog, whichever build of the subject it comes from.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, int> _idByKey = [];
    private readonly string _subject;

    /// <param name="catalog">Filled with what is interned; may come from an earlier worker.</param>
    /// <param name="subject">Simple name of the assembly under test.</param>
    public TypeTable(Catalog catalog, string subject)
    {
        Catalog = catalog;
        _subject = subject;
        foreach (var shape in catalog.Types)
            _idByKey[Key(shape)] = shape.Id;
    }

    public Catalog Catalog { get; }

    /// <summary>The id of a closed type; a new one at the end when it was not known.</summary>
    public int Intern(Type type)
    {
        var key = Key(type);
        if (_idByKey.TryGetValue(key, out var known))
            return known;

        // Reserved before its parts are interned: a delegate may take itself.
        var id = Catalog.Types.Count;
        _idByKey.Add(key, id);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var shape = new TypeShape
        {
            Id = id,
            Kind = KindOf(type),
            Name = type.IsArray ? "" : definition.FullName!,
            Assembly = type.IsArray ? "" : definition.Assembly.GetName().Name!,
            Rank = type.IsArray ? type.GetArrayRank() : 0,
            IsValueType = type.IsValueType,
            IsInternal = !type.IsVisible,
            IsSubject = !type.IsArray && definition.Assembly.GetName().Name == _subject,
            Constants = type.IsEnum ? ConstantsOf(type) : [],
            IsFlags = type.IsEnum && type.IsDefined(typeof(FlagsAttribute), false),
        };
        Catalog.Types.Add(shape);
        var invoke = IsDelegate(type) ? type.GetMethod("Invoke") : null;
        Catalog.Types[id] = shape with
        {
            Arguments = [.. ArgumentsOf(type).Select(Intern)],
            DelegateParameters = invoke is null ? [] : [.. invoke.GetParameters().Select(parameter => Intern(WithoutRef(parameter.ParameterType)))],
            DelegateReturn = invoke is null || invoke.ReturnType == typeof(void) ? -1 : Intern(WithoutRef(invoke.ReturnType)),
        };
        return id;
    }

    public static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type) && type != typeof(Delegate) && type != typeof(MulticastDelegate);

    public static Type WithoutRef(Type type) => type.IsByRef ? type.GetElementType()! : type;

    /// <summary>Any integer, character or enum constant as a 64-bit pattern.</summary>
    public static long ToInt64(object value) => value switch
    {
        ulong unsigned => unchecked((long)unsigned),
        char character => character,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static Type[] ArgumentsOf(Type type) =>
        type.IsArray ? [type.GetElementType()!]
        : type.IsGenericType ? type.GetGenericArguments()
        : type.IsEnum ? [Enum.GetUnderlyingType(type)]
        : [];

    private static TypeShapeKind KindOf(Type type) =>
        type.IsArray ? TypeShapeKind.Array
        : type.IsByRefLike ? TypeShapeKind.Span
        : type.IsEnum ? TypeShapeKind.Enum
        : type.IsValueType ? TypeShapeKind.Struct
        : type.IsInterface ? TypeShapeKind.Interface
        : IsDelegate(type) ? TypeShapeKind.Delegate
        : TypeShapeKind.Class;

    private static EnumConstant[] ConstantsOf(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => new EnumConstant(field.Name, ToInt64(field.GetRawConstantValue()!)))];

    private static string Key(Type type)
    {
        if (type.IsArray)
            return Key(type.GetElementType()!) + "[" + type.GetArrayRank() + "]";
        if (!type.IsGenericType)
            return type.FullName + "@" + type.Assembly.GetName().Name;

        var key = new StringBuilder(type.GetGenericTypeDefinition().FullName).Append('@').Append(type.Assembly.GetName().Name).Append('<');
        foreach (var argument in type.GetGenericArguments())
            key.Append(Key(argument)).Append(',');
        return key.Append('>').ToString();
    }

    private string Key(TypeShape shape)
    {
        if (shape.Kind == TypeShapeKind.Array)
            return Key(Catalog.Types[shape.Arguments[0]]) + "[" + shape.Rank + "]";
        if (shape.Arguments.Length == 0 || (shape.Kind == TypeShapeKind.Enum && !shape.Name.Contains('`', StringComparison.Ordinal)))
            return shape.Name + "@" + shape.Assembly;

        var key = new StringBuilder(shape.Name).Append('@').Append(shape.Assembly).Append('<');
        foreach (var argument in shape.Arguments)
            key.Append(Key(Catalog.Types[argument])).Append(',');
        return key.Append('>').ToString();
    }
}
