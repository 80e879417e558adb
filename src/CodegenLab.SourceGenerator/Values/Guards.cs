using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>What a method throws for before it does anything else.</summary>
/// <param name="Member">Type with namespaces, method or <c>.ctor</c>, and names of parameters: <c>Shop.Till.Pay(account,amount)</c>.</param>
/// <param name="Parameter">Its name.</param>
internal sealed record Guard(string Member, string Parameter, Limits Limits);

/// <summary>Reads guard clauses off syntax alone, since most subjects are in another project.</summary>
internal static class Guards
{
    /// <summary>As guards name it.</summary>
    public static string NameOf(IMethodSymbol method)
    {
        var type = method.ContainingType.OriginalDefinition.ToDisplayString(new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces));
        return NameOf(type, method.MethodKind == MethodKind.Constructor ? ".ctor" : method.Name, method.Parameters.Select(parameter => parameter.Name));
    }

    /// <summary>All in a file.</summary>
    public static IEnumerable<Guard> In(SyntaxNode root) => root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().SelectMany(Of);

    public static IEnumerable<Guard> Of(BaseMethodDeclarationSyntax method)
    {
        if (method.Body is not { } body || method is not (MethodDeclarationSyntax or ConstructorDeclarationSyntax) || method.Parent is not TypeDeclarationSyntax type)
            yield break;

        var name = NameOf(TypeName(type), method is MethodDeclarationSyntax named ? named.Identifier.ValueText : ".ctor", method.ParameterList.Parameters.Select(parameter => parameter.Identifier.ValueText));
        var constants = Constants(type);
        var guards = body.Statements.SelectMany(statement => Of(statement, constants)).ToLookup(guard => guard.Parameter, guard => guard.Limits);
        foreach (var parameter in method.ParameterList.Parameters)
        {
            if (guards[parameter.Identifier.ValueText].Aggregate(Limits.None, (all, one) => all.And(one)) is var limits && limits != Limits.None)
                yield return new Guard(name, parameter.Identifier.ValueText, limits);
        }
    }

    /// <summary>Whether a statement may be a guard clause.</summary>
    public static bool IsGuard(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax { Else: null } guard => IsThrow(guard.Statement),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } } => call.Name.Identifier.ValueText.StartsWith("ThrowIf", StringComparison.Ordinal),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } } } => true,
        _ => false,
    };

    private static string NameOf(string type, string method, IEnumerable<string> parameters) => $"{type}.{method}({string.Join(",", parameters)})";

    private static string TypeName(TypeDeclarationSyntax type) => string.Join(".", type.AncestorsAndSelf().Reverse().Select(node => node switch
    {
        BaseNamespaceDeclarationSyntax one => one.Name.ToString(),
        TypeDeclarationSyntax one => one.Identifier.ValueText,
        _ => null,
    }).Where(part => part is not null));

    private static Dictionary<string, decimal> Constants(TypeDeclarationSyntax type)
    {
        var constants = new Dictionary<string, decimal>();
        foreach (var variable in type.Members.OfType<FieldDeclarationSyntax>().Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword)).SelectMany(field => field.Declaration.Variables))
        {
            if (variable.Initializer is { } initializer && Number(initializer.Value, constants) is { } number)
                constants[variable.Identifier.ValueText] = number;
        }

        return constants;
    }

    private static IEnumerable<(string Parameter, Limits Limits)> Of(StatementSyntax statement, Dictionary<string, decimal> constants) => statement switch
    {
        IfStatementSyntax { Else: null } guard when IsThrow(guard.Statement) => Rejected(guard.Condition, constants),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } invocation } when call.Name.Identifier.ValueText.StartsWith("ThrowIf", StringComparison.Ordinal) =>
            Thrown(call.Name.Identifier.ValueText, [.. invocation.ArgumentList.Arguments.Select(argument => argument.Expression)], constants),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax name, Right: ThrowExpressionSyntax } } } =>
            [(name.Identifier.ValueText, new Limits { NotNull = true })],
        _ => [],
    };

    private static bool IsThrow(StatementSyntax statement) => statement is ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax] };

    /// <summary>The throw helpers of .NET.</summary>
    private static IEnumerable<(string Parameter, Limits Limits)> Thrown(string helper, ExpressionSyntax[] arguments, Dictionary<string, decimal> constants)
    {
        if (arguments.Length == 0 || arguments[0] is not IdentifierNameSyntax { Identifier.ValueText: var name })
            return [];
        var other = arguments.Length > 1 ? Number(arguments[1], constants) : null;
        Limits? limits = helper switch
        {
            "ThrowIfNull" => new Limits { NotNull = true },
            "ThrowIfNullOrEmpty" => new Limits { NotNull = true, MinLength = 1 },
            "ThrowIfNullOrWhiteSpace" => new Limits { NotNull = true, NotBlank = true, MinLength = 1 },
            "ThrowIfNegative" => new Limits { Min = 0 },
            "ThrowIfNegativeOrZero" => new Limits { Min = 0, MinExcluded = true },
            "ThrowIfZero" => new Limits { Excluded = new[] { 0m }.ToEquatableArray() },
            "ThrowIfGreaterThan" when other is not null => new Limits { Max = other },
            "ThrowIfGreaterThanOrEqual" when other is not null => new Limits { Max = other, MaxExcluded = true },
            "ThrowIfLessThan" when other is not null => new Limits { Min = other },
            "ThrowIfLessThanOrEqual" when other is not null => new Limits { Min = other, MinExcluded = true },
            "ThrowIfEqual" when other is { } number => new Limits { Excluded = new[] { number }.ToEquatableArray() },
            _ => null,
        };
        return limits is null ? [] : [(name, limits)];
    }

    /// <summary>Limits are what is left when a condition must not hold.</summary>
    private static IEnumerable<(string Parameter, Limits Limits)> Rejected(ExpressionSyntax condition, Dictionary<string, decimal> constants)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return Rejected(inner.Expression, constants);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either:
                return Rejected(either.Left, constants).Concat(Rejected(either.Right, constants));
            case BinaryExpressionSyntax comparison:
                return Compared(comparison.Left, comparison.Kind(), comparison.Right, constants) ?? Compared(comparison.Right, Turned(comparison.Kind()), comparison.Left, constants) ?? [];
            case IsPatternExpressionSyntax pattern when Subject(pattern.Expression) is { } subject:
                return Matched(subject, pattern.Pattern, constants);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNaN" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }] }:
                return [(name.Identifier.ValueText, new Limits { NotNaN = true })];
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsInfinity" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }] }:
                return [(name.Identifier.ValueText, new Limits { NotInfinite = true })];
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } invocation }:
                return Required(call, invocation.ArgumentList.Arguments);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }] }:
                return [(name.Identifier.ValueText, new Limits { NotNull = true, MinLength = 1 })];
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrWhiteSpace" }, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax name }] }:
                return [(name.Identifier.ValueText, new Limits { NotNull = true, NotBlank = true, MinLength = 1 })];
            default:
                return [];
        }
    }

    /// <summary>Limits are what is left when a call must return true.</summary>
    private static IEnumerable<(string Parameter, Limits Limits)> Required(MemberAccessExpressionSyntax call, SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        (call.Name.Identifier.ValueText, arguments) switch
        {
            ("IsFinite", [{ Expression: IdentifierNameSyntax name }]) => [(name.Identifier.ValueText, new Limits { NotNaN = true, NotInfinite = true })],
            ("IsDefined", [.., { Expression: IdentifierNameSyntax name }]) when call.Expression.ToString() is "Enum" or "System.Enum" => [(name.Identifier.ValueText, new Limits { OnlyMembers = true })],
            _ => [],
        };

    private static IEnumerable<(string, Limits)> Matched((string Name, bool IsLength) subject, PatternSyntax pattern, Dictionary<string, decimal> constants) => pattern switch
    {
        ParenthesizedPatternSyntax inner => Matched(subject, inner.Pattern, constants),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either => Matched(subject, either.Left, constants).Concat(Matched(subject, either.Right, constants)),
        ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } => [(subject.Name, new Limits { NotNull = true })],
        ConstantPatternSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "NaN" } } => [(subject.Name, new Limits { NotNaN = true })],
        ConstantPatternSyntax { Expression: var value } when Number(value, constants) is { } number => [(subject.Name, Beyond(SyntaxKind.EqualsExpression, number, subject.IsLength))],
        RelationalPatternSyntax relation when Number(relation.Expression, constants) is { } number => [(subject.Name, Beyond(Comparison(relation), number, subject.IsLength))],
        RelationalPatternSyntax relation when Far(relation.Expression) is { } far => [(subject.Name, BeyondFar(Comparison(relation), far))],
        _ => [],
    };

    private static SyntaxKind Comparison(RelationalPatternSyntax relation) => relation.OperatorToken.Kind() switch
    {
        SyntaxKind.LessThanToken => SyntaxKind.LessThanExpression,
        SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanExpression,
        _ => SyntaxKind.GreaterThanOrEqualExpression,
    };

    private static IEnumerable<(string, Limits)>? Compared(ExpressionSyntax left, SyntaxKind comparison, ExpressionSyntax right, Dictionary<string, decimal> constants)
    {
        if (Subject(left) is not { } subject)
            return null;
        if (right.IsKind(SyntaxKind.NullLiteralExpression))
            return comparison == SyntaxKind.EqualsExpression ? [(subject.Name, new Limits { NotNull = true })] : [];
        return Number(right, constants) is { } number ? [(subject.Name, Beyond(comparison, number, subject.IsLength))] : Far(right) is { } far ? [(subject.Name, BeyondFar(comparison, far))] : null;
    }

    /// <summary>A parameter, or its length.</summary>
    private static (string Name, bool IsLength)? Subject(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => (name.Identifier.ValueText, false),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name, Name.Identifier.ValueText: "Length" or "Count" } => (name.Identifier.ValueText, true),
        _ => null,
    };

    private static SyntaxKind Turned(SyntaxKind comparison) => comparison switch
    {
        SyntaxKind.LessThanExpression => SyntaxKind.GreaterThanExpression,
        SyntaxKind.LessThanOrEqualExpression => SyntaxKind.GreaterThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression => SyntaxKind.LessThanExpression,
        SyntaxKind.GreaterThanOrEqualExpression => SyntaxKind.LessThanOrEqualExpression,
        _ => comparison,
    };

    /// <summary>What is left of the numbers when those for which the comparison holds are rejected.</summary>
    private static Limits Beyond(SyntaxKind comparison, decimal number, bool isLength)
    {
        if (isLength)
        {
            if (Math.Abs(number) >= int.MaxValue || decimal.Truncate(number) != number)
                return Limits.None;
            var length = (int)number;
            return comparison switch
            {
                SyntaxKind.LessThanExpression => new Limits { MinLength = length },
                SyntaxKind.LessThanOrEqualExpression => new Limits { MinLength = length + 1 },
                SyntaxKind.GreaterThanExpression => new Limits { MaxLength = length },
                SyntaxKind.GreaterThanOrEqualExpression => new Limits { MaxLength = length - 1 },
                SyntaxKind.EqualsExpression when length == 0 => new Limits { MinLength = 1 },
                SyntaxKind.NotEqualsExpression => new Limits { MinLength = length, MaxLength = length },
                _ => Limits.None,
            };
        }

        return comparison switch
        {
            SyntaxKind.LessThanExpression => new Limits { Min = number },
            SyntaxKind.LessThanOrEqualExpression => new Limits { Min = number, MinExcluded = true },
            SyntaxKind.GreaterThanExpression => new Limits { Max = number },
            SyntaxKind.GreaterThanOrEqualExpression => new Limits { Max = number, MaxExcluded = true },
            SyntaxKind.EqualsExpression => new Limits { Excluded = new[] { number }.ToEquatableArray() },
            SyntaxKind.NotEqualsExpression => new Limits { Min = number, Max = number },
            _ => Limits.None,
        };
    }

    /// <summary>The same of a number that no decimal can hold.</summary>
    private static Limits BeyondFar(SyntaxKind comparison, double number) => comparison switch
    {
        SyntaxKind.LessThanExpression => new Limits { FarMin = number },
        SyntaxKind.LessThanOrEqualExpression => new Limits { FarMin = number, MinExcluded = true },
        SyntaxKind.GreaterThanExpression => new Limits { FarMax = number },
        SyntaxKind.GreaterThanOrEqualExpression => new Limits { FarMax = number, MaxExcluded = true },
        _ => Limits.None,
    };

    /// <returns>Null: it is not written out, or a decimal can hold it.</returns>
    private static double? Far(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Far(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => -Far(minus.Operand),
        LiteralExpressionSyntax { Token.Value: (double or float) and var value } when Annotations.Number(value) is null => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private static decimal? Number(ExpressionSyntax expression, Dictionary<string, decimal> constants) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Number(inner.Expression, constants),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus => -Number(minus.Operand, constants),
        LiteralExpressionSyntax { Token.Value: var value } and not { RawKind: (int)SyntaxKind.StringLiteralExpression } => Annotations.Number(value),
        IdentifierNameSyntax name when constants.TryGetValue(name.Identifier.ValueText, out var number) => number,
        MemberAccessExpressionSyntax member => member.ToString() switch
        {
            "decimal.Zero" => 0,
            "decimal.One" => 1,
            "int.MaxValue" => int.MaxValue,
            "int.MinValue" => int.MinValue,
            "byte.MaxValue" => byte.MaxValue,
            "short.MaxValue" => short.MaxValue,
            "long.MaxValue" => long.MaxValue,
            "long.MinValue" => long.MinValue,
            _ => null,
        },
        _ => null,
    };
}
