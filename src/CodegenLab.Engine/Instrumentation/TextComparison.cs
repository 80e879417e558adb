using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>A call that compares texts, with its operands: the receiver first.</summary>
internal sealed record TextComparison(string Probe, ExpressionSyntax[] Operands)
{
    private static readonly Dictionary<string, string> Probes = new()
    {
        ["Equals"] = "EqualTo",
        ["StartsWith"] = "StartsWith",
        ["EndsWith"] = "EndsWith",
        ["Contains"] = "Contains",
    };

    public static TextComparison? Of(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String } method)
            return null;

        var arguments = call.ArgumentList.Arguments;
        if (arguments.Any(argument => argument.NameColon is not null) || arguments.Count != method.Parameters.Length)
            return null;

        var texts = method.Parameters.TakeWhile(parameter => parameter.Type.SpecialType is SpecialType.System_String).Count();
        var isCharacter = method.Parameters is [{ Type.SpecialType: SpecialType.System_Char }];
        var rest = method.Parameters.Length - texts;
        if (!isCharacter && (rest > 1 || (rest == 1 && method.Parameters[^1].Type.ToDisplayString() != "System.StringComparison")))
            return null;

        ExpressionSyntax[] values = [.. arguments.Select(argument => argument.Expression)];
        if (method.IsStatic)
            return method.Name == "Equals" && texts == 2 ? new TextComparison("Equal", values) : null;

        if ((!isCharacter && texts != 1) || !Probes.TryGetValue(method.Name, out var probe))
            return null;

        // Called on a member binding (text?.Equals) the receiver is elsewhere.
        return call.Expression is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Expression: not BaseExpressionSyntax } access
            ? new TextComparison(probe, [access.Expression, .. values])
            : null;
    }
}
