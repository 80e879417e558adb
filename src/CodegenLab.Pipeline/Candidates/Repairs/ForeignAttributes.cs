using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Turns what other test frameworks call a test into the word of xUnit or MSTest for it.</summary>
internal sealed class ForeignAttributes(TestFramework framework) : IRepair
{
    private static readonly Dictionary<string, Role> Roles = new()
    {
        ["Test"] = Role.Test,
        ["Fact"] = Role.Test,
        ["Theory"] = Role.Test,
        ["TestMethod"] = Role.Test,
        ["DataTestMethod"] = Role.Test,
        ["TestCase"] = Role.Row,
        ["InlineData"] = Role.Row,
        ["DataRow"] = Role.Row,
        ["TestCaseSource"] = Role.Source,
        ["MemberData"] = Role.Source,
        ["DynamicData"] = Role.Source,
        ["SetUp"] = Role.SetUp,
        ["TestInitialize"] = Role.SetUp,
        ["Category"] = Role.Label,
        ["TestCategory"] = Role.Label,
        ["Trait"] = Role.Label,
        ["Description"] = Role.Label,
    };

    private static readonly HashSet<string> Namespaces = ["NUnit.Framework", "Xunit", "Microsoft.VisualStudio.TestTools.UnitTesting"];

    private enum Role
    {
        None,
        Test,
        Row,
        Source,
        SetUp,
        Label,
    }

    public string Name => "other test framework";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS0246" or "CS0234" or "CS0103"))
            return null;
        if (place.Node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Name: { } imported } && Namespaces.Contains(imported.ToString()))
            return Edit.Replace(imported, SyntaxFactory.ParseName(framework == TestFramework.XUnit ? "Xunit" : "Microsoft.VisualStudio.TestTools.UnitTesting"));
        if (place.Node.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute || RoleOf(attribute) == Role.None || IsOurs(attribute) || attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
            return null;
        return RoleOf(attribute) == Role.SetUp ? BeforeEach(method, attribute) : Edit.Replace(method, Marked(method));
    }

    /// <summary>All attributes of a method together: that it has rows decides what it is called.</summary>
    private MethodDeclarationSyntax Marked(MethodDeclarationSyntax method)
    {
        var attributes = method.AttributeLists.SelectMany(list => list.Attributes).ToList();
        var rows = attributes.Where(attribute => RoleOf(attribute) is Role.Row or Role.Source).Select(Ours).ToList();
        var test = framework == TestFramework.MSTest ? "TestMethod" : rows.Count > 0 ? "Theory" : "Fact";
        var others = attributes.Where(attribute => RoleOf(attribute) is Role.None or Role.SetUp);
        var lists = rows.Concat(others).Prepend(SyntaxFactory.Attribute(SyntaxFactory.ParseName(test)))
            .Select(attribute => SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute.WithoutTrivia())).WithTrailingTrivia(SyntaxFactory.LineFeed))
            .ToList();
        lists[0] = lists[0].WithLeadingTrivia(method.GetLeadingTrivia());
        return method.WithAttributeLists([]).WithoutLeadingTrivia().WithAttributeLists(SyntaxFactory.List(lists));
    }

    private AttributeSyntax Ours(AttributeSyntax attribute) => attribute.WithName(SyntaxFactory.ParseName((RoleOf(attribute), framework) switch
    {
        (Role.Row, TestFramework.XUnit) => "InlineData",
        (Role.Row, _) => "DataRow",
        (_, TestFramework.XUnit) => "MemberData",
        _ => "DynamicData",
    }));

    /// <summary>xUnit has the constructor for that.</summary>
    private Edit? BeforeEach(MethodDeclarationSyntax method, AttributeSyntax attribute)
    {
        if (framework == TestFramework.MSTest)
            return Edit.Replace(attribute.Name, SyntaxFactory.ParseName("TestInitialize"));
        if (method is not { ParameterList.Parameters.Count: 0, Parent: ClassDeclarationSyntax type } || method.ReturnType.ToString() != "void" || method.Modifiers.Any(SyntaxKind.AsyncKeyword) || method.Modifiers.Any(SyntaxKind.StaticKeyword))
            return null;
        var constructor = SyntaxFactory.ConstructorDeclaration(type.Identifier.WithoutTrivia())
            .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PublicKeyword).WithTrailingTrivia(SyntaxFactory.Space)))
            .WithParameterList(method.ParameterList)
            .WithBody(method.Body)
            .WithExpressionBody(method.ExpressionBody)
            .WithSemicolonToken(method.SemicolonToken);
        return Edit.Replace(method, constructor);
    }

    /// <summary>It only lacks an import.</summary>
    private bool IsOurs(AttributeSyntax attribute) => framework == TestFramework.XUnit
        ? NameOf(attribute) is "Fact" or "Theory" or "InlineData" or "MemberData" or "Trait"
        : NameOf(attribute) is "TestMethod" or "DataRow" or "DynamicData" or "TestInitialize" or "TestCategory" or "Description";

    private static Role RoleOf(AttributeSyntax attribute) => Roles.GetValueOrDefault(NameOf(attribute));

    private static string NameOf(AttributeSyntax attribute) =>
        attribute.Name.ToString().Split('.')[^1] is var name && name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
}
