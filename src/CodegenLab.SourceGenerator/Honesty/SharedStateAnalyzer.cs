using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Finds static fields and properties of test classes that tests change.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedStateAnalyzer : DiagnosticAnalyzer
{
    private static readonly string[] Changes = ["Add", "AddRange", "Clear", "Insert", "Remove", "RemoveAt", "RemoveAll", "Push", "Pop", "Enqueue", "Dequeue", "TryAdd", "Append", "Sort", "Reverse"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SharesState];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                var syntax = (MethodDeclarationSyntax)node.Node;
                if (syntax.AttributeLists.Count == 0 || node.ContainingSymbol is not IMethodSymbol method || !HasStatics(method.ContainingType) || !TestSource.RunsWithTests(method))
                    return;
                foreach (var changed in syntax.DescendantNodes().Select(Changed).OfType<ExpressionSyntax>().Where(changed => MayBeStaticOf(method.ContainingType, changed)))
                {
                    if (node.SemanticModel.GetSymbolInfo(changed).Symbol is IFieldSymbol { IsConst: false } or IPropertySymbol
                        && node.SemanticModel.GetSymbolInfo(changed).Symbol is { IsStatic: true } member && SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, method.ContainingType.OriginalDefinition))
                    {
                        node.ReportDiagnostic(Diagnostic.Create(Rules.SharesState, changed.GetLocation(), member.Name, method.Name));
                    }
                }
            },
            SyntaxKind.MethodDeclaration);
    }

    /// <summary>Most test classes have none, and nothing of them is looked at.</summary>
    private static bool HasStatics(INamedTypeSymbol type) => type.GetMembers().Any(IsVariable);

    /// <summary>As far as its name tells. What a name means is told by binding the body, which takes longer than all else.</summary>
    private static bool MayBeStaticOf(INamedTypeSymbol type, ExpressionSyntax changed) => changed switch
    {
        SimpleNameSyntax name => HasStatic(type, name),
        MemberAccessExpressionSyntax access => HasStatic(type, access.Name),
        _ => true,
    };

    private static bool HasStatic(INamedTypeSymbol type, SimpleNameSyntax name) => type.GetMembers(name.Identifier.ValueText).Any(IsVariable);

    private static bool IsVariable(ISymbol member) => member is { IsStatic: true, Kind: SymbolKind.Field or SymbolKind.Property };

    /// <summary>What a piece of code changes, or the collection that it adds to.</summary>
    private static ExpressionSyntax? Changed(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax element } => element.Expression,
        AssignmentExpressionSyntax assignment => assignment.Left,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } unary => unary.Operand,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } unary => unary.Operand,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var collection, Name.Identifier.ValueText: var name } } when Changes.Contains(name) => collection,
        _ => null,
    };
}
