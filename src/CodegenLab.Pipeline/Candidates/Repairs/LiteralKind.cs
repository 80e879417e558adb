using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Gives a number the suffix of the type that is wanted: 1.5 where a decimal belongs.</summary>
internal sealed class LiteralKind : IRepair
{
    public string Name => "kind of number";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS0664" or "CS0029" or "CS1503" or "CS0266" or "CS0019"))
            return null;
        var literal = place.Node.DescendantNodesAndSelf().OfType<LiteralExpressionSyntax>().Where(one => one.IsKind(SyntaxKind.NumericLiteralExpression)).ToList();
        if (place.Code == "CS0019")
            literal = [.. literal.Where(one => place.Model.GetTypeInfo(one).Type?.SpecialType == SpecialType.System_Double)];
        if (literal.Count != 1 || WantedBy(place) is not { } suffix)
            return null;
        var digits = literal[0].Token.Text.TrimEnd('d', 'D', 'f', 'F', 'm', 'M');
        return Edit.Replace(literal[0], SyntaxFactory.ParseExpression(digits + suffix));
    }

    private static string? WantedBy(RepairPlace place) => place.Code switch
    {
        "CS0019" => place.Message.Contains("'decimal'", StringComparison.Ordinal) ? "m" : null,
        _ when place.Message.Contains("to 'decimal", StringComparison.Ordinal) || place.Message.Contains("'decimal'", StringComparison.Ordinal) => "m",
        _ when place.Message.Contains("to 'float", StringComparison.Ordinal) || place.Message.Contains("'float'", StringComparison.Ordinal) => "f",
        _ => null,
    };
}
