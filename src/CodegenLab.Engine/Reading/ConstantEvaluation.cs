using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>A value that reading a test comes to.</summary>
/// <param name="Value">An enum as its number.</param>
/// <param name="Type">Its own type, not that of the place it is put in; null for null.</param>
internal sealed record Constant(object? Value, ITypeSymbol? Type);

/// <summary>
/// Works out what tests write as expressions of the framework's simple types: <c>new string('a', 300)</c>, <c>DateTime.Parse("2024-02-29")</c>,
/// <c>start.AddDays(3)</c>. Tests may come from a model: only members that do nothing but compute are called, and none makes large values.
/// </summary>
/// <param name="valueOf">The constant that a local, a parameter or a field holds; null for any other.</param>
internal sealed class ConstantEvaluation(Func<ISymbol, Constant?> valueOf)
{
    /// <summary>Longer texts and larger counts make no test a person reads.</summary>
    private const int Largest = 10_000;

    private static readonly Dictionary<string, Type> Simple = new[]
    {
        typeof(bool), typeof(char), typeof(string), typeof(object), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Guid), typeof(Math),
        typeof(DateTimeKind), typeof(DayOfWeek), typeof(StringComparison), typeof(StringSplitOptions), typeof(MidpointRounding), typeof(NumberStyles), typeof(DateTimeStyles),
        typeof(CultureInfo), typeof(IFormatProvider),
    }.ToDictionary(type => type.FullName!);

    /// <summary>What differs from run to run or says nothing about its receiver.</summary>
    private static readonly HashSet<string> Unsteady =
        ["Now", "UtcNow", "Today", "NewGuid", "CreateVersion7", "GetHashCode", "GetType", "CurrentCulture", "CurrentUICulture", "InstalledUICulture", "ToLocalTime", "LocalDateTime", "Equals"];

    /// <summary>Null when the operation is no constant.</summary>
    public Constant? Evaluate(IOperation operation)
    {
        try
        {
            return Compute(operation);
        }
        catch (Exception exception) when (exception is TargetInvocationException or ArithmeticException or InvalidOperationException or FormatException or ArgumentException)
        {
            // What the expression does when it runs is throw: no constant.
            return null;
        }
    }

    /// <summary>A constant that the attribute of a row holds, as the runner passes it to a parameter: 5 for a decimal, "2024-02-29" for a date.</summary>
    public static Constant? Fit(Constant row, ITypeSymbol parameter)
    {
        var wanted = Underlying(parameter);
        if (row.Value is null || wanted.TypeKind == TypeKind.Enum || wanted.SpecialType == SpecialType.System_Object || ReflectionOf(wanted) is not { } type)
            return row;
        if (type.IsInstanceOfType(row.Value))
            return row with { Type = wanted };
        try
        {
            return row.Value switch
            {
                string text when type == typeof(TimeSpan) => new Constant(TimeSpan.Parse(text, CultureInfo.InvariantCulture), wanted),
                string text when type == typeof(Guid) => new Constant(Guid.Parse(text), wanted),
                string text when type == typeof(DateOnly) => new Constant(DateOnly.Parse(text, CultureInfo.InvariantCulture), wanted),
                string text when type == typeof(TimeOnly) => new Constant(TimeOnly.Parse(text, CultureInfo.InvariantCulture), wanted),
                string text when type == typeof(DateTimeOffset) => new Constant(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture), wanted),
                IConvertible value => new Constant(Convert.ChangeType(value, type, CultureInfo.InvariantCulture), wanted),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException)
        {
            // The runner refuses such a row too.
            return null;
        }
    }

    private Constant? Compute(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return new Constant(constant, constant is null ? null : operation.Type);
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Compute(parenthesized.Operand);
            case ILocalReferenceOperation local:
                return valueOf(local.Local);
            case IParameterReferenceOperation parameter:
                return valueOf(parameter.Parameter);
            case IFieldReferenceOperation { Field: var field } when ReflectionOf(field.ContainingType) is { } type && field.IsStatic && !Unsteady.Contains(field.Name):
                return new Constant(type.GetField(field.Name)?.GetValue(null), field.Type);
            case IFieldReferenceOperation field:
                return valueOf(field.Field);
            case IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } read when !Unsteady.Contains(property.Name):
                return Call(getter, read.Instance, read.Arguments, property.Type);
            case IInvocationOperation { TargetMethod: var method } call when !Unsteady.Contains(method.Name):
                return Call(method, call.Instance, call.Arguments, method.ReturnType);
            case IObjectCreationOperation { Constructor: { } constructor, Initializer: null } creation:
                return Create(constructor, creation);
            case IDefaultValueOperation { Type: { IsValueType: true } type }:
                return type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T && ReflectionOf(type) is { IsValueType: true } simple ? new Constant(Activator.CreateInstance(simple), type) : null;
            case IConversionOperation conversion:
                return ConvertOperand(conversion);
            case IBinaryOperation { IsLifted: false } binary:
                return Combine(binary);
            case IUnaryOperation { IsLifted: false } unary:
                return Change(unary);
            case IInterpolatedStringOperation interpolated:
                return Interpolate(interpolated);
            case IConditionalOperation { WhenFalse: { } otherwise } conditional when Compute(conditional.Condition) is { Value: bool condition }:
                return Compute(condition ? conditional.WhenTrue : otherwise);
            case ICoalesceOperation coalesce when Compute(coalesce.Value) is { } first:
                return first.Value is null ? Compute(coalesce.WhenNull) : first;
            default:
                return null;
        }
    }

    private Constant? Call(IMethodSymbol method, IOperation? instance, IEnumerable<IArgumentOperation> arguments, ITypeSymbol returned)
    {
        if (ReflectionOf(method.ContainingType) is not { } type || method.IsGenericMethod)
            return null;
        object? receiver = null;
        if (!method.IsStatic)
        {
            if (instance is null || Compute(instance) is not { Value: { } own })
                return null;
            receiver = type.IsEnum ? null : own;
            if (!type.IsInstanceOfType(receiver))
                return null;
        }

        if (ParametersOf(method) is not { } parameters || ValuesOf(method, parameters, arguments) is not { } values)
            return null;
        if (type.GetMethod(method.Name, BindingFlags.Public | (method.IsStatic ? BindingFlags.Static : BindingFlags.Instance), parameters) is not { } info)
            return null;
        return Small(new Constant(info.Invoke(receiver, BindingFlags.Default, null, values, CultureInfo.InvariantCulture), returned));
    }

    private Constant? Create(IMethodSymbol constructor, IObjectCreationOperation creation)
    {
        if (ReflectionOf(constructor.ContainingType) is not { } type || type == typeof(object) || type == typeof(CultureInfo))
            return null;
        if (constructor.Parameters.IsEmpty)
            return type.IsValueType ? new Constant(Activator.CreateInstance(type), creation.Type) : null;
        if (ParametersOf(constructor) is not { } parameters || ValuesOf(constructor, parameters, creation.Arguments) is not { } values || type.GetConstructor(parameters) is not { } info)
            return null;
        return Small(new Constant(info.Invoke(values), creation.Type));
    }

    private static Constant? Small(Constant made) => made.Value switch
    {
        string { Length: > Largest } => null,
        ICollection { Count: > Largest } => null,
        _ => made,
    };

    private static Type[]? ParametersOf(IMethodSymbol method)
    {
        var types = method.Parameters.Select(parameter => parameter.RefKind == RefKind.None ? TypeOf(parameter) : null).ToList();
        return types.Contains(null) ? null : [.. types.OfType<Type>()];
    }

    // Whatever is made to take a span of arguments takes an array too.
    private static Type? TypeOf(IParameterSymbol parameter) => parameter is { IsParams: true, Type: INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments: [var item] } }
        ? ReflectionOf(item)?.MakeArrayType()
        : ReflectionOf(parameter.Type);

    private object?[]? ValuesOf(IMethodSymbol method, Type[] parameters, IEnumerable<IArgumentOperation> arguments)
    {
        var values = new object?[parameters.Length];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { } parameter)
                return null;
            var value = parameters[parameter.Ordinal].IsArray ? ItemsOf(argument.Value, parameters[parameter.Ordinal]) : Compute(argument.Value);
            if (value is null || (value.Value is int count && method.ContainingType.SpecialType == SpecialType.System_String && count > Largest))
                return null;
            values[parameter.Ordinal] = value.Value is { } some && parameters[parameter.Ordinal].IsEnum ? Enum.ToObject(parameters[parameter.Ordinal], some) : value.Value;
        }

        return values;
    }

    private Constant? ItemsOf(IOperation operation, Type array)
    {
        ImmutableArray<IOperation> values;
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion: return ItemsOf(conversion.Operand, array);
            case IArrayCreationOperation { Initializer: { } initialiser }: values = initialiser.ElementValues; break;
            case ICollectionExpressionOperation expression: values = expression.Elements; break;
            default: return null;
        }

        var items = Array.CreateInstance(array.GetElementType()!, values.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (Compute(values[i]) is not { } item)
                return null;
            items.SetValue(item.Value, i);
        }

        return new Constant(items, operation.Type);
    }

    private Constant? ConvertOperand(IConversionOperation conversion)
    {
        if (Compute(conversion.Operand) is not { } operand || conversion.Type is not { } target)
            return null;
        if (conversion.OperatorMethod is { } method)
            return ParametersOf(method) is { } parameters && ReflectionOf(method.ContainingType) is { } declaring && ReflectionOf(method.ReturnType) is { } returned
                && declaring.GetMethods().FirstOrDefault(candidate => candidate.Name == method.Name && candidate.ReturnType == returned && candidate.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters)) is { } info
                ? new Constant(info.Invoke(null, [operand.Value]), method.ReturnType)
                : null;
        var wanted = Underlying(target);
        if (operand.Value is null || wanted.IsReferenceType || target is ITypeParameterSymbol)
            return operand;
        var number = ReflectionOf(wanted is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : wanted);
        if (operand.Value.GetType() == number)
            return operand with { Type = wanted };
        return number is null ? null : new Constant(Run(Expression.Convert(Expression.Constant(operand.Value), number)), wanted);
    }

    private Constant? Combine(IBinaryOperation binary)
    {
        if (Compute(binary.LeftOperand) is not { } left || Compute(binary.RightOperand) is not { } right || binary.Type is not { } type)
            return null;
        if (binary.OperatorKind == BinaryOperatorKind.Add && type.SpecialType == SpecialType.System_String)
            return Small(new Constant(string.Format(CultureInfo.InvariantCulture, "{0}{1}", left.Value, right.Value), type));
        if (left.Value is null || right.Value is null || (binary.OperatorMethod is { } method && ReflectionOf(method.ContainingType) is null))
            return null;
        ExpressionType? kind = binary.OperatorKind switch
        {
            BinaryOperatorKind.Add => binary.IsChecked ? ExpressionType.AddChecked : ExpressionType.Add,
            BinaryOperatorKind.Subtract => binary.IsChecked ? ExpressionType.SubtractChecked : ExpressionType.Subtract,
            BinaryOperatorKind.Multiply => binary.IsChecked ? ExpressionType.MultiplyChecked : ExpressionType.Multiply,
            BinaryOperatorKind.Divide => ExpressionType.Divide,
            BinaryOperatorKind.Remainder => ExpressionType.Modulo,
            BinaryOperatorKind.And => ExpressionType.And,
            BinaryOperatorKind.Or => ExpressionType.Or,
            BinaryOperatorKind.ExclusiveOr => ExpressionType.ExclusiveOr,
            BinaryOperatorKind.Equals => ExpressionType.Equal,
            BinaryOperatorKind.NotEquals => ExpressionType.NotEqual,
            BinaryOperatorKind.LessThan => ExpressionType.LessThan,
            BinaryOperatorKind.LessThanOrEqual => ExpressionType.LessThanOrEqual,
            BinaryOperatorKind.GreaterThan => ExpressionType.GreaterThan,
            BinaryOperatorKind.GreaterThanOrEqual => ExpressionType.GreaterThanOrEqual,
            _ => null,
        };
        return kind is { } known ? new Constant(Run(Expression.MakeBinary(known, Expression.Constant(left.Value), Expression.Constant(right.Value))), type) : null;
    }

    private Constant? Change(IUnaryOperation unary)
    {
        if (Compute(unary.Operand) is not { Value: { } value } || (unary.OperatorMethod is { } method && ReflectionOf(method.ContainingType) is null))
            return null;
        ExpressionType? kind = unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => ExpressionType.Negate,
            UnaryOperatorKind.Plus => ExpressionType.UnaryPlus,
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => ExpressionType.Not,
            _ => null,
        };
        return kind is { } known ? new Constant(Run(Expression.MakeUnary(known, Expression.Constant(value), null!)), unary.Type) : null;
    }

    private Constant? Interpolate(IInterpolatedStringOperation interpolated)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in interpolated.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue.Value: string plain }:
                    text.Append(plain);
                    break;
                case IInterpolationOperation { Alignment: null } hole when Compute(hole.Expression) is { } value && value.Type?.TypeKind != TypeKind.Enum:
                    var format = hole.FormatString?.ConstantValue.Value is string given ? "{0:" + given + "}" : "{0}";
                    text.AppendFormat(CultureInfo.InvariantCulture, format, value.Value);
                    break;
                default:
                    return null;
            }
        }

        return Small(new Constant(text.ToString(), interpolated.Type));
    }

    private static object? Run(Expression expression) =>
        Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();

    private static Type? ReflectionOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => ReflectionOf(array.ElementType)?.MakeArrayType(),
        INamedTypeSymbol { Arity: 0 } named => Simple.GetValueOrDefault(FakeWriter.FullName(named)),
        _ => null,
    };

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
