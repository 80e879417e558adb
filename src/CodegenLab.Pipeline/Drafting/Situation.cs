using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What a test does, without what it expects: so that another draft can say what to expect without knowing the first.</summary>
internal static class Situation
{
    /// <param name="test">A test method.</param>
    /// <param name="support">What else its class declares: what the test needs of it belongs to the situation.</param>
    /// <param name="framework">Whose assertions they are.</param>
    /// <returns>C#: what it needs, the statements before the assertions, and the expressions they are about; null: nothing is left without the assertions.</returns>
    public static string? Of(string test, ImmutableArray<DraftMember> support, TestFramework framework = TestFramework.NUnit)
    {
        if (SyntaxFactory.ParseMemberDeclaration(test) is not MethodDeclarationSyntax method)
            return null;
        var done = new List<SyntaxNode>();
        var lines = new List<string>();
        IEnumerable<SyntaxNode> statements = method.Body is { } body ? body.Statements : method.ExpressionBody is { } arrow ? [arrow.Expression] : [];
        foreach (var statement in statements)
        {
            var assertions = AssertionsIn(statement).ToList();
            if (assertions.Count == 0)
            {
                done.Add(statement);
                lines.Add(statement.ToString());
                continue;
            }

            foreach (var asked in assertions.Where(assertion => !assertion.Ancestors().OfType<InvocationExpressionSyntax>().Any(outer => IsAssertion(outer) && !IsGroup(outer))).Where(assertion => !IsGroup(assertion)).Select(assertion => Asked(assertion, framework)).OfType<ExpressionSyntax>())
            {
                done.Add(asked);
                lines.Add($"// what is expected of: {asked}");
            }
        }

        if (lines.Count == 0)
            return null;
        var names = done.SelectMany(NamesIn).ToHashSet(StringComparer.Ordinal);
        var rows = method.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString() is "TestCase" or "InlineData" or "DataRow").Select(attribute => "// with " + method.ParameterList + " = " + Inputs(attribute, method.ParameterList, names));
        return string.Join('\n', [.. Needed(names, support), .. rows, .. lines]);
    }

    /// <summary>Helpers, fields and nested types that the names lead to, and what runs before each test. What asserts by itself stays out: it would say what is expected.</summary>
    private static IEnumerable<string> Needed(HashSet<string> names, ImmutableArray<DraftMember> support)
    {
        var members = support.Select(member => (Member: member, Syntax: SyntaxFactory.ParseMemberDeclaration(member.Text))).Where(one => one.Syntax is not null && !AssertionsIn(one.Syntax).Any()).ToList();
        var needed = members.Where(one => RunsAlways(one.Syntax!)).ToHashSet();
        var known = names.Concat(needed.SelectMany(one => NamesIn(one.Syntax!))).ToHashSet(StringComparer.Ordinal);
        while (members.Where(one => !needed.Contains(one) && one.Member.Name.Split(' ').Any(known.Contains)).ToList() is { Count: > 0 } more)
        {
            needed.UnionWith(more);
            known.UnionWith(more.SelectMany(one => NamesIn(one.Syntax!)));
        }

        return members.Where(needed.Contains).Select(one => one.Member.Text + "\n");
    }

    private static bool RunsAlways(MemberDeclarationSyntax member) =>
        member is ConstructorDeclarationSyntax || member.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "SetUp" or "OneTimeSetUp" or "TestInitialize" or "ClassInitialize");

    private static IEnumerable<string> NamesIn(SyntaxNode node) => node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text);

    private static IEnumerable<InvocationExpressionSyntax> AssertionsIn(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Where(IsAssertion);

    private static bool IsAssertion(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Assert" or "CollectionAssert" or "StringAssert" or "ClassicAssert" } };

    private static bool IsGroup(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Multiple" or "MultipleAsync" or "EnterMultipleScope" };

    /// <summary>What an assertion looks at; its first argument, which for the older form is the expected value and is left out.</summary>
    private static ExpressionSyntax? Asked(InvocationExpressionSyntax assertion, TestFramework framework)
    {
        var access = (MemberAccessExpressionSyntax)assertion.Expression;
        var (owner, name) = (access.Expression.ToString(), access.Name.Identifier.Text);
        var arguments = assertion.ArgumentList.Arguments;
        var place = (owner, name) switch
        {
            // The collection comes first, and in MSTest the text as well.
            ("CollectionAssert", "Contains" or "DoesNotContain") => 0,
            ("StringAssert", _) when framework == TestFramework.MSTest => 0,
            (_, "AreEqual" or "AreNotEqual" or "AreSame" or "AreNotSame" or "AreEquivalent" or "Contains" or "DoesNotContain") => 1,
            (_, "Equal" or "NotEqual" or "Same" or "NotSame" or "Equivalent" or "StrictEqual" or "StartsWith" or "EndsWith" or "Matches" or "DoesNotMatch") => 1,
            // The name of the parameter, and the call.
            (_, "Throws" or "ThrowsAsync") when arguments.Count == 2 && arguments[0].Expression is LiteralExpressionSyntax => 1,
            _ => 0,
        };
        return arguments.Count > place ? arguments[place].Expression : null;
    }

    /// <summary>The values of a row that the calls are made with; what only assertions use is what the test expects.</summary>
    /// <param name="names">In the calls.</param>
    private static string Inputs(AttributeSyntax row, ParameterListSyntax parameters, HashSet<string> names)
    {
        var values = row.ArgumentList?.Arguments.Where(argument => argument.NameEquals is null).Select(argument => argument.ToString()).ToList() ?? [];
        return string.Join(", ", values.Select((value, index) => index >= parameters.Parameters.Count || names.Contains(parameters.Parameters[index].Identifier.Text) ? value : "?"));
    }
}
