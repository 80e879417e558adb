using System.Collections;
using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
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
    private readonly SuiteSubject _subject;
    private readonly ImmutableArray<Compilation> _compilations;
    private readonly ILookup<string, CodePiece> _members;
    private readonly ILookup<string, CodePiece> _types;
    private readonly Closures _closures;
    private readonly Dictionary<string, BitArray> _ofMember = new(StringComparer.Ordinal);

    /// <param name="code">The code as it was run.</param>
    /// <param name="built">The same code.</param>
    /// <param name="references">Of the same code.</param>
    /// <param name="subject">What tests were run on.</param>
    public TestDependencies(CodeSnapshot code, IEnumerable<BuiltCode> built, TypeReferences references, SuiteSubject subject)
    {
        _code = code;
        _subject = subject;
        _compilations = [.. built.Select(one => one.Compilation)];
        _members = code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Member).ToLookup(piece => piece.Name, StringComparer.Ordinal);
        _types = code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Type).ToLookup(piece => piece.Name, StringComparer.Ordinal);
        _closures = new Closures(code, references, UnseenMembers());
    }

    /// <summary>Of the cases of one test assembly that were run.</summary>
    /// <param name="tests">The test project.</param>
    /// <param name="projects">Assemblies that it references by projects, its own included.</param>
    /// <returns>By number of the case.</returns>
    public ImmutableDictionary<int, ImmutableArray<KeyValuePair<CodePiece, string>>> Of(Compilation tests, IEnumerable<string> projects, SuiteRunOutcome outcome)
    {
        var shared = projects.Select(CodeSnapshot.ProjectOf).ToHashSet();
        shared.UnionWith(_code.Pieces.Keys.Where(piece => piece.Kind == PieceKind.Suite && shared.Contains(CodeSnapshot.ProjectOf(piece.Assembly))).ToList());
        var forAll = _closures.Of(shared.Concat(WideTypes(tests)).Concat(outcome.MembersOnce.SelectMany(id => PiecesOf(_subject.Members[id]))));
        var ofClass = new Dictionary<string, BitArray>(StringComparer.Ordinal);
        var dependencies = ImmutableDictionary.CreateBuilder<int, ImmutableArray<KeyValuePair<CodePiece, string>>>();
        foreach (var (number, run) in outcome.Runs)
        {
            var pieces = new BitArray(forAll);
            pieces.Or(Known(ofClass, outcome.Cases[number].Class, name => OfClass(tests, name)));
            foreach (var member in Reached(run))
                pieces.Or(OfMember(member));
            dependencies[number] = _closures.Named(pieces);
        }

        return dependencies.ToImmutable();
    }

    /// <summary>What follows from entering members.</summary>
    /// <param name="members">Documentation ids.</param>
    public ImmutableArray<KeyValuePair<CodePiece, string>> Of(IEnumerable<string> members)
    {
        var pieces = _closures.Of([]);
        foreach (var member in members)
            pieces.Or(OfMember(member));
        return _closures.Named(pieces);
    }

    private BitArray OfMember(string member) => Known(_ofMember, member, PiecesOf);

    private BitArray Known(Dictionary<string, BitArray> known, string name, Func<string, IEnumerable<CodePiece>> piecesOf)
    {
        if (!known.TryGetValue(name, out var pieces))
            known.Add(name, pieces = _closures.Of(piecesOf(name)));
        return pieces;
    }

    private IEnumerable<string> Reached(CaseRun run) =>
        run.Members.Select(id => _subject.Members[id])
            .Concat(run.Mutants.Select(id => _subject.Mutants[id].Member))
            .Concat(run.Lines.Select(line => _subject.Lines[line].Member))
            .Concat(run.Goals.Select(goal => _subject.Sites[goal / 2].Member))
            .Distinct(StringComparer.Ordinal);

    /// <summary>A member, and the fields and other members of its type that declare no more.</summary>
    private IEnumerable<CodePiece> PiecesOf(string member) => _members[member].Concat(TypesOf(member));

    private IEnumerable<CodePiece> TypesOf(string member) => DocumentationId.TypeOf(member) is { } type ? _types[type] : [];

    /// <summary>Members that no probe tells of, by type: who deals with the type may have run them.</summary>
    private ILookup<CodePiece, CodePiece> UnseenMembers()
    {
        var seen = _subject.Members.ToHashSet(StringComparer.Ordinal);
        seen.ExceptWith(_subject.RolledBack.Select(member => member.Member));
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

    /// <summary>What follows from pieces: from members the types that they deal with, and from types what they hold. Sets of numbers of pieces: there are thousands of them for each of thousands of tests.</summary>
    private sealed class Closures(CodeSnapshot code, TypeReferences references, ILookup<CodePiece, CodePiece> unseen)
    {
        private readonly ImmutableArray<KeyValuePair<CodePiece, string>> _pieces = [.. code.Pieces];
        private readonly Dictionary<CodePiece, int> _numbers = code.Pieces.Select((piece, number) => (piece.Key, number)).ToDictionary();
        private readonly Dictionary<int, int[]> _next = [];

        public BitArray Of(IEnumerable<CodePiece> pieces)
        {
            var found = new BitArray(_pieces.Length);
            var next = new Stack<int>();
            Take(Numbers(pieces));
            while (next.TryPop(out var number))
            {
                if (!_next.TryGetValue(number, out var following))
                    _next.Add(number, following = [.. Numbers(Following(_pieces[number].Key))]);
                Take(following);
            }

            return found;

            void Take(IEnumerable<int> numbers)
            {
                foreach (var number in numbers)
                {
                    if (found[number])
                        continue;
                    found[number] = true;
                    next.Push(number);
                }
            }
        }

        public ImmutableArray<KeyValuePair<CodePiece, string>> Named(BitArray numbers)
        {
            var named = ImmutableArray.CreateBuilder<KeyValuePair<CodePiece, string>>();
            for (var number = 0; number < numbers.Length; number++)
            {
                if (numbers[number])
                    named.Add(_pieces[number]);
            }

            return named.DrainToImmutable();
        }

        private IEnumerable<CodePiece> Following(CodePiece piece) => piece.Kind switch
        {
            PieceKind.Member => references.Of(piece),
            PieceKind.Type => [.. references.Of(piece), piece with { Kind = PieceKind.Family }, .. unseen[piece]],
            _ => [],
        };

        private IEnumerable<int> Numbers(IEnumerable<CodePiece> pieces) => pieces.Select(piece => _numbers.GetValueOrDefault(piece, -1)).Where(number => number >= 0);
    }
}
