using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Reads what DataAnnotations at a parameter or property say.</summary>
internal static class Annotations
{
    private const string Namespace = "System.ComponentModel.DataAnnotations";

    public static Limits Of(ISymbol symbol) => symbol.GetAttributes()
        .Where(attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() == Namespace)
        .Aggregate(Limits.None, (limits, attribute) => limits.And(Of(attribute)));

    private static Limits Of(AttributeData attribute)
    {
        var arguments = attribute.ConstructorArguments;
        return attribute.AttributeClass!.Name switch
        {
            "RangeAttribute" when arguments.Length >= 2 => new Limits
            {
                Min = Number(arguments[arguments.Length - 2]),
                Max = Number(arguments[arguments.Length - 1]),
                MinExcluded = Named(attribute, "MinimumIsExclusive") is true,
                MaxExcluded = Named(attribute, "MaximumIsExclusive") is true,
            },
            "StringLengthAttribute" when arguments.Length == 1 => new Limits { MaxLength = Length(arguments[0]), MinLength = Named(attribute, "MinimumLength") as int? },
            "MinLengthAttribute" when arguments.Length == 1 => new Limits { MinLength = Length(arguments[0]) },
            "MaxLengthAttribute" when arguments.Length == 1 => new Limits { MaxLength = Length(arguments[0]) },
            "LengthAttribute" when arguments.Length == 2 => new Limits { MinLength = Length(arguments[0]), MaxLength = Length(arguments[1]) },
            "RequiredAttribute" => Named(attribute, "AllowEmptyStrings") is true ? new Limits { NotNull = true } : new Limits { NotNull = true, NotBlank = true },
            "EmailAddressAttribute" => new Limits { Form = TextForm.Email },
            "UrlAttribute" => new Limits { Form = TextForm.Url },
            "PhoneAttribute" => new Limits { Form = TextForm.Phone },
            "RegularExpressionAttribute" when arguments.Length == 1 => new Limits { Pattern = arguments[0].Value as string },
            "AllowedValuesAttribute" when arguments.Length == 1 && arguments[0].Kind == TypedConstantKind.Array => new Limits { Allowed = arguments[0].Values.Select(value => value.ToCSharpString()).ToEquatableArray() },
            _ => Limits.None,
        };
    }

    private static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value;

    private static int? Length(TypedConstant constant) => constant.Value is int length && length >= 0 ? length : null;

    public static decimal? Number(TypedConstant constant) => Number(constant.IsNull || constant.Kind == TypedConstantKind.Array ? null : constant.Value);

    /// <returns>Null: no number, or none that is a limit.</returns>
    public static decimal? Number(object? value) => value switch
    {
        // Beyond a decimal there is no limit that a test would meet.
        double number => Math.Abs(number) < 7e28 ? (decimal)number : null,
        float number => Math.Abs(number) < 7e28f ? (decimal)number : null,
        string text => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
