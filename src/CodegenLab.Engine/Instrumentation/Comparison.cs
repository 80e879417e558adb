using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>A comparison by operator whose operands a probe can take without changing what it means.</summary>
/// <param name="Probe">Name of the probe.</param>
/// <param name="Convert">Makes an operand what the probe takes.</param>
internal sealed record Comparison(string Probe, Func<ExpressionSyntax, ExpressionSyntax> Convert)
{
    /// <summary>Values that compare as a number of theirs does.</summary>
    private static readonly Dictionary<string, string> NumberOf = new()
    {
        ["System.DateTime"] = "Ticks",
        ["System.TimeSpan"] = "Ticks",
        ["System.DateTimeOffset"] = "UtcTicks",
        ["System.TimeOnly"] = "Ticks",
        ["System.DateOnly"] = "DayNumber",
    };

    /// <returns>null: no comparison, or none of which a distance is known.</returns>
    public static Comparison? Of(BinaryExpressionSyntax node, SemanticModel model)
    {
        if (ProbeFor(node.Kind()) is not { } probe || model.GetOperation(node) is not IBinaryOperation operation)
            return null;

        if (operation.LeftOperand.Type is not { } left || operation.RightOperand.Type is not { } right)
            return null;

        // Comparing with null is a question of its own.
        if (IsNull(operation.LeftOperand) || IsNull(operation.RightOperand))
            return null;

        if (left.SpecialType == SpecialType.System_String && right.SpecialType == SpecialType.System_String)
            return new Comparison(probe, Cast("string"));

        if (!SymbolEqualityComparer.Default.Equals(left, right))
            return null;

        var type = operation.IsLifted ? Underlying(left) : left;
        var suffix = operation.IsLifted ? "?" : "";

        if (operation.OperatorMethod is { } method && type.SpecialType != SpecialType.System_Decimal)
        {
            if (!NumberOf.TryGetValue(type.ToDisplayString(), out var number) || !SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
                return null;

            return new Comparison(probe, operation.IsLifted
                ? operand => CastExpression(ParseTypeName("long?"), ParenthesizedExpression(ConditionalAccessExpression(
                    ParenthesizedExpression(CastExpression(NullableType(ParseTypeName("global::" + type.ToDisplayString())), ProbeCall.Bracketed(operand))),
                    MemberBindingExpression(IdentifierName(number)))))
                : operand => CastExpression(ParseTypeName("long"), MemberAccessExpression(
                    SyntaxKind.SimpleMemberAccessExpression,
                    ParenthesizedExpression(CastExpression(ParseTypeName("global::" + type.ToDisplayString()), ProbeCall.Bracketed(operand))),
                    IdentifierName(number))));
        }

        if (IsLosslesslyLong(type))
            return new Comparison(probe, Cast("long" + suffix));

        return type.SpecialType switch
        {
            SpecialType.System_Double or SpecialType.System_Single => new Comparison(probe, Cast("double" + suffix)),
            SpecialType.System_Decimal => new Comparison(probe, Cast("decimal" + suffix)),
            SpecialType.System_UInt64 when !operation.IsLifted => new Comparison(probe, Cast("ulong")),
            _ => null,
        };
    }

    public static string? ProbeFor(SyntaxKind kind) => kind switch
    {
        SyntaxKind.LessThanExpression => "Less",
        SyntaxKind.LessThanOrEqualExpression => "LessOrEqual",
        SyntaxKind.GreaterThanExpression => "Greater",
        SyntaxKind.GreaterThanOrEqualExpression => "GreaterOrEqual",
        SyntaxKind.EqualsExpression => "Equal",
        SyntaxKind.NotEqualsExpression => "NotEqual",
        _ => null,
    };

    /// <summary>Integers, characters and enums, but for those above long.</summary>
    public static bool IsLosslesslyLong(ITypeSymbol type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type).SpecialType is
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_Char or SpecialType.System_IntPtr;

    /// <summary>T of a <c>T?</c>; any other type itself.</summary>
    public static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] } ? underlying : type;

    private static Func<ExpressionSyntax, ExpressionSyntax> Cast(string type) =>
        operand => CastExpression(ParseTypeName(type), ProbeCall.Bracketed(operand));

    private static bool IsNull(IOperation operation) => operation is IConversionOperation conversion
        ? IsNull(conversion.Operand)
        : operation.ConstantValue is { HasValue: true, Value: null } || operation is IDefaultValueOperation { Type.IsReferenceType: true };
}
