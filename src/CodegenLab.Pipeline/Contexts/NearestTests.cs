using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Shows tests that a person wrote for the subject, or for its type when there are none: what is expected already, and how tests look here.</summary>
internal sealed class NearestTests(LoadedSolution solution, References references, Places places)
{
    private const int Most = 3;

    private static readonly HashSet<string> TestAttributes = ["Test", "TestCase", "TestCaseSource", "Fact", "Theory", "TestMethod", "DataTestMethod"];

    /// <param name="members">The subject's members.</param>
    public IEnumerable<Finding> Of(IReadOnlyCollection<ISymbol> members)
    {
        if (!solution.Projects.Any(project => project.IsTestProject))
            return [];
        var direct = TestsThatUse(members);
        var type = members.First().ContainingType;
        var tests = direct.Count > 0 || type is null ? direct : TestsThatUse([.. type.GetMembers().Where(member => member.CanBeReferencedByName || member is IMethodSymbol { MethodKind: MethodKind.Constructor })]);
        return tests
            .GroupBy(test => test)
            .OrderByDescending(uses => uses.Count())
            .Select(uses => new Finding(Excerpt.Of(uses.Key), places.Of(uses.Key)))
            .Take(Most);
    }

    private List<MethodDeclarationSyntax> TestsThatUse(IReadOnlyCollection<ISymbol> members) =>
    [
        .. references.To(members, project => project.IsTestProject)
            .Select(use => use.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>())
            .OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest) && !IsGenerated(method)),
    ];

    private static bool IsTest(AttributeSyntax attribute) => TestAttributes.Contains(attribute.Name.ToString().Split('.')[^1].Replace("Attribute", "", StringComparison.Ordinal));

    /// <summary>A generated file that a person edited is that person's.</summary>
    private static bool IsGenerated(SyntaxNode node) => GeneratedHeader.IsUntouched(node.SyntaxTree.ToString());
}
