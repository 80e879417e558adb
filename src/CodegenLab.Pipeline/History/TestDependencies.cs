using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.History;

/// <summary>
/// From what a test was seen to enter to all that it depends on: those members, the shapes of the types that they and the test deal with, directly or by what such types hold, and what its
/// class and the classes that it uses contain. Rather too much than too little.
/// </summary>
internal sealed class TestDependencies
{
    /// <summary>Marks of classes and methods that have a say in tests that do not name them.</summary>
    private static readonly HashSet<string> ForAllTests = new(StringComparer.Ordinal)
    {
        "SetUpFixture", "CollectionDefinition", "AssemblyInitialize", "AssemblyCleanup", "GlobalTestInitialize", "GlobalTestCleanup", "ModuleInitializer", "AssemblyFixture",
    };

    private readonly CodeSnapshot _code;
    private readonly TypeReferences _references;
    private readonly ImmutableArray<Compilation> _compilations;
    private readonly ILookup<string, CodePiece> _members;
    private readonly ILookup<string, CodePiece> _types;

    /// <param name="code">The code as it was run.</param>
    /// <param name="compilations">The same code.</param>
    public TestDependencies(CodeSnapshot code, IReadOnlyCollection<(Compilation Compilation, bool IsTest)> compilations)
    {
        _code = code;
        _references = new TypeReferences(compilations);
        _compilations = [.. compilations.Select(one => one.Compilation)];
        _members = code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Member).ToLookup(piece => piece.Name, StringComparer.Ordinal);
        _types = code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Type).ToLookup(piece => piece.Name, StringComparer.Ordinal);
    }

    /// <summary>Of the cases of one test assembly that were run.</summary>
    /// <param name="tests">The test project.</param>
    /// <param name="projects">Assemblies that it references by projects, its own included.</param>
    /// <param name="subject">What they were run on.</param>
    /// <param name="hasHits">It has lines and branches.</param>
    /// <returns>By number of the case.</returns>
    public ImmutableDictionary<int, TestCoverage> Of(Compilation tests, IEnumerable<string> projects, SuiteSubject subject, SuiteRunOutcome outcome, bool hasHits)
    {
        var layout = new ProbeLayout(subject);
        var unseen = UnseenMembers(subject);
        var shared = projects.Select(CodeSnapshot.ProjectOf).ToHashSet();
        shared.UnionWith(_code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Suite && shared.Contains(CodeSnapshot.ProjectOf(piece.Assembly))).ToList());
        var wide = WideTypes(tests).ToList();
        var once = outcome.MembersOnce.Select(id => subject.Members[id]).ToList();
        var ofClass = new Dictionary<string, HashSet<CodePiece>>(StringComparer.Ordinal);
        var coverage = ImmutableDictionary.CreateBuilder<int, TestCoverage>();
        foreach (var (number, run) in outcome.Runs)
        {
            if (!ofClass.TryGetValue(outcome.Cases[number].Class, out var own))
                ofClass.Add(outcome.Cases[number].Class, own = OfClass(tests, outcome.Cases[number].Class));
            var hits = layout.Hits(run);
            var reached = run.Members.Select(id => subject.Members[id]).Concat(run.Mutants.Select(id => subject.Mutants[id].Member)).Concat(hits.Select(hit => hit.Member)).Concat(once);
            var pieces = new HashSet<CodePiece>(shared);
            pieces.UnionWith(own);
            pieces.UnionWith(wide);
            foreach (var member in reached.Distinct())
                pieces.UnionWith(_members[member].Concat(TypesOf(member)));
            Close(pieces, unseen);
            coverage[number] = new TestCoverage([.. pieces.Select(piece => KeyValuePair.Create(piece, _code.Pieces.GetValueOrDefault(piece) ?? "")).Where(piece => piece.Value.Length > 0)], hasHits ? hits : [], hasHits);
        }

        return coverage.ToImmutable();
    }

    /// <summary>Fields, and members of types that declare no more.</summary>
    private IEnumerable<CodePiece> TypesOf(string member) => MemberFingerprints.TypeOf(member) is { } type ? _types[type] : [];

    /// <summary>Follows what members deal with to types, and from types to what they hold.</summary>
    private void Close(HashSet<CodePiece> pieces, ILookup<CodePiece, CodePiece> unseen)
    {
        var next = new Stack<CodePiece>(pieces);
        while (next.TryPop(out var piece))
        {
            if (piece.Kind is not (PieceKind.Member or PieceKind.Type))
                continue;
            foreach (var type in _references.Of(piece))
                Take(type);
            if (piece.Kind != PieceKind.Type)
                continue;
            pieces.Add(piece with { Kind = PieceKind.Family });
            foreach (var member in unseen[piece])
                Take(member);
        }

        void Take(CodePiece piece)
        {
            if (pieces.Add(piece))
                next.Push(piece);
        }
    }

    /// <summary>Members that no probe tells of, by type: who deals with the type may have run them.</summary>
    private ILookup<CodePiece, CodePiece> UnseenMembers(SuiteSubject subject)
    {
        var seen = subject.Members.ToHashSet(StringComparer.Ordinal);
        seen.ExceptWith(subject.RolledBack.Select(member => member.Member));
        return _code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Member && !seen.Contains(piece.Name))
            .SelectMany(member => TypesOf(member.Name).Where(type => type.Assembly == member.Assembly).Select(type => (Type: type, Member: member)))
            .ToLookup(pair => pair.Type, pair => pair.Member);
    }

    private HashSet<CodePiece> OfClass(Compilation tests, string name)
    {
        var pieces = new HashSet<CodePiece>();
        for (var type = tests.Assembly.GetTypeByMetadataName(name); type is not null; type = type.BaseType)
            pieces.UnionWith(PiecesOf(type.OriginalDefinition));
        return pieces;
    }

    private IEnumerable<CodePiece> WideTypes(Compilation tests)
    {
        foreach (var tree in tests.SyntaxTrees)
        {
            foreach (var attribute in tree.GetRoot().DescendantNodes(node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)).OfType<AttributeSyntax>())
            {
                var name = attribute.Name.ToString().Split('.', ':')[^1];
                if (!ForAllTests.Contains(name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name.Split('<')[0]))
                    continue;
                if (attribute.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { } declaration && tests.GetSemanticModel(tree).GetDeclaredSymbol(declaration) is INamedTypeSymbol type)
                {
                    foreach (var piece in PiecesOf(type))
                        yield return piece;
                }
            }
        }
    }

    private IEnumerable<CodePiece> PiecesOf(INamedTypeSymbol type) =>
        type.GetDocumentationCommentId() is { } id && type.ContainingAssembly?.Name is { } assembly && _compilations.Any(compilation => compilation.AssemblyName == assembly) ? [new CodePiece(PieceKind.Type, assembly, id)] : [];
}
