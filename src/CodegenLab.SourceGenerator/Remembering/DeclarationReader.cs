using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>Reads what a file declares, off its syntax.</summary>
internal sealed class DeclarationReader(SyntaxTree tree)
{
    /// <summary>Extension methods that foreach, await, queries, initializers and deconstruction call without naming them.</summary>
    private static readonly HashSet<string> Unnamed =
    [
        "GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", "Deconstruct", "Add", "Select", "SelectMany", "Where", "Join", "GroupJoin", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Cast",
        "GetPinnableReference", "Dispose", "DisposeAsync", "Slice",
    ];

    private readonly List<Declaration> _found = [];
    private Fingerprint _header = new();
    private Fingerprint _shared = new();
    private Fingerprint _content = new();
    private HashSet<int> _names = [];
    private bool _isEverywhere;
    private int _tokens;

    public Declarations Read()
    {
        _header.Add(tree.FilePath);
        if (tree.Options is CSharpParseOptions options)
            _header.Add(((int)options.LanguageVersion).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (tree.GetRoot() is CompilationUnitSyntax unit)
        {
            Usings(unit.Externs, unit.Usings);
            foreach (var list in unit.AttributeLists)
                Add(list, ref _shared);
            Members(unit.Members, "");
        }

        return new Declarations(_header.Value, _shared.Value, _found);
    }

    private void Usings(SyntaxList<ExternAliasDirectiveSyntax> aliases, SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var alias in aliases)
            Add(alias, ref _header);
        foreach (var one in usings)
        {
            if (!one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            {
                Add(one, ref _header);
                continue;
            }

            Add(one, ref _shared);
            // These speak, everywhere, of types that are named here alone.
            if (one.Alias is { Name.Identifier.ValueText: var name })
                _found.Add(new Declaration(Fingerprint.Of("using " + name), 1, Named(name), false));
            else if (one.StaticKeyword.IsKind(SyntaxKind.StaticKeyword))
                _found.Add(new Declaration(Fingerprint.Of(one.ToString()), 1, [], true));
        }
    }

    private void Members(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    var name = inner.Name.ToString();
                    var full = space.Length == 0 ? name : $"{space}.{name}";
                    _found.Add(new Declaration(Fingerprint.Of("namespace " + full), 0, [.. name.Split('.').Select(part => NameSet.Hash(part.Trim(' ', '@')))], false));
                    Usings(inner.Externs, inner.Usings);
                    Members(inner.Members, full);
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                    _content = new Fingerprint();
                    _names = [];
                    _isEverywhere = space == "System" || space.StartsWith("System.", StringComparison.Ordinal);
                    Add(member, ref _content);
                    _found.Add(new Declaration(Fingerprint.Of($"{space}.{NameOf(member)}"), _content.Value, _names, _isEverywhere));
                    break;
                case GlobalStatementSyntax:
                    break;
                default:
                    Add(member, ref _header);
                    break;
            }
        }
    }

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        TypeDeclarationSyntax one => $"{one.Identifier.ValueText}`{one.TypeParameterList?.Parameters.Count}",
        BaseTypeDeclarationSyntax one => one.Identifier.ValueText,
        DelegateDeclarationSyntax one => $"{one.Identifier.ValueText}`{one.TypeParameterList?.Parameters.Count}",
        _ => "",
    };

    private void Add(SyntaxNode node, ref Fingerprint into)
    {
        Names(node);
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is not { } inner)
                Add(child.AsToken(), ref into);
            else if (IsBody(inner))
                AddBody(inner, ref into);
            else
                Add(inner, ref into);
        }
    }

    private void Add(SyntaxToken token, ref Fingerprint into)
    {
        _tokens++;
        if (token.ContainsDirectives)
            Directives(token.LeadingTrivia);
        into.Add(token.Text);
    }

    private void AddBody(SyntaxNode body, ref Fingerprint into)
    {
        // That there is one says much: without it a member of an interface is abstract.
        into.Add("{}");
        if (body.ContainsDirectives)
            Directives(body.DescendantTrivia());
        if (body is not BlockSyntax { Parent: BaseMethodDeclarationSyntax } block)
            return;
        foreach (var token in block.Statements.Where(Guards.IsGuard).SelectMany(statement => statement.DescendantTokens()))
            into.Add(token.Text);
    }

    /// <summary>From a nullable directive on, everything means something else: where it stands counts, in tokens that others see.</summary>
    private void Directives(IEnumerable<SyntaxTrivia> trivia)
    {
        foreach (var one in trivia.Where(one => one.IsKind(SyntaxKind.NullableDirectiveTrivia)))
            _header.Add($"{one} {_tokens}");
    }

    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: BaseFieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private void Names(SyntaxNode node)
    {
        switch (node)
        {
            case BaseTypeDeclarationSyntax type:
                Name(type.Identifier.ValueText);
                break;
            case DelegateDeclarationSyntax type:
                Name(type.Identifier.ValueText);
                break;
            // A nameless type is an extension block, which this version of Roslyn does not know.
            case MethodDeclarationSyntax method when method.ParameterList.Parameters is [{ } first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword) || method.Parent is TypeDeclarationSyntax { Identifier.ValueText: "" }:
                Name(method.Identifier.ValueText);
                _isEverywhere |= Unnamed.Contains(method.Identifier.ValueText);
                break;
            case PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "" } } property:
                Name(property.Identifier.ValueText);
                break;
            case OperatorDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "" } }:
                _isEverywhere = true;
                break;
        }
    }

    private void Name(string name) => _names.UnionWith(Named(name));

    private static HashSet<int> Named(string name)
    {
        const string attribute = "Attribute";
        return name.EndsWith(attribute, StringComparison.Ordinal) ? [NameSet.Hash(name), NameSet.Hash(name.Substring(0, name.Length - attribute.Length))] : [NameSet.Hash(name)];
    }
}
