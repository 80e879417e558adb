using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.History;

/// <summary>
/// Which types of the solution a member or the shape of a type deals with: names them, creates them, or uses what they declare. What is built tells most of it
/// (<see cref="CompiledReferences"/>); constants, attributes and <c>nameof</c> leave no trace there, so the names in the sources count too, whatever they name.
/// </summary>
internal sealed class TypeReferences
{
    private readonly Dictionary<CodePiece, List<SyntaxNode>> _declarations = [];
    private readonly Dictionary<string, HashSet<CodePiece>> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<CodePiece, HashSet<string>> _written = [];
    private readonly Dictionary<CodePiece, CodePiece[]> _known = [];
    private readonly Dictionary<string, CompiledReferences> _compiled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tests = new(StringComparer.Ordinal);

    /// <summary>By assembly, itself and those that it references.</summary>
    private readonly Dictionary<string, HashSet<string>> _reach = new(StringComparer.Ordinal);

    /// <param name="code">All of the solution that counts.</param>
    public TypeReferences(IReadOnlyCollection<BuiltCode> code)
    {
        var assemblies = code.Select(one => one.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal);
        foreach (var one in code)
        {
            var assembly = one.Compilation.AssemblyName!;
            _compiled[assembly] = CompiledReferences.Read(one.Assembly, assemblies);
            _reach[assembly] = [assembly, .. one.Compilation.ReferencedAssemblyNames.Select(reference => reference.Name)];
            if (one.IsTest)
                _tests.Add(assembly);
            foreach (var tree in one.Compilation.SyntaxTrees)
                Index(one.Compilation, one.IsTest, tree);
        }
    }

    /// <param name="piece">A member or a type. The shape of a type that is tested, all of a type of a test project.</param>
    /// <returns>Types.</returns>
    public IReadOnlyList<CodePiece> Of(CodePiece piece)
    {
        if (_known.TryGetValue(piece, out var known))
            return known;
        var found = Compiled(piece).ToHashSet();
        foreach (var token in (_declarations.GetValueOrDefault(piece) ?? []).SelectMany(node => node.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
            found.UnionWith((_named.GetValueOrDefault(token.ValueText) ?? []).Where(type => _reach[piece.Assembly].Contains(type.Assembly)));
        found.Remove(piece);
        return _known[piece] = [.. found];
    }

    private IEnumerable<CodePiece> Compiled(CodePiece piece)
    {
        if (!_compiled.TryGetValue(piece.Assembly, out var compiled))
            return [];
        if (piece.Kind == PieceKind.Type)
            return _tests.Contains(piece.Assembly) ? compiled.OfAll(piece.Name) : compiled.OfShape(piece.Name, _written.GetValueOrDefault(piece) ?? []);
        return DocumentationId.TypeOf(piece.Name) is { } type ? compiled.OfMember(type, CompiledReferences.NameOf(piece.Name)) : [];
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
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax when model.GetDeclaredSymbol(member) is { } type && type.GetDocumentationCommentId() is { } id:
                    var piece = new CodePiece(PieceKind.Type, assembly, id);
                    foreach (var part in isTest ? [member] : ShapeOf(member))
                        Add(piece, part);
                    foreach (var name in NamesOf(type.Name, member))
                        (_named.TryGetValue(name, out var named) ? named : _named[name] = []).Add(piece);
                    break;
                case not BaseFieldDeclarationSyntax when !isTest && model.GetDeclaredSymbol(member) is { } symbol:
                    Add(new CodePiece(PieceKind.Member, assembly, MemberIds.Of(symbol)), member);
                    break;
            }
        }
    }

    private void Add(CodePiece piece, SyntaxNode node)
    {
        (_declarations.TryGetValue(piece, out var nodes) ? nodes : _declarations[piece] = []).Add(node);
        if (piece.Kind == PieceKind.Member && DocumentationId.TypeOf(piece.Name) is { } name && new CodePiece(PieceKind.Type, piece.Assembly, name) is var type)
            (_written.TryGetValue(type, out var written) ? written : _written[type] = new(StringComparer.Ordinal)).Add(CompiledReferences.NameOf(piece.Name));
    }

    /// <summary>Names by which code can use a type, or a value of it, and leave no trace in what is built.</summary>
    private static IEnumerable<string> NamesOf(string type, MemberDeclarationSyntax declaration) =>
    [
        type,
        .. type.EndsWith("Attribute", StringComparison.Ordinal) ? [type[..^"Attribute".Length]] : Array.Empty<string>(),
        .. declaration switch
        {
            EnumDeclarationSyntax values => values.Members.Select(value => value.Identifier.ValueText),
            TypeDeclarationSyntax holder => holder.Members.OfType<FieldDeclarationSyntax>().Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword)).SelectMany(field => field.Declaration.Variables).Select(constant => constant.Identifier.ValueText),
            _ => [],
        },
    ];

    private static IEnumerable<SyntaxNode> ShapeOf(MemberDeclarationSyntax declaration) => declaration is not TypeDeclarationSyntax type ? [declaration] :
    [
        .. type.AttributeLists,
        .. new SyntaxNode?[] { type.ParameterList, type.BaseList, type.TypeParameterList }.OfType<SyntaxNode>(),
        .. type.ConstraintClauses,
        .. type.Members.Where(member => member is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax { ExpressionBody: null } or BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null }
            || (member is ConstructorDeclarationSyntax constructor && constructor.Modifiers.Any(SyntaxKind.StaticKeyword))),
    ];
}
