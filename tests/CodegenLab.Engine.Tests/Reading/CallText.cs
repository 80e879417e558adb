using System.Globalization;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Reading;

/// <summary>Test cases with the names of the catalog, for people: one line for each statement.</summary>
internal static class CallText
{
    public static string Of(Catalog catalog, TestCase test) => string.Join('\n', test.Statements.Select((statement, i) =>
        string.Create(CultureInfo.InvariantCulture, $"{i} = {Write(catalog, statement.Call)}{statement.Take switch { 0 => "", Statement.All => " all", var take => $" take {take}" }}")));

    private static string Write(Catalog catalog, Expression expression)
    {
        switch (expression)
        {
            case Invocation call:
                var member = catalog.Members[call.Member];
                var on = call.Receiver is null ? "" : Write(catalog, call.Receiver) + ".";
                var name = member.Kind switch
                {
                    MemberShapeKind.Constructor => catalog.Types[member.DeclaringType].Name.Split('.')[^1],
                    MemberShapeKind.PropertySetter => "set " + member.Name,
                    MemberShapeKind.IndexerSetter => "set []",
                    MemberShapeKind.IndexerGetter => "[]",
                    _ => member.Name,
                };
                var initialisers = call.Initialisers.Select(initialiser => $"{catalog.Members[initialiser.Member].Name}={Write(catalog, initialiser.Value)}");
                return $"{on}{name}({string.Join(", ", call.Arguments.Select(argument => Write(catalog, argument)).Concat(initialisers))})";
            case Reference reference:
                return string.Create(CultureInfo.InvariantCulture, $"#{reference.Statement}");
            case Collection collection:
                return $"{CollectionShapes.Of(catalog.Types[collection.Type])}[{string.Join(", ", collection.Items.Select(item => Write(catalog, item)))}]";
            case Lambda lambda:
                return $"{lambda.Body}{(lambda.Computation == Computation.FirstArgument ? "" : Read(catalog, lambda.Computation))}({(lambda.Value is null ? "" : Write(catalog, lambda.Value))})";
            case KnownValue known:
                return known.Code;
            case TypeOf type:
                return $"typeof({catalog.Types[type.Operand].Name})";
            case DefaultValue:
                return "default";
            case Literal { Value: string text }:
                return $"'{text}'";
            case Literal { Value: long bits } literal when catalog.Types[literal.Type] is { Kind: TypeShapeKind.Enum } type:
                return type.Constants.FirstOrDefault(constant => constant.Value == bits)?.Name ?? bits.ToString(CultureInfo.InvariantCulture);
            case Literal { Value: DateTime date }:
                return date.ToString("s", CultureInfo.InvariantCulture);
            case Literal { Value: double or float or decimal } literal:
                return $"{Convert.ToString(literal.Value, CultureInfo.InvariantCulture)}{(literal.Value is decimal ? "m" : literal.Value is float ? "f" : "d")}";
            case Literal literal:
                return Convert.ToString(literal.Value, CultureInfo.InvariantCulture) is { Length: > 0 } said ? said : "null";
            default:
                throw new ArgumentException($"{expression}");
        }
    }

    private static string Read(Catalog catalog, Computation computation)
    {
        var (argument, member, sign, other) = computation;
        var read = string.Create(CultureInfo.InvariantCulture, $"[{argument}]{(member < 0 ? "" : "." + catalog.Members[member].Name)}");
        return sign == LambdaOperator.None ? read : string.Create(CultureInfo.InvariantCulture, $"{read} {sign}{(other < 0 ? "" : $" [{other}]")}");
    }
}
