using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.History;

/// <summary>
/// What the code of a project is, member by member and type by type: hashes of 16 hexadecimal digits that stay the same when files are reformatted, commented or moved.
/// Nothing is bound but declarations: it takes about as long as reading the files.
/// </summary>
/// <param name="Members">Of members that run code of their own, by documentation id: their tokens, signature and attributes included.</param>
/// <param name="Types">
/// The shape of types, by documentation id: all that is in no body. Attributes, bases, type parameters, primary constructors, fields and properties with their initialisers, constants,
/// enum members, members without a body, static constructors, the using directives that hold for them; and of members with a body the signatures by which they can take
/// effect where nobody names them: overrides, overloads, constructors, operators, what implements interfaces or is called by the language.
/// </param>
public sealed record MemberFingerprints(ImmutableDictionary<string, string> Members, ImmutableDictionary<string, string> Types)
{
    /// <param name="cancellationToken">Asked between files.</param>
    public static MemberFingerprints Of(Compilation compilation, CancellationToken cancellationToken = default)
    {
        var reading = new Reading(compilation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reading.Read(tree);
        }

        return new MemberFingerprints(Hashes(reading.Members), Hashes(reading.Types));
    }

    /// <summary>Parts of a declaration may stand in any order, in any file.</summary>
    private static ImmutableDictionary<string, string> Hashes(Dictionary<string, List<string>> parts) =>
        parts.ToImmutableDictionary(part => part.Key, part => SubjectCode.HashOf(part.Value.Order(StringComparer.Ordinal)), StringComparer.Ordinal);

    private sealed class Reading(Compilation compilation)
    {
        /// <summary>What the language calls without a name, and programs by reflection or through <c>object</c>.</summary>
        private static readonly HashSet<string> CalledByTheLanguage = new(StringComparer.Ordinal)
        {
            "Add", "CompareTo", "Deconstruct", "Dispose", "DisposeAsync", "Equals", "GetAsyncEnumerator", "GetAwaiter", "GetEnumerator", "GetHashCode", "GetPinnableReference",
            "MoveNext", "MoveNextAsync", "PrintMembers", "Slice", "ToString",
        };

        private readonly Dictionary<ITypeSymbol, HashSet<string>> _inherited = new(SymbolEqualityComparer.Default);

        public Dictionary<string, List<string>> Members { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, List<string>> Types { get; } = new(StringComparer.Ordinal);

        public void Read(SyntaxTree tree)
        {
            var model = compilation.GetSemanticModel(tree);
            var root = (CompilationUnitSyntax)tree.GetRoot();
            var main = root.Members.OfType<GlobalStatementSyntax>().Select(SubjectCode.CodeOf).ToList();
            if (main.Count > 0 && model.GetDeclaredSymbol(root) is { } entry)
                Add(Members, MemberIds.Of(entry), string.Join('\n', main.Concat(Usings(root))));
            Read(model, root.Members, Usings(root));
        }

        private void Read(SemanticModel model, SyntaxList<MemberDeclarationSyntax> members, ImmutableArray<string> usings)
        {
            foreach (var member in members)
            {
                if (member is BaseNamespaceDeclarationSyntax space)
                    Read(model, space.Members, [.. usings.AddRange(space.Usings.Select(SubjectCode.CodeOf)).Order(StringComparer.Ordinal)]);
                else if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && model.GetDeclaredSymbol(member) is INamedTypeSymbol type)
                    Read(model, member, type, usings);
            }
        }

        private void Read(SemanticModel model, MemberDeclarationSyntax declaration, INamedTypeSymbol type, ImmutableArray<string> usings)
        {
            var shape = new List<string>();
            var signatures = new SortedSet<string>(StringComparer.Ordinal);
            switch (declaration)
            {
                case TypeDeclarationSyntax { Members: var members } parts:
                    shape.Add(SubjectCode.CodeOf(parts.WithMembers([])));
                    ReadMembers(model, members, type, usings, shape, signatures);
                    break;
                default:
                    shape.Add(SubjectCode.CodeOf(declaration));
                    break;
            }

            Add(Types, IdOf(type), string.Join('\n', [.. shape, "", .. signatures, "", .. usings]));
        }

