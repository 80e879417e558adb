using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What a test does, without what it expects: so that another draft can say what to expect without knowing the first.</summary>
internal static class Situation
{
    /// <param name="test">A test method.</param>
    /// <returns>C#: the statements before the assertions, and the expressions they are about; null: nothing is left without the assertions.</returns>
    public static string? Of(string test)
    {
        if (SyntaxFactory.ParseMemberDeclaration(test) is not MethodDeclarationSyntax method)
            return null;
        var lines = new List<string>();
        IEnumerable<SyntaxNode> statements = method.Body is { } body ? body.Statements : method.ExpressionBody is { } arrow ? [arrow.Expression] : [];
        foreach (var statement in statements)
        {
            var assertions = statement.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(IsAssertion).ToList();
            if (assertions.Count == 0)
                lines.Add(statement.ToString());
            else
                lines.AddRange(assertions.Where(assertion => !assertion.Ancestors().OfType<InvocationExpressionSyntax>().Any(outer => IsAssertion(outer) && !IsGroup(outer))).Where(assertion => !IsGroup(assertion)).SelectMany(Asked));
        }

        var rows = method.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString() == "TestCase").Select(attribute => "// with " + method.ParameterList + " = " + Inputs(attribute));
        var text = string.Join('\n', rows.Concat(lines));
        return lines.Count == 0 ? null : text;
    }

    private static bool IsAssertion(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Assert" or "CollectionAssert" or "StringAssert" or "ClassicAssert" } };

    private static bool IsGroup(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Multiple" or "MultipleAsync" or "EnterMultipleScope" };

    /// <summary>What an assertion looks at; its first argument, which for the older form is the expected value and is left out.</summary>
    private static IEnumerable<string> Asked(InvocationExpressionSyntax assertion)
    {
        var name = ((MemberAccessExpressionSyntax)assertion.Expression).Name.Identifier.Text;
        var arguments = assertion.ArgumentList.Arguments;
        var place = name is "AreEqual" or "AreNotEqual" or "AreSame" or "AreNotSame" or "AreEquivalent" or "Contains" ? 1 : 0;
        if (arguments.Count > place)
            yield return $"// what is expected of: {arguments[place].Expression}";
    }

    /// <summary>The values of a row that are parameters of the call; which of them is expected only the test knows, so the last is left out when there are several.</summary>
    private static string Inputs(AttributeSyntax row)
    {
        var values = row.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.ToString()).ToList() ?? [];
        return string.Join(", ", values.Count > 1 ? values.SkipLast(1).Append("?") : values);
    }
}
