using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Suites;

/// <summary>The members with code of a project's files.</summary>
internal sealed class MemberSheet(CSharpCompilation compilation)
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    private static readonly SymbolDisplayFormat NameFormat = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <summary>In source order, one entry per member.</summary>
    public ImmutableArray<MemberFigures> In(SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        return
        [
            .. tree.GetRoot().DescendantNodesAndSelf()
                .Where(HasCode)
                .Select(node => (Node: node, Symbol: model.GetDeclaredSymbol(node)))
                .Where(found => found.Symbol is not null)
                .Select(found => FiguresOf(found.Node, found.Symbol!))
                .DistinctBy(member => member.Id),
        ];
    }

    private static bool HasCode(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax file => file.Members.Any(SyntaxKind.GlobalStatement),
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null || property.Initializer is not null || HasCode(property.AccessorList),
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody is not null || HasCode(indexer.AccessorList),
        EventDeclarationSyntax @event => HasCode(@event.AccessorList),
        VariableDeclaratorSyntax { Initializer: not null, Parent.Parent: BaseFieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private static bool HasCode(AccessorListSyntax? accessors) => accessors?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true;

    private static MemberFigures FiguresOf(SyntaxNode node, ISymbol symbol)
    {
        ImmutableArray<SyntaxNode> parts = node is CompilationUnitSyntax file ? [.. file.Members.OfType<GlobalStatementSyntax>()] : [node];
        var isTopLevel = node is CompilationUnitSyntax;
        return new MemberFigures(
            MemberIds.Of(symbol), symbol.ContainingType?.ToDisplayString(TypeFormat) ?? "", isTopLevel ? "Main(string[])" : symbol.ToDisplayString(NameFormat),
            parts[0].GetLocation().GetLineSpan().StartLinePosition.Line + 1, parts[^1].GetLocation().GetLineSpan().EndLinePosition.Line + 1, Complexity(parts), IsSeen(symbol))
        {
            ClassName = symbol.ContainingType is { } type ? ClassNameOf(type) : "",
            IsTopLevel = isTopLevel,
        };
    }

    private static string ClassNameOf(INamedTypeSymbol type) => type.ContainingType is not { } outer
        ? type.ToDisplayString(TypeFormat)
        : $"{ClassNameOf(outer)}/{type.ToDisplayString(TypeFormat)[(outer.ToDisplayString(TypeFormat).Length + 1)..]}";

    private static bool IsSeen(ISymbol symbol)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
                return false;
        return true;
    }

    /// <summary>McCabe's number, counted as most tools do: one, and one for each decision.</summary>
    private static int Complexity(ImmutableArray<SyntaxNode> parts) => 1 + parts.SelectMany(part => part.DescendantNodes()).Count(inner => inner switch
    {
        IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax or CatchClauseSyntax or ConditionalExpressionSyntax or ConditionalAccessExpressionSyntax => true,
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax or SwitchExpressionArmSyntax { Pattern: not DiscardPatternSyntax } => true,
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
        BinaryPatternSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
        _ => false,
    });
}
