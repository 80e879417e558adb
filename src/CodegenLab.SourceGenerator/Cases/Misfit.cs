using System.Globalization;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>What an attribute says that means nothing for the type of its parameter.</summary>
/// <param name="Written">Name and value.</param>
/// <param name="Reason">A clause.</param>
internal sealed record Misfit(string Written, string Reason)
{
    /// <returns>Null: all fits.</returns>
    public static Misfit? Of(AttributeData attribute, ValueShape shape) =>
        attribute.NamedArguments.Select(argument => Of(argument.Key, argument.Value, shape.Kind))
            .Concat(attribute.ConstructorArguments.Where(argument => argument is { Kind: TypedConstantKind.Array, IsNull: false }).SelectMany(argument => argument.Values).Select(example => OfExample(example, shape.Kind)))
            .FirstOrDefault(misfit => misfit is not null);

    private static Misfit? Of(string name, TypedConstant value, ValueKind kind) => (name, value) switch
    {
        (_, { IsNull: true } or { Kind: TypedConstantKind.Error }) => null,
        ("Min" or "Max", _) when Annotations.Limit(value, kind) is not (null, null) and var (near, _) && (near is not null || kind is ValueKind.Double or ValueKind.Single) && (IsNumber(kind) || Times.IsTime(kind)) => null,
        ("Min" or "Max", _) when Times.IsTime(kind) => new Misfit(Show(name, value), $"a limit is a text such as {Example(kind)}"),
        ("Min" or "Max", _) when kind is ValueKind.Double or ValueKind.Single => new Misfit(Show(name, value), "a limit is a number"),
        ("Min" or "Max", _) when IsNumber(kind) => new Misfit(Show(name, value), "a limit is a number between -7e28 and 7e28"),
        ("Min" or "Max", _) => new Misfit(Show(name, value), "only numbers, dates and times have a smallest and a largest value here, so give values yourself, by [Values] for example"),
        ("MinLength" or "MaxLength", { Value: >= 0 }) when kind is not (ValueKind.Text or ValueKind.Items) => new Misfit(Show(name, value), "only texts and collections have a length"),
        ("Pattern", _) when kind != ValueKind.Text => new Misfit(Show(name, value), "only texts match a pattern"),
        _ => null,
    };

    private static Misfit? OfExample(TypedConstant example, ValueKind kind)
    {
        if (!IsNumber(kind) || example.Kind == TypedConstantKind.Error)
            return null;
        var text = Convert.ToString(example.IsNull || example.Kind == TypedConstantKind.Array ? null : example.Value, CultureInfo.InvariantCulture);
        var isRead = kind is ValueKind.Double or ValueKind.Single ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) : Annotations.Number(text) is not null;
        return isRead ? null : new Misfit(example.ToCSharpString(), "an example is a number");
    }

    private static bool IsNumber(ValueKind kind) => kind is ValueKind.Integer or ValueKind.Decimal or ValueKind.Double or ValueKind.Single;

    private static string Example(ValueKind kind) => kind switch
    {
        ValueKind.DateOnly => "\"2020-01-31\"",
        ValueKind.TimeOnly => "\"08:30\"",
        ValueKind.TimeSpan => "\"1.08:30:00\", which is a day and eight and a half hours",
        _ => "\"2020-01-31\" or \"2020-01-31T08:30:00Z\"",
    };

    private static string Show(string name, TypedConstant value) => $"{name} = {value.ToCSharpString()}";
}
