using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Where a mutant stands in the original source, and what stands there in the mutant.</summary>
/// <param name="Original">Node of the original tree.</param>
/// <param name="Type">The type whose code the compiler writes it into, by its reflection name.</param>
/// <param name="Method">Name of the method it is written into, or that lambdas, local functions and state machines in it are named for, as <see cref="MethodOf(string)"/> gives it; null: only the type is known.</param>
internal sealed record MutatedPlace(Mutant Mutant, SyntaxNode Original, SyntaxNode Replacement, string Type, string? Method)
{
    private const string Initialisation = "initialisation";

    /// <summary>A node that compiles to nothing where a statement goes that is the whole body of an arrow.</summary>
    private static readonly ExpressionSyntax Nothing = SyntaxFactory.ParseExpression("_ = 0");

    /// <param name="mutators">Those that made it.</param>
    /// <returns>Null: the source does not have the mutant.</returns>
    public static MutatedPlace? Of(Mutant mutant, SemanticModel model, MutatorSet mutators)
    {
        var tree = model.SyntaxTree;
        var text = tree.GetText();
        if (mutant.Span.End.Line >= text.Lines.Count)
            return null;
        var span = text.Lines.GetTextSpan(mutant.Span);
        var root = tree.GetRoot();
        if (!root.FullSpan.Contains(span))
            return null;

        // A node, its argument and its statement may have the same place.
        for (var node = root.FindNode(span, getInnermostNodeForTie: true); node is not null && node.Span == span; node = node.Parent)
        {
            if (ReplacementOf(node, mutant, model, mutators) is { } replacement && Enclosing(node, model) is var (type, method))
                return new MutatedPlace(mutant, node, replacement, type, method);
        }

        return null;
    }

    /// <summary>The name without what tells the parts of a property or an event, and the ways to initialise, apart.</summary>
    public static string MethodOf(string name)
    {
        if (name is ".ctor" or ".cctor")
            return Initialisation;
        foreach (var prefix in new[] { "get_", "set_", "add_", "remove_" })
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return name[prefix.Length..];
        return name;
    }

    private static SyntaxNode? ReplacementOf(SyntaxNode node, Mutant mutant, SemanticModel model, MutatorSet mutators)
    {
        var mutation = mutators.Of(node, model).Where(mutation => mutation.Mutator == mutant.Mutator && mutation.TextFor(node) == mutant.Replacement).Select(mutation => (Mutation?)mutation).FirstOrDefault();
        return (node, mutation) switch
        {
            (ExpressionSyntax expression, null) => mutant is { Replacement: "", Mutator: "Statement removal" } && StatementRemovalMutator.IsRemovable(expression, model) ? Nothing : null,
            (_, null) => null,
            (StatementSyntax, { Replacement: null }) => SyntaxFactory.EmptyStatement(),
            (StatementSyntax, { Replacement: ExpressionSyntax replacement }) => SyntaxFactory.ExpressionStatement(replacement.WithoutTrivia()),
            (_, { Replacement: { } replacement }) => replacement,
            _ => null,
        };
    }

    private static (string Type, string? Method)? Enclosing(SyntaxNode node, SemanticModel model)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || model.GetDeclaredSymbol(declaration) is not { } type)
            return null;

        // Members of an extension block are written into the static class around it.
        while (type is { TypeKind: TypeKind.Extension, ContainingType: { } around })
            type = around;
        var member = node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is MemberDeclarationSyntax or AccessorDeclarationSyntax or PrimaryConstructorBaseTypeSyntax || outer is VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax });
        return (ReflectionName(type), MethodOf(member, node, model));
    }

    private static string? MethodOf(SyntaxNode? member, SyntaxNode node, SemanticModel model)
    {
        if (member is PrimaryConstructorBaseTypeSyntax or BaseFieldDeclarationSyntax or VariableDeclaratorSyntax or ConstructorDeclarationSyntax)
            return Initialisation;
        if (member is PropertyDeclarationSyntax { Initializer: { } initializer } && initializer.Span.Contains(node.Span))
            return Initialisation;
        return member is not null && model.GetDeclaredSymbol(member) is { IsImplicitlyDeclared: false } symbol && !symbol.MetadataName.Contains('.', StringComparison.Ordinal) ? MethodOf(symbol.MetadataName) : null;
    }

    private static string ReflectionName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? ReflectionName(outer) + "+" + type.MetadataName
            : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
}
