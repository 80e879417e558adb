using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Gives test methods and their sources the form without which NUnit does not run them: public, a task where they are asynchronous, static. Its analyzers say where.</summary>
internal sealed class TestMethodShape : IRepair
{
    public string Name => "form of a test method";

    public Edit? Repair(RepairPlace place)
    {
        var method = place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return place.Code switch
        {
            "NUnit1012" when method is { ReturnType: PredefinedTypeSyntax } => Edit.Replace(method, method.WithReturnType(SyntaxFactory.ParseTypeName("System.Threading.Tasks.Task").WithTriviaFrom(method.ReturnType))),
            "NUnit1026" when method is not null => Edit.Replace(method, Public(method)),
            "NUnit1017" when place.Node.FirstAncestorOrSelf<AttributeSyntax>() is { } source => Static(place, source),
            "NUnit2059" when place.Node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: InvocationExpressionSyntax call } => Edit.Replace(call, SyntaxFactory.ParseExpression("await " + call.WithoutTrivia())),
            _ => null,
        };
    }

    private static MethodDeclarationSyntax Public(MethodDeclarationSyntax method)
    {
        var others = method.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PrivateKeyword) && !modifier.IsKind(SyntaxKind.InternalKeyword) && !modifier.IsKind(SyntaxKind.ProtectedKeyword)).ToList();
        var first = SyntaxFactory.Token(SyntaxKind.PublicKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (method.Modifiers.Count > 0)
            return method.WithModifiers(SyntaxFactory.TokenList([first.WithLeadingTrivia(method.Modifiers[0].LeadingTrivia), .. others.Select(modifier => modifier.WithLeadingTrivia())]));
        return method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(first.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia())));
    }

    /// <summary>The source of test cases that an attribute names, as something that needs no instance.</summary>
    private static Edit? Static(RepairPlace place, AttributeSyntax attribute)
    {
        if (attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is not { } argument || place.Model.GetConstantValue(argument).Value is not string name)
            return null;
        return type.Members.FirstOrDefault(member => NameOf(member) == name) switch
        {
            { Modifiers: { Count: > 0 } modifiers } member when !modifiers.Any(SyntaxKind.StaticKeyword) =>
                Edit.Replace(member, member.WithModifiers(modifiers.Insert(1, SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space)))),
            _ => null,
        };
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax { Declaration.Variables: [var only] } => only.Identifier.Text,
        _ => null,
    };
}
