using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Reads what DataAnnotations at a parameter or property say.</summary>
internal static class Annotations
{
    private const string Namespace = "System.ComponentModel.DataAnnotations";

    /// <summary>From here on doubles are no decimals.</summary>
    private const double Farthest = 7e28;

    public static Limits Of(ISymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == Namespace)
        .Aggregate(Limits.None, (limits, attribute) => limits.And(Of(attribute, symbol)));

    private static Limits Of(AttributeData attribute, ISymbol symbol)
    {
        var arguments = attribute.ConstructorArguments;
        return attribute.AttributeClass!.Name switch
        {
            "RangeAttribute" when arguments.Length >= 2 => Between(arguments[arguments.Length - 2], arguments[arguments.Length - 1], KindOf(symbol)) with
            {
                MinExcluded = Named(attribute, "MinimumIsExclusive") is true,
                MaxExcluded = Named(attribute, "MaximumIsExclusive") is true,
                NotNaN = true,
            },
            "StringLengthAttribute" when arguments.Length == 1 => new Limits { MaxLength = Length(arguments[0]), MinLength = Named(attribute, "MinimumLength") as int? },
            "MinLengthAttribute" when arguments.Length == 1 => new Limits { MinLength = Length(arguments[0]) },
            "MaxLengthAttribute" when arguments.Length == 1 => new Limits { MaxLength = Length(arguments[0]) },
            "LengthAttribute" when arguments.Length == 2 => new Limits { MinLength = Length(arguments[0]), MaxLength = Length(arguments[1]) },
            "RequiredAttribute" => Named(attribute, "AllowEmptyStrings") is true ? new Limits { NotNull = true } : new Limits { NotNull = true, NotBlank = true },
            "EnumDataTypeAttribute" => new Limits { OnlyMembers = true },
            "EmailAddressAttribute" => new Limits { Form = TextForm.Email },
            "UrlAttribute" => new Limits { Form = TextForm.Url },
            "PhoneAttribute" => new Limits { Form = TextForm.Phone },
            "RegularExpressionAttribute" when arguments.Length == 1 => new Limits { Pattern = arguments[0].Value as string },
            "AllowedValuesAttribute" when arguments.Length == 1 && arguments[0].Kind == TypedConstantKind.Array => new Limits { Allowed = arguments[0].Values.Select(Value).OfType<MadeValue>().ToEquatableArray() },
            _ => Limits.None,
        };
    }

    /// <returns>Null: no value that can be made up.</returns>
    private static MadeValue? Value(TypedConstant constant)
    {
        if (constant.IsNull)
            return MadeValue.Nothing.Value;
        if (constant.Type is not { } type || ValueShape.Of(type) is not { } shape || constant.Kind is not (TypedConstantKind.Primitive or TypedConstantKind.Enum))
            return null;
        return constant.Value switch
        {
            var number when shape.Kind == ValueKind.Enumeration => shape.Value(MemberOf((INamedTypeSymbol)type, number) ?? (object)Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
            double or float or bool or char or string => shape.Value(constant.Value),
            var number => shape.Value(Convert.ToDecimal(number, CultureInfo.InvariantCulture)),
        };
    }

    private static string? MemberOf(INamedTypeSymbol type, object? value) => type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value))?.Name;

    private static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private static int? Length(TypedConstant constant) => constant.Value is int length && length >= 0 ? length : null;

    /// <summary>Limits from a smallest and a largest value, as an attribute has them.</summary>
    /// <param name="kind">Of the values that are limited; null: it is not known.</param>
    public static Limits Between(TypedConstant min, TypedConstant max, ValueKind? kind)
    {
        var ((low, farLow), (high, farHigh)) = (Limit(min, kind), Limit(max, kind));
        // Whatever is beyond an infinity is nothing, and all is on this side of it.
        return new Limits { Min = low, FarMin = farLow is double.NegativeInfinity ? null : farLow, Max = high, FarMax = farHigh is double.PositiveInfinity ? null : farHigh };
    }

    /// <returns>Twice null: no value of this kind, or none that is a limit.</returns>
    public static (decimal? Near, double? Far) Limit(TypedConstant constant, ValueKind? kind)
    {
        var value = constant.IsNull || constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;
        if (kind is { } known && Times.IsTime(known))
            return (value is string text ? Times.Count(text, known) : null, null);
        if (Number(value) is { } number)
            return (number, null);
        double? far = value switch
        {
            double beyond => beyond,
            float beyond => beyond,
            string written when kind is ValueKind.Double or ValueKind.Single && double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) => read,
            _ => null,
        };
        return far is not { } limit || double.IsNaN(limit) ? (null, null) : Math.Abs(limit) < Farthest ? ((decimal)limit, null) : (null, limit);
    }

    /// <returns>Null: no number, or one that no decimal can hold.</returns>
    public static decimal? Number(object? value) => value switch
    {
        double number => Math.Abs(number) < Farthest ? (decimal)number : null,
        float number => Math.Abs(number) < Farthest ? (decimal)number : null,
        string text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static ValueKind? KindOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => ValueShape.Of(parameter.Type)?.Kind,
        IPropertySymbol property => ValueShape.Of(property.Type)?.Kind,
        IFieldSymbol field => ValueShape.Of(field.Type)?.Kind,
        _ => null,
    };
}
