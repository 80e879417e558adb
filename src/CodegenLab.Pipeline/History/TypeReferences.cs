using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.History;

/// <summary>Which types of the solution a member or the shape of a type deals with: names them, creates them, or uses what they declare. Binds bodies, but only those that are asked for.</summary>
internal sealed class TypeReferences
{
    private readonly HashSet<string> _assemblies;
    private readonly Dictionary<CodePiece, List<(Compilation Compilation, SyntaxNode Node)>> _declarations = [];
    private readonly Dictionary<CodePiece, CodePiece[]> _known = [];
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    /// <param name="compilations">All of the solution that counts.</param>
    public TypeReferences(IReadOnlyCollection<(Compilation Compilation, bool IsTest)> compilations)
    {
        _assemblies = compilations.Select(one => one.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal);
        foreach (var (compilation, isTest) in compilations)
        {
            foreach (var tree in compilation.SyntaxTrees)
                Index(compilation, isTest, tree);
        }
    }

    /// <param name="piece">A member or a type. The shape of a type that is tested, all of a type of a test project.</param>
    /// <returns>Types.</returns>
    public IReadOnlyList<CodePiece> Of(CodePiece piece)
    {
        if (_known.TryGetValue(piece, out var known))
            return known;
        var found = new HashSet<CodePiece>();
        foreach (var (compilation, node) in _declarations.GetValueOrDefault(piece) ?? [])
        {
            if (!_models.TryGetValue(node.SyntaxTree, out var model))
                _models.Add(node.SyntaxTree, model = compilation.GetSemanticModel(node.SyntaxTree));
            Read(model, node, found);
        }

        found.Remove(piece);
        return _known[piece] = [.. found];
    }

    private void Index(Compilation compilation, bool isTest, SyntaxTree tree)
    {
        var assembly = compilation.AssemblyName!;
        var model = compilation.GetSemanticModel(tree);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        if (root.Members.Any(member => member is GlobalStatementSyntax) && model.GetDeclaredSymbol(root) is { } main)
        {
            foreach (var statement in root.Members.OfType<GlobalStatementSyntax>())
                Add(new CodePiece(PieceKind.Member, assembly, MemberIds.Of(main)), statement);
        }

        foreach (var member in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<MemberDeclarationSyntax>())
        {
            switch (member)
            {
                case ExtensionBlockDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax:
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax when model.GetDeclaredSymbol(member)?.GetDocumentationCommentId() is { } id:
                    var piece = new CodePiece(PieceKind.Type, assembly, id);
                    foreach (var part in isTest ? [member] : ShapeOf(member))
                        Add(piece, part);
                    break;
                case not BaseFieldDeclarationSyntax when !isTest && model.GetDeclaredSymbol(member) is { } symbol:
                    Add(new CodePiece(PieceKind.Member, assembly, MemberIds.Of(symbol)), member);
                    break;
            }
        }

        void Add(CodePiece piece, SyntaxNode node)
        {
            if (!_declarations.TryGetValue(piece, out var nodes))
                _declarations.Add(piece, nodes = []);
            nodes.Add((compilation, node));
        }
    }

    private static IEnumerable<SyntaxNode> ShapeOf(MemberDeclarationSyntax declaration) => declaration is not TypeDeclarationSyntax type ? [declaration] :
    [
        .. type.AttributeLists,
        .. new SyntaxNode?[] { type.ParameterList, type.BaseList, type.TypeParameterList }.OfType<SyntaxNode>(),
        .. type.ConstraintClauses,
        .. type.Members.Where(member => member is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: null } or BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null }
            || (member is ConstructorDeclarationSyntax constructor && constructor.Modifiers.Any(SyntaxKind.StaticKeyword))),
    ];

    private void Read(SemanticModel model, SyntaxNode node, HashSet<CodePiece> found)
    {
        foreach (var inner in node.DescendantNodesAndSelf())
        {
            switch (inner)
            {
                case SimpleNameSyntax name:
                    Add(model.GetSymbolInfo(name).Symbol, found);
                    break;
                case BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression }:
                    Add(model.GetTypeInfo(inner).ConvertedType, found);
                    break;
            }
        }
    }

    private void Add(ISymbol? symbol, HashSet<CodePiece> found)
    {
        switch (symbol)
        {
            case INamedTypeSymbol type:
                foreach (var argument in type.TypeArguments)
                    Add(argument, found);
                if (type.OriginalDefinition is { ContainingAssembly.Name: { } assembly, IsImplicitlyDeclared: false } definition && _assemblies.Contains(assembly) && definition.GetDocumentationCommentId() is { } id)
                    found.Add(new CodePiece(PieceKind.Type, assembly, id));
                break;
            case IArrayTypeSymbol array:
                Add(array.ElementType, found);
                break;
            case IMethodSymbol method:
                Add(method.ContainingType, found);
                Add(method.ReturnType, found);
                break;
            case IPropertySymbol property:
                Add(property.ContainingType, found);
                Add(property.Type, found);
                break;
            case IFieldSymbol field:
                Add(field.ContainingType, found);
                Add(field.Type, found);
                break;
            case IEventSymbol or IAliasSymbol:
                Add(symbol is IAliasSymbol alias ? alias.Target : symbol.ContainingType, found);
                break;
            case ILocalSymbol local:
                Add(local.Type, found);
                break;
            case IParameterSymbol parameter:
                Add(parameter.Type, found);
                break;
        }
    }
}
