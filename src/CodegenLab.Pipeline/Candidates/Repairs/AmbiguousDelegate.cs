using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>
/// Names the delegate of a lambda that NUnit takes in two ways. NUnit 4.6 prefers one by OverloadResolutionPriority, which C# before 13 does not read: there
/// every Assert.That(() =&gt; …) is ambiguous. The framework's delegate it is, because NUnit's own are obsolete.
/// </summary>
internal sealed partial class AmbiguousDelegate : IRepair
{
    public string Name => "lambda for two delegates";

    public Edit? Repair(RepairPlace place)
    {
        // Which two they are only the message says: the candidates are all overloads.
        if (place.Code != "CS0121" || NUnitDelegate().Match(place.Message) is not { Success: true } wanted)
            return null;
        if (place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList.Arguments.FirstOrDefault()?.Expression is not LambdaExpressionSyntax lambda)
            return null;
        var name = wanted.Groups["name"].Value switch
        {
            "TestDelegate" => "System.Action",
            "AsyncTestDelegate" => "System.Func<System.Threading.Tasks.Task>",
            _ => WithResult(lambda, place.Model),
        };
        return name is null ? null : Edit.Replace(lambda, SyntaxFactory.ParseExpression($"new {name}({lambda.WithoutTrivia().ToFullString()})"));
    }

    /// <summary>Null: what the lambda returns is not known.</summary>
    private static string? WithResult(LambdaExpressionSyntax lambda, SemanticModel model) =>
        model.GetSymbolInfo(lambda).Symbol is IMethodSymbol { ReturnType: not IErrorTypeSymbol and not { SpecialType: SpecialType.System_Void } and var result }
            ? $"System.Func<{(IsOfDraft(result, lambda.SyntaxTree) ? result.ToMinimalDisplayString(model, lambda.SpanStart) : result.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))}>"
            : null;

    /// <summary>The class that it stands in will have another name.</summary>
    private static bool IsOfDraft(ITypeSymbol type, SyntaxTree draft) => type switch
    {
        IArrayTypeSymbol array => IsOfDraft(array.ElementType, draft),
        INamedTypeSymbol named => named.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == draft) || named.TypeArguments.Any(argument => IsOfDraft(argument, draft)),
        _ => false,
    };

    [GeneratedRegex(@"NUnit\.Framework\.(Constraints\.)?(?<name>TestDelegate|AsyncTestDelegate|ActualValueDelegate)\b")]
    private static partial Regex NUnitDelegate();
}
