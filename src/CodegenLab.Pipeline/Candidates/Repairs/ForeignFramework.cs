using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Turns what other test frameworks call a test into NUnit's word for it.</summary>
internal sealed class ForeignFramework : IRepair
{
    private static readonly Dictionary<string, string> Attributes = new()
    {
        ["Fact"] = "Test",
        ["TestMethod"] = "Test",
        ["InlineData"] = "TestCase",
        ["DataRow"] = "TestCase",
        ["MemberData"] = "TestCaseSource",
        ["DynamicData"] = "TestCaseSource",
        ["TestClass"] = "TestFixture",
        ["TestInitialize"] = "SetUp",
        ["TestCleanup"] = "TearDown",
    };

    /// <summary>With rows beside it, it says nothing more.</summary>
    private static readonly HashSet<string> Superfluous = ["Theory", "DataTestMethod"];

    private static readonly HashSet<string> Namespaces = ["Xunit", "Microsoft.VisualStudio.TestTools.UnitTesting"];

    public string Name => "other test framework";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS0246" or "CS0234" or "CS0103"))
            return null;
        if (place.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Name: { } imported } && Namespaces.Contains(imported.ToString()))
            return Edit.Replace(imported, SyntaxFactory.ParseName("NUnit.Framework"));
        if (place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return null;
        var name = attribute.Name.ToString().Split('.')[^1];
        if (Attributes.TryGetValue(name, out var ours))
            return Edit.Replace(attribute.Name, SyntaxFactory.ParseName(ours));
        if (!Superfluous.Contains(name) || attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return null;
        var list = (AttributeListSyntax)attribute.Parent!;
        return list.Attributes.Count > 1
            ? Edit.Replace(list, list.WithAttributes(list.Attributes.Remove(attribute)))
            : Edit.Replace(method, method.WithAttributeLists(method.AttributeLists.Remove(list)));
    }
}
