using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Kinds of values that can be made up.</summary>
internal enum ValueKind
{
    Integer,
    Decimal,
    Double,
    Single,
    Boolean,
    Character,
    Text,
    Enumeration,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Uri,
    Items,
}

/// <summary>A type whose values can be made up, as text only.</summary>
/// <param name="Type">Without the question mark of a nullable type.</param>
/// <param name="AllowsNull">Said by the type.</param>
/// <param name="Min">Of integers.</param>
/// <param name="Max">Of integers.</param>
/// <param name="NoMember">Of enumerations: a number that no member has; null: there is none.</param>
/// <param name="Element">Of collections.</param>
/// <param name="IsArray">An array does where this is expected; else it is a list or set with an Add method.</param>
internal sealed record ValueShape(
    string Type, ValueKind Kind, bool AllowsNull, decimal Min = 0, decimal Max = 0, decimal? NoMember = null, ValueShape? Element = null, bool IsArray = false)
{
    /// <summary>Names of those of an enumeration.</summary>
    public EquatableArray<string> Members { get; init; } = EquatableArray<string>.Empty;

    /// <param name="content">As <see cref="MadeValue.Plain"/> has it.</param>
    public MadeValue Value(object content) => new MadeValue.Plain(Kind, Type, content);

    /// <returns>Null: no values can be made up.</returns>
    public static ValueShape? Of(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Of(nullable.TypeArguments[0]) is { } shape ? shape with { AllowsNull = true } : null;

        var allowsNull = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;
        var name = Names.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return type switch
        {
            { TypeKind: TypeKind.Enum } => Enumeration((INamedTypeSymbol)type, name),
            IArrayTypeSymbol { Rank: 1 } array => Of(array.ElementType) is { } element ? new ValueShape(name, ValueKind.Items, allowsNull, Element: element, IsArray: true) : null,
            INamedTypeSymbol { Arity: 1 } items when IsCollection(items) is { } isArray =>
                Of(items.TypeArguments[0]) is { } element ? new ValueShape(name, ValueKind.Items, allowsNull, Element: element, IsArray: isArray) : null,
            _ => type.SpecialType switch
            {
                SpecialType.System_SByte => Integer(sbyte.MinValue, sbyte.MaxValue),
                SpecialType.System_Byte => Integer(byte.MinValue, byte.MaxValue),
                SpecialType.System_Int16 => Integer(short.MinValue, short.MaxValue),
                SpecialType.System_UInt16 => Integer(ushort.MinValue, ushort.MaxValue),
                SpecialType.System_Int32 => Integer(int.MinValue, int.MaxValue),
                SpecialType.System_UInt32 => Integer(uint.MinValue, uint.MaxValue),
                SpecialType.System_Int64 => Integer(long.MinValue, long.MaxValue),
                SpecialType.System_UInt64 => Integer(ulong.MinValue, ulong.MaxValue),
                SpecialType.System_Decimal => Plain(ValueKind.Decimal),
                SpecialType.System_Double => Plain(ValueKind.Double),
                SpecialType.System_Single => Plain(ValueKind.Single),
                SpecialType.System_Boolean => Plain(ValueKind.Boolean),
                SpecialType.System_Char => Plain(ValueKind.Character),
                SpecialType.System_String => Plain(ValueKind.Text),
                SpecialType.System_DateTime => Plain(ValueKind.DateTime),
                _ => type.ToDisplayString(Names.Qualified) switch
                {
                    "System.Guid" => Plain(ValueKind.Guid),
                    "System.DateTimeOffset" => Plain(ValueKind.DateTimeOffset),
                    "System.DateOnly" => Plain(ValueKind.DateOnly),
                    "System.TimeOnly" => Plain(ValueKind.TimeOnly),
                    "System.TimeSpan" => Plain(ValueKind.TimeSpan),
                    "System.Uri" => Plain(ValueKind.Uri),
                    _ => null,
                },
            },
        };

        ValueShape Plain(ValueKind kind) => new(name, kind, allowsNull);

        ValueShape Integer(decimal min, decimal max) => new(name, ValueKind.Integer, false, min, max);
    }

    /// <returns>Whether an array will do; null: it is no collection whose items could be made up.</returns>
    public static bool? IsCollection(INamedTypeSymbol type) => type.OriginalDefinition.ToDisplayString() switch
    {
        "System.Collections.Generic.IEnumerable<T>" or "System.Collections.Generic.IReadOnlyCollection<T>" or "System.Collections.Generic.IReadOnlyList<T>"
            or "System.Collections.Generic.ICollection<T>" or "System.Collections.Generic.IList<T>" => true,
        "System.Collections.Generic.List<T>" or "System.Collections.Generic.HashSet<T>" => false,
        _ => null,
    };

    private static ValueShape Enumeration(INamedTypeSymbol type, string name)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToList();
        // Two names of one number are one value.
        var distinct = members.GroupBy(field => field.ConstantValue).Select(group => group.First().Name).ToEquatableArray();
        var taken = members.Select(field => System.Convert.ToDecimal(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var free = Enumerable.Range(0, 128).Select(number => (decimal)number).Where(number => number > taken.DefaultIfEmpty(-1).Max()).Take(1).ToList();
        return new ValueShape(name, ValueKind.Enumeration, false, NoMember: free.Count == 0 ? null : free[0]) { Members = distinct };
    }
}
