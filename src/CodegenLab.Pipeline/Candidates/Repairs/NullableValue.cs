using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Says that a null is meant, with <c>!</c>: a test hands it in on purpose, or fails when it should not be there. Repositories treat the warning as an error.</summary>
internal sealed class NullableValue : IRepair
{
    /// <summary>Warnings of nulls, errors in many repositories.</summary>
    public static ImmutableHashSet<string> Codes { get; } = ["CS8600", "CS8601", "CS8602", "CS8603", "CS8604", "CS8620", "CS8625", "CS8629"];

    public string Name => "null that is meant";

    public Edit? Repair(RepairPlace place)
    {
        if (!Codes.Contains(place.Code) || place.Node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } value || value is PostfixUnaryExpressionSyntax or AssignmentExpressionSyntax)
            return null;
        // Around the cast it would come too late: the complaint is about what is cast.
        if (place.Code == "CS8600" && value is CastExpressionSyntax cast)
            return cast.Expression is PostfixUnaryExpressionSyntax ? null : Edit.Replace(value, cast.WithExpression(Meant(cast.Expression.WithoutTrivia())));
        var operand = value is BinaryExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax ? (ExpressionSyntax)SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia()) : value.WithoutTrivia();
        return Edit.Replace(value, Meant(operand));
    }

    private static PostfixUnaryExpressionSyntax Meant(ExpressionSyntax value) => SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, value);
}
