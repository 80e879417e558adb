using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>Classes and parameters of methods in a file that bear attributes, found once per tree and without looking into bodies.</summary>
internal sealed class Marks
{
    private static readonly ConditionalWeakTable<SyntaxTree, Marks> Known = new();

    private readonly List<(SyntaxNode Node, string[] Attributes)> _found = [];
    private readonly List<(string Alias, string Name)> _aliases = [];
    private readonly List<(string Alias, string Name)> _shared = [];

    private Marks(SyntaxTree tree)
    {
        if (tree.GetRoot() is not CompilationUnitSyntax unit)
            return;
        Usings(unit.Usings);
        Members(unit.Members);
    }

    /// <summary>Global aliases, each with the last word of what it stands for.</summary>
    public IReadOnlyList<(string Alias, string Name)> Shared => _shared;

    /// <summary>It declares a class, of records too.</summary>
    public static bool IsClass(SyntaxNode node) => node.Kind() is SyntaxKind.ClassDeclaration or SyntaxKind.RecordDeclaration;

    public static Marks Of(SyntaxTree tree) => Known.GetValue(tree, static one => new Marks(one));

    /// <summary>Those with one of the attributes, as far as syntax tells.</summary>
    /// <param name="attributes">Names of their classes, without namespace.</param>
    /// <param name="shared">Global aliases of the project.</param>
    public IEnumerable<SyntaxNode> With(string[] attributes, IReadOnlyCollection<(string Alias, string Name)> shared)
    {
        foreach (var (node, names) in _found)
        {
            if (names.Any(name => attributes.Any(attribute => Means(name, attribute) || _aliases.Any(one => Means(one.Name, attribute) && Means(name, one.Alias)) || shared.Any(one => Means(one.Name, attribute) && Means(name, one.Alias)))))
                yield return node;
        }
    }

    /// <summary>The word Attribute may be left out.</summary>
    private static bool Means(string name, string attribute) => name == attribute
        || (attribute.Length == name.Length + nameof(Attribute).Length && attribute.StartsWith(name, StringComparison.Ordinal) && attribute.EndsWith(nameof(Attribute), StringComparison.Ordinal));

    private void Usings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var one in usings)
        {
            if (one is { Alias.Name.Identifier.ValueText: var alias, NamespaceOrType: NameSyntax name })
                (one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? _shared : _aliases).Add((alias, LastWord(name)));
        }
    }

    private void Members(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Usings(space.Usings);
                    Members(space.Members);
                    break;
                case TypeDeclarationSyntax type:
                    if (IsClass(type))
                        Add(type, type.AttributeLists);
                    Members(type.Members);
                    break;
                case MethodDeclarationSyntax method:
                    foreach (var parameter in method.ParameterList.Parameters)
                        Add(parameter, parameter.AttributeLists);
                    break;
            }
        }
    }

    private void Add(SyntaxNode node, SyntaxList<AttributeListSyntax> lists)
    {
        if (lists.Count > 0)
            _found.Add((node, [.. lists.SelectMany(list => list.Attributes).Select(attribute => LastWord(attribute.Name))]));
    }

    private static string LastWord(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
