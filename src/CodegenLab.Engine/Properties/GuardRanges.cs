using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Properties;

/// <summary>Reads what guard clauses demand of a whole number, so that generated ones pass them: ThrowIfLessThan, ThrowIfNegative and the like, and conditions that end in a throw.</summary>
internal sealed class GuardRanges(CSharpCompilation compilation)
{
    /// <summary>How far an open side is gone.</summary>
    private const int Reach = 1_000;

    private static readonly HashSet<SpecialType> Whole =
    [
        SpecialType.System_Int32, SpecialType.System_Int64, SpecialType.System_Int16, SpecialType.System_Byte, SpecialType.System_UInt32, SpecialType.System_UInt16, SpecialType.System_UInt64, SpecialType.System_SByte, SpecialType.System_Decimal,
    ];

    /// <summary>Null: no guard speaks of the parameter, or none that is understood.</summary>
    public (int Least, int Most)? Of(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (!Whole.Contains(parameter.Type.SpecialType) || method.DeclaringSyntaxReferences is not [var reference, ..] || reference.GetSyntax() is not BaseMethodDeclarationSyntax declaration)
            return null;
        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        var bounds = new Bounds();
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call)
                Read(call, parameter, model, bounds);
            else if (node is IfStatementSyntax { Statement: var then } guard && Throws(then))
                Read(guard.Condition, parameter, model, bounds);
            else if (node is ConditionalExpressionSyntax { WhenTrue: ThrowExpressionSyntax } choice)
                Read(choice.Condition, parameter, model, bounds);
        }

        return bounds.Range(Reach);
    }

    private static bool Throws(StatementSyntax statement) => statement is ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax] };

    private static void Read(InvocationExpressionSyntax call, IParameterSymbol parameter, SemanticModel model, Bounds bounds)
    {
        var arguments = call.ArgumentList.Arguments;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.Text: var name } || arguments.Count == 0 || !Is(arguments[0].Expression, parameter, model))
            return;
        var limit = arguments.Count > 1 ? Constant(arguments[1].Expression, model) : 0;
        if (limit is not { } bound)
            return;
        switch (name)
        {
            case "ThrowIfNegative" or "ThrowIfLessThan":
                bounds.AtLeast(bound);
                break;
            case "ThrowIfNegativeOrZero":
                bounds.AtLeast(1);
                break;
            case "ThrowIfLessThanOrEqual":
                bounds.AtLeast(bound + 1);
                break;
            case "ThrowIfGreaterThan":
                bounds.AtMost(bound);
                break;
            case "ThrowIfGreaterThanOrEqual":
                bounds.AtMost(bound - 1);
                break;
        }
    }

    /// <summary>A condition that is true of what is refused.</summary>
    private static void Read(ExpressionSyntax condition, IParameterSymbol parameter, SemanticModel model, Bounds bounds)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                Read(inner, parameter, model, bounds);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either:
                Read(either.Left, parameter, model, bounds);
                Read(either.Right, parameter, model, bounds);
                break;
            case BinaryExpressionSyntax comparison when Is(comparison.Left, parameter, model) && Constant(comparison.Right, model) is { } limit:
                bounds.Refuse(comparison.OperatorToken.Kind(), limit);
                break;
            case IsPatternExpressionSyntax { Pattern: var pattern } test when Is(test.Expression, parameter, model):
                Read(pattern, model, bounds);
                break;
        }
    }

    private static void Read(PatternSyntax pattern, SemanticModel model, Bounds bounds)
    {
        switch (pattern)
        {
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } either:
                Read(either.Left, model, bounds);
                Read(either.Right, model, bounds);
                break;
            case RelationalPatternSyntax relation when Constant(relation.Expression, model) is { } limit:
                bounds.Refuse(relation.OperatorToken.Kind(), limit);
                break;
        }
    }

    private static bool Is(ExpressionSyntax expression, IParameterSymbol parameter, SemanticModel model) => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(expression).Symbol, parameter);

    private static long? Constant(ExpressionSyntax expression, SemanticModel model) => model.GetConstantValue(expression) is { HasValue: true, Value: int or long or short or byte or uint or ushort or sbyte } constant ? Convert.ToInt64(constant.Value, null) : null;

    private sealed class Bounds
    {
        private long? _least;
        private long? _most;

        public void AtLeast(long bound) => _least = Math.Max(_least ?? bound, bound);

        public void AtMost(long bound) => _most = Math.Min(_most ?? bound, bound);

        public void Refuse(SyntaxKind relation, long limit)
        {
            switch (relation)
            {
                case SyntaxKind.LessThanToken:
                    AtLeast(limit);
                    break;
                case SyntaxKind.LessThanEqualsToken:
                    AtLeast(limit + 1);
                    break;
                case SyntaxKind.GreaterThanToken:
                    AtMost(limit);
                    break;
                case SyntaxKind.GreaterThanEqualsToken:
                    AtMost(limit - 1);
                    break;
            }
        }

        /// <summary>Null: no bound is known, or none is left between them, or they are out of reach.</summary>
        public (int Least, int Most)? Range(int reach)
        {
            if (_least is null && _most is null)
                return null;
            var least = _least ?? _most!.Value - reach;
            var most = _most ?? _least!.Value + reach;
            return least <= most && least >= int.MinValue && most <= int.MaxValue - 1 ? ((int)least, (int)most) : null;
        }
    }
}
