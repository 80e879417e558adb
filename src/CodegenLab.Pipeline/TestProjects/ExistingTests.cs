using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>The test methods of a file, known by their name and by what they do: either is enough to be the same test.</summary>
public sealed class ExistingTests
{
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _bodies = [];

    private ExistingTests(string source)
    {
        foreach (var method in Methods(source))
        {
            _names.Add(method.Identifier.Text);
            _bodies.Add(Meaning(method));
        }
    }

    public static ExistingTests In(string source) => new(source);

    /// <summary>The tests of a fixture that are there already, in order.</summary>
    public IEnumerable<RenderedTest> AlreadyThere(RenderedFixture fixture)
    {
        var known = Methods(fixture.Source)
            .Where(method => _names.Contains(method.Identifier.Text) || _bodies.Contains(Meaning(method)))
            .Select(method => method.Identifier.Text)
            .ToHashSet();
        return fixture.Tests.Where(test => known.Contains(test.Name));
    }

    private static IEnumerable<MethodDeclarationSyntax> Methods(string source) =>
        CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0);

    private static string Meaning(MethodDeclarationSyntax method)
    {
        var parts = method.AttributeLists.Cast<SyntaxNode>().Append(method.ParameterList).Append((SyntaxNode?)method.Body ?? method.ExpressionBody);
        return string.Join(' ', parts.OfType<SyntaxNode>().SelectMany(part => part.DescendantTokens()).Select(token => token.Text));
    }
}
