using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Says that a null is meant, with <c>!</c>: a test hands it in on purpose, or fails when it should not be there. Repositories treat the warning as an error.</summary>
internal sealed class NullableValue : IRepair
{
    /// <summary>Warnings that count as errors here.</summary>
    public static ImmutableHashSet<string> Codes { get; } = ["CS8600", "CS8601", "CS8602", "CS8603", "CS8604", "CS8620", "CS8625"];

    public string Name => "null that is meant";

    public Edit? Repair(RepairPlace place)
    {
        if (!Codes.Contains(place.Code) || place.Node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } value || value is PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax)
            return null;
        var operand = value is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax ? SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia()) : value.WithoutTrivia();
        return Edit.Replace(value, SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, operand));
    }
}
