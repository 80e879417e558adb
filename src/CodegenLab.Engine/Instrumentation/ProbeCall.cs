using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Syntax of calls to <see cref="Probes.Probe"/>.</summary>
internal static class ProbeCall
{
    private static readonly ExpressionSyntax Probe = ParseExpression("global::CodegenLab.Probes.Probe");

    public static ExpressionSyntax To(string method, int id, params ReadOnlySpan<ExpressionSyntax> arguments) =>
        To(method, [Number(id), .. arguments]);

    public static ExpressionSyntax To(string method, params ReadOnlySpan<ExpressionSyntax> arguments)
    {
        var list = new List<ArgumentSyntax>();
        foreach (var argument in arguments)
            list.Add(Argument(argument));

        return InvocationExpression(
            MemberAccessExpression(SimpleMemberAccessExpression, Probe, IdentifierName(method)),
            ArgumentList(SeparatedList(list)));
    }

    public static ExpressionSyntax Number(int value) => LiteralExpression(NumericLiteralExpression, Literal(value));

    public static ExpressionSyntax Bracketed(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax
            ? expression
            : ParenthesizedExpression(expression);
}
