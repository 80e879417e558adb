using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Remembering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Finds fixtures that look like more than they are: without a test, with one test twice, or with tests that all expect one and the same result of a method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FixtureAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Two tests with one result may be all that a method needs.</summary>
    private const int Several = 3;

    private static readonly string[] OfFixtures = ["TestFixtureAttribute", "TestFixtureSourceAttribute", "TestClassAttribute"];

    /// <summary>Constraints that hold for one value.</summary>
    private static readonly string[] Sames = ["Is.EqualTo(", "Is.SameAs(", "Is.EquivalentTo("];

    /// <summary>What comments and directives are told by; in a text literal as well, which does no harm.</summary>
    private static readonly string[] Comments = ["//", "/*", "#"];

    /// <summary>Attributes that do not make another test of a test.</summary>
    private static readonly string[] Remarks = ["Description", "Category", "Author", "Property", "Order", "TestCategory", "Trait", "Reviewed"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.IsDegenerate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(static node => Analyze(node), SyntaxKind.ClassDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (ClassDeclarationSyntax)context.Node;
        var tests = syntax.Members.OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is { } symbol && TestSource.IsTest(symbol)).ToList();
        if (tests.Count == 0)
        {
            if (syntax.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is { IsAbstract: false } type && IsFixture(type) && !HasTests(type))
                Report(context, syntax.Identifier, syntax.Identifier.ValueText, "holds no test, so that nothing of it runs: write one, or take the attribute away");
            return;
        }

        // Few texts are the same but for white space, and of few tests the tokens have to be made.
        foreach (var same in tests.GroupBy(TextHash).Where(group => group.Count() > 1).SelectMany(group => group.GroupBy(Essence)).Where(group => group.Count() > 1))
        {
            foreach (var again in same.Skip(1))
                Report(context, again.Identifier, again.Identifier.ValueText, $"is the same test as '{same.First().Identifier.ValueText}': remove one, or change what it does");
        }

        if (tests.Count >= Several && syntax.Modifiers.All(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)) && OneResult(tests, context.SemanticModel) is var (method, result))
            Report(context, syntax.Identifier, syntax.Identifier.ValueText, $"expects {result} of '{method}' in all of its {tests.Count} tests, so that code that always returns it passes: add a test with another result");
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxToken at, string name, string words) =>
        context.ReportDiagnostic(Diagnostic.Create(Rules.IsDegenerate, at.GetLocation(), name, words));

    private static bool IsFixture(INamedTypeSymbol type) => type.GetAttributes().Any(attribute => OfFixtures.Contains(attribute.AttributeClass?.Name));

    /// <summary>Own ones, inherited ones, and those of types inside, which a fixture may be there for.</summary>
    private static bool HasTests(INamedTypeSymbol type)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (TestSource.HoldsTests(one))
                return true;
        }

        return type.GetTypeMembers().Any(HasTests);
    }

    /// <summary>Hash of what a test does without white space and comments, as far as that is told without its tokens.</summary>
    private static ulong TextHash(MethodDeclarationSyntax test)
    {
        var body = (SyntaxNode?)test.Body ?? test.ExpressionBody;
        var text = body?.ToString() ?? "";
        if (Comments.Any(mark => text.IndexOf(mark, StringComparison.Ordinal) >= 0))
            text = string.Concat(body!.DescendantTokens().Select(token => token.Text));
        var hash = new Fingerprint();
        foreach (var letter in text)
        {
            if (!char.IsWhiteSpace(letter))
                hash.Add(letter);
        }

        return hash.Value;
    }

    /// <summary>Hash of everything of a test but its name, what is only said about it, and how it is laid out.</summary>
    private static ulong Essence(MethodDeclarationSyntax test)
    {
        var hash = new Fingerprint();
        var data = test.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => !Remarks.Contains(attribute.Name.ToString().Split('.').Last()));
        foreach (var node in data.Cast<SyntaxNode?>().Concat([test.ReturnType, test.ParameterList, test.ExpressionBody, test.Body]))
        {
            foreach (var token in node?.DescendantTokens() ?? [])
                hash.Add(token.Text);
            hash.Add("");
        }

        return hash.Value;
    }

    /// <summary>The method that all tests assert one constant of, and nothing else; null: there is none.</summary>
    private static (string Method, string Result)? OneResult(List<MethodDeclarationSyntax> tests, SemanticModel model)
    {
        // To ask what calls mean, their bodies are bound: of most fixtures the first test says already that it is otherwise.
        if (tests.Exists(AssertsOtherwise))
            return null;
        (string, string)? common = null;
        foreach (var test in tests)
        {
            var asserted = test.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && TestSource.Asserts(method.ReducedFrom ?? method))
                .Select(call => WeaknessJudge.ConstantOf(call, test, model)).Distinct().ToList();
            if (asserted is not [{ } only] || (common is not null && common != only))
                return null;
            common = only;
        }

        return common;
    }

    /// <summary>An assertion of it is of no constant, as it is written.</summary>
    private static bool AssertsOtherwise(MethodDeclarationSyntax test) => test.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" }, Name.Identifier.ValueText: "That" }
        && call.ArgumentList.Arguments is [_, { Expression: InvocationExpressionSyntax or MemberAccessExpressionSyntax } constraint, ..]
        && constraint.ToString() is not ("Is.True" or "Is.False") and var words && !Sames.Any(words.Contains));
}
