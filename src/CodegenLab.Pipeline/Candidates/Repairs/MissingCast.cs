using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Casts a value whose conversion exists but must be spelled out.</summary>
internal sealed class MissingCast : IRepair
{
    public string Name => "missing cast";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code != "CS0266" || place.Node.FirstAncestorOrSelf<ExpressionSyntax>() is not { } value || place.Model.GetTypeInfo(value).ConvertedType is not { } wanted)
            return null;
        var operand = value is LiteralExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax ? value : SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia());
        var type = SyntaxFactory.ParseTypeName(wanted.ToMinimalDisplayString(place.Model, value.SpanStart));
        return Edit.Replace(value, SyntaxFactory.CastExpression(type, operand.WithoutTrivia()));
    }
}
