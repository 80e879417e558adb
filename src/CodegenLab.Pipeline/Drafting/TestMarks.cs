using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>How a framework says of a test what kind it is, that it runs only when asked for, and under which culture.</summary>
/// <param name="version">Major.</param>
internal sealed class TestMarks(TestFramework framework, int version)
{
    private const string Broken = "The code does not keep this promise";

    /// <summary>The test with its marks.</summary>
    /// <param name="test">A test method, the comments above it included.</param>
    /// <param name="kind">Its category.</param>
    /// <param name="isAmbiguous">System.ComponentModel is imported, which has a category of its own.</param>
    /// <param name="culture">Null: whatever it is.</param>
    /// <param name="isExplicit">It fails.</param>
    /// <param name="comment">A line above the marks, with its end; empty: none.</param>
    public string Put(string test, string kind, bool isAmbiguous, string? culture, bool isExplicit, string comment)
    {
        if (framework != TestFramework.NUnit && culture is not null)
            test = Under(test, culture);
        if (framework == TestFramework.XUnit && isExplicit)
            test = Unasked(test);
        List<string> marks =
        [
            .. isExplicit ? Explicit() : [],
            .. culture is not null && framework == TestFramework.NUnit ? [$"[SetCulture(\"{culture}\")]"] : Array.Empty<string>(),
            framework switch
            {
                TestFramework.NUnit => $"[{(isAmbiguous ? "NUnit.Framework.Category" : "Category")}(\"{kind}\")]",
                TestFramework.XUnit => $"[Trait(\"Category\", \"{kind}\")]",
                _ => $"[TestCategory(\"{kind}\")]",
            },
        ];
        var at = Parsed(test).AttributeLists[0].SpanStart;
        return test[..at] + comment + string.Concat(marks.Select(mark => mark + "\n")) + test[at..];
    }

    private string[] Explicit() => framework switch
    {
        TestFramework.NUnit => [$"[Explicit(\"{Broken}\")]"],
        TestFramework.MSTest => [$"[Ignore(\"{Broken}\")]"],
        _ => [],
    };

    /// <summary>xUnit has an argument for it: since version 3 one that lets the test be asked for, before one that has to be taken away.</summary>
    private string Unasked(string test)
    {
        var method = Parsed(test);
        if (method.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString() is "Fact" or "Theory") is not { } mark)
            return test;
        var argument = SyntaxFactory.ParseAttributeArgumentList(version >= 3 ? "(Explicit = true)" : $"(Skip = \"{Broken}\")")!;
        return method.ReplaceNode(mark, mark.WithArgumentList(mark.ArgumentList is { } known ? known.AddArguments([.. argument.Arguments]) : argument)).ToFullString();
    }

    /// <summary>The culture is set by the first statement.</summary>
    private static string Under(string test, string culture)
    {
        var method = Parsed(test);
        var first = $"System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(\"{culture}\");";
        if (method.Body is { } body)
            return test[..body.OpenBraceToken.Span.End] + $"\n    {first}" + test[body.OpenBraceToken.Span.End..];
        if (method.ExpressionBody is not { } arrow)
            return test;
        var result = method.ReturnType.ToString() == "void" || method.Modifiers.Any(SyntaxKind.AsyncKeyword) ? "" : "return ";
        return test[..arrow.SpanStart].TrimEnd() + $"\n{{\n    {first}\n    {result}{arrow.Expression};\n}}";
    }

    private static MethodDeclarationSyntax Parsed(string test) => (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(test)!;
}
