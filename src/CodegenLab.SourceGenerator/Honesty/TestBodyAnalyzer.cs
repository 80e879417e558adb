using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Finds in tests what hides a failure or makes one by chance: swallowed exceptions, assertions that nobody awaits, the clock, random numbers without a seed, sleeping.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TestBodyAnalyzer : DiagnosticAnalyzer
{
    private const string Later = "is another value in each run";
    private const string Sleeps = "waits and hopes";

    /// <summary>Members by type, with what is wrong with them and what to do.</summary>
    private static readonly (string Type, string[] Members, string Wrong, string Advice)[] Chance =
    [
        ("System.DateTime", ["Now", "UtcNow", "Today"], Later, "take a fixed time, or hand a TimeProvider to the code"),
        ("System.DateTimeOffset", ["Now", "UtcNow"], Later, "take a fixed time, or hand a TimeProvider to the code"),
        ("System.Guid", ["NewGuid", "CreateVersion7"], Later, "take a fixed Guid"),
        ("System.Random", ["Shared"], Later, "take a Random with a seed"),
        ("System.Environment", ["TickCount", "TickCount64"], Later, "take a fixed number"),
        ("System.Threading.Thread", ["Sleep"], Sleeps, "wait for what is to happen, or hand a TimeProvider to the code"),
        ("System.Threading.Tasks.Task", ["Delay"], Sleeps, "wait for what is to happen, or hand a TimeProvider to the code"),
    ];

    /// <summary>Of all of them: what bears none of these names is not looked up.</summary>
    private static readonly HashSet<string> ChanceMembers = [.. Chance.SelectMany(one => one.Members)];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SwallowsExceptions, Rules.IsNotAwaited, Rules.DependsOnChance];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                var syntax = (MethodDeclarationSyntax)node.Node;
                if (syntax.AttributeLists.Count == 0 || node.ContainingSymbol is not IMethodSymbol method || !TestSource.RunsWithTests(method))
                    return;
                foreach (var inner in syntax.DescendantNodes())
                    Look(inner, method, node);
            },
            SyntaxKind.MethodDeclaration);
    }

    private static void Look(SyntaxNode inner, IMethodSymbol test, SyntaxNodeAnalysisContext context)
    {
        switch (inner)
        {
            case CatchClauseSyntax clause when Swallows(clause, context.SemanticModel):
                context.ReportDiagnostic(Diagnostic.Create(Rules.SwallowsExceptions, clause.CatchKeyword.GetLocation(), test.Name, clause.Declaration?.Type.ToString() ?? "every exception"));
                break;
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } when IsLost(call, context.SemanticModel):
                context.ReportDiagnostic(Diagnostic.Create(Rules.IsNotAwaited, call.GetLocation(), call.Expression.ToString()));
                break;
            case MemberAccessExpressionSyntax access when ChanceMembers.Contains(access.Name.Identifier.ValueText) && context.SemanticModel.GetSymbolInfo(access).Symbol is IMethodSymbol or IPropertySymbol:
                var member = context.SemanticModel.GetSymbolInfo(access).Symbol!;
                if (Chance.FirstOrDefault(one => one.Members.Contains(member.Name) && member.ContainingType?.ToDisplayString() == one.Type) is { Type: not null } found)
                    context.ReportDiagnostic(Diagnostic.Create(Rules.DependsOnChance, access.GetLocation(), $"{member.ContainingType.Name}.{member.Name}", found.Wrong, found.Advice));
                break;
            // Random has no type arguments, and no alias has: for these nothing is bound.
            case BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } creation
                when creation is not ObjectCreationExpressionSyntax { Type: GenericNameSyntax } && context.SemanticModel.GetSymbolInfo(creation).Symbol is IMethodSymbol { ContainingType: { Name: "Random", ContainingNamespace.Name: "System" } }:
                context.ReportDiagnostic(Diagnostic.Create(Rules.DependsOnChance, creation.GetLocation(), "new Random()", "gives other numbers in each run", "give it a seed"));
                break;
        }
    }

    /// <summary>Nothing is thrown, asserted or done with the exception. That something was cancelled is often expected, and said so by catching just that.</summary>
    private static bool Swallows(CatchClauseSyntax clause, SemanticModel model)
    {
        if (clause.Declaration is { } declaration && model.GetTypeInfo(declaration.Type).Type?.Name is "OperationCanceledException" or "TaskCanceledException")
            return false;
        var name = clause.Declaration?.Identifier.ValueText;
        return !clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax
            || (node is IdentifierNameSyntax used && !string.IsNullOrEmpty(name) && used.Identifier.ValueText == name)
            || (node is AssignmentExpressionSyntax or ReturnStatementSyntax or PostfixUnaryExpressionSyntax)
            || (node is InvocationExpressionSyntax call && model.GetSymbolInfo(call).Symbol is IMethodSymbol method
                && (TestSource.Asserts(method.ReducedFrom ?? method) || method is { Name: "Pass", ContainingType.Name: "Assert" })));
    }

    /// <summary>An assertion whose task nobody looks at.</summary>
    private static bool IsLost(InvocationExpressionSyntax call, SemanticModel model) =>
        ((call.Expression as MemberAccessExpressionSyntax)?.Name is not { Identifier.ValueText: var name } || name.EndsWith("Async", StringComparison.Ordinal)) && IsAssertion(call, model);

    private static bool IsAssertion(InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetSymbolInfo(call).Symbol is IMethodSymbol { ReturnType: { Name: "Task" or "ValueTask" } type } method
        && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks"
        && (TestSource.Asserts(method.ReducedFrom ?? method) || method is { Name: "MultipleAsync", ContainingType.Name: "Assert" });
}
