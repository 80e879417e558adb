using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates;

/// <summary>Awaits assertions that nobody waits for. NUnit's wait by themselves; those of xUnit and MSTest compile and assert nothing.</summary>
internal static class UnawaitedAssertions
{
    public static SyntaxTree Await(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var methods = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => DraftFixture.IsTest(method) && In(method).Any()).ToList();
        return methods.Count == 0 ? tree : tree.WithRootAndOptions(root.ReplaceNodes(methods, (method, _) => Awaiting(method)), tree.Options);
    }

    /// <summary>Statements, or what a method without a result is.</summary>
    private static IEnumerable<InvocationExpressionSyntax> In(MethodDeclarationSyntax method)
    {
        var calls = method.Body?.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression) ?? (method.ReturnType.ToString() == "void" && method.ExpressionBody is { } arrow ? [arrow.Expression] : []);
        return calls.OfType<InvocationExpressionSyntax>().Where(IsAsynchronous);
    }

    private static bool IsAsynchronous(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Assert" }, Name.Identifier.Text: var name } && name.EndsWith("Async", StringComparison.Ordinal);

    private static MethodDeclarationSyntax Awaiting(MethodDeclarationSyntax method)
    {
        var awaiting = method.ReplaceNodes(In(method), (call, _) => SyntaxFactory.AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), call.WithoutLeadingTrivia()).WithLeadingTrivia(call.GetLeadingTrivia()));
        if (awaiting.ReturnType.ToString() == "void")
            awaiting = awaiting.WithReturnType(SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithTriviaFrom(awaiting.ReturnType));
        return awaiting.Modifiers.Any(SyntaxKind.AsyncKeyword) ? awaiting : awaiting.AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));
    }
}