        private void ReadMembers(SemanticModel model, SyntaxList<MemberDeclarationSyntax> members, INamedTypeSymbol type, ImmutableArray<string> usings, List<string> shape, SortedSet<string> signatures)
        {
            foreach (var member in members)
            {
                switch (member)
                {
                    case ExtensionBlockDeclarationSyntax block:
                        shape.Add(SubjectCode.CodeOf(block.WithMembers([])));
                        ReadMembers(model, block.Members, type, usings, shape, signatures);
                        break;
                    case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax when model.GetDeclaredSymbol(member) is INamedTypeSymbol nested:
                        Read(model, member, nested, usings);
                        break;
                    case not BaseFieldDeclarationSyntax when HasBody(member) && model.GetDeclaredSymbol(member) is { } symbol:
                        foreach (var id in IdsOf(symbol))
                            Add(Members, id, SubjectCode.CodeOf(member));
                        if (member is PropertyDeclarationSyntax { Initializer: not null } or ConstructorDeclarationSyntax && symbol.IsStatic)
                            shape.Add(SubjectCode.CodeOf(member));
                        else if (TakesEffectUnnamed(symbol, type))
                            signatures.Add(symbol.GetDocumentationCommentId() + (symbol.IsOverride ? " override" : ""));
                        break;
                    default:
                        shape.Add(SubjectCode.CodeOf(member));
                        break;
                }
            }
        }

        private bool TakesEffectUnnamed(ISymbol symbol, INamedTypeSymbol type) =>
            symbol.IsOverride || symbol.IsVirtual
            || symbol is IMethodSymbol { MethodKind: not MethodKind.Ordinary } or IPropertySymbol { IsIndexer: true } or IPropertySymbol { ExplicitInterfaceImplementations.IsEmpty: false } or IEventSymbol { ExplicitInterfaceImplementations.IsEmpty: false }
            || symbol is IMethodSymbol { IsExtensionMethod: true }
            || CalledByTheLanguage.Contains(symbol.Name)
            || type.GetMembers(symbol.Name).Length > 1
            || Inherited(type).Contains(symbol.Name);

        /// <summary>Names of what a type has from its bases and interfaces.</summary>
        private HashSet<string> Inherited(INamedTypeSymbol type)
        {
            if (_inherited.TryGetValue(type, out var known))
                return known;
            var names = type.AllInterfaces.SelectMany(face => face.GetMembers()).Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
            for (var above = type.BaseType; above is not null and not { SpecialType: SpecialType.System_Object }; above = above.BaseType)
                names.UnionWith(above.GetMembers().Select(member => member.Name));
            return _inherited[type] = names;
        }

        private static bool HasBody(MemberDeclarationSyntax member) => member switch
        {
            BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
            PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null } => true,
            BasePropertyDeclarationSyntax property => property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) == true,
            _ => false,
        };

        private static ImmutableArray<string> Usings(CompilationUnitSyntax root) =>
            [.. root.Usings.Where(one => !one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).Select(SubjectCode.CodeOf).Order(StringComparer.Ordinal)];

        /// <summary>Probes in accessors of an extension property name the methods that implement it, others the property.</summary>
        private static IEnumerable<string> IdsOf(ISymbol symbol) =>
            symbol is IPropertySymbol { ContainingType.IsExtension: true } property
                ? new ISymbol?[] { property, property.GetMethod, property.SetMethod }.OfType<ISymbol>().Select(MemberIds.Of)
                : [MemberIds.Of(symbol)];

        private static string IdOf(INamedTypeSymbol type) => type.GetDocumentationCommentId() ?? type.ToDisplayString();

        private static void Add(Dictionary<string, List<string>> all, string id, string code)
        {
            if (!all.TryGetValue(id, out var parts))
                all.Add(id, parts = []);
            parts.Add(code);
        }
    }
}
