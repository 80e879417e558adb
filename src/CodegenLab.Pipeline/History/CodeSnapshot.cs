using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Worker.Execution;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.History;

/// <summary>All pieces of a solution's code as they are, with their fingerprints.</summary>
/// <param name="Pieces">Members and types of what is tested, types of test projects, families, projects.</param>
/// <param name="TestAssemblies">Names of the assemblies of test projects.</param>
public sealed record CodeSnapshot(ImmutableDictionary<CodePiece, string> Pieces, ImmutableHashSet<string> TestAssemblies)
{
    /// <param name="projects">Those tested and those with tests.</param>
    /// <param name="root">Folder above which no file counts.</param>
    /// <param name="cancellationToken">Asked between files.</param>
    public static CodeSnapshot Of(IReadOnlyCollection<LoadedProject> projects, string root, CancellationToken cancellationToken) => Later(projects, FilesOf(projects, root), cancellationToken).Value;

    /// <summary>Fingerprints of what projects are made of besides C#, as it is now.</summary>
    internal static IReadOnlyDictionary<LoadedProject, string> FilesOf(IReadOnlyCollection<LoadedProject> projects, string root)
    {
        var own = projects.Select(project => project.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal);
        return projects.ToDictionary(project => project, project => ProjectFiles.Fingerprint(project, root, own));
    }

    /// <summary>The same, with files as they were; the code, which is in memory, is read when it is asked for.</summary>
    internal static Lazy<CodeSnapshot> Later(IReadOnlyCollection<LoadedProject> projects, IReadOnlyDictionary<LoadedProject, string> files, CancellationToken cancellationToken)
    {
        var own = projects.Select(project => project.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal);
        return new Lazy<CodeSnapshot>(() =>
        {
            var pieces = ImmutableDictionary.CreateBuilder<CodePiece, string>();
            foreach (var (project, prints) in projects.AsParallel().WithCancellation(cancellationToken).Select(project => (project, MemberFingerprints.Of(project.Compilation, cancellationToken))).ToList())
            {
                pieces[ProjectOf(project.Compilation.AssemblyName!)] = files[project];
                AddTo(pieces, project.Compilation.AssemblyName!, project.IsTestProject, prints);
            }

            foreach (var (piece, hash) in Families([.. projects.Select(project => project.Compilation)], own))
                pieces[piece] = hash;
            return new CodeSnapshot(pieces.ToImmutable(), [.. projects.Where(project => project.IsTestProject).Select(project => project.Compilation.AssemblyName!)]);
        });
    }

    /// <summary>Code alone, without files: enough to compare two states of the same projects.</summary>
    public static CodeSnapshot Of(IReadOnlyCollection<(Compilation Compilation, bool IsTest)> compilations, CancellationToken cancellationToken)
    {
        var pieces = ImmutableDictionary.CreateBuilder<CodePiece, string>();
        foreach (var (compilation, isTest) in compilations)
            AddTo(pieces, compilation.AssemblyName!, isTest, MemberFingerprints.Of(compilation, cancellationToken));
        foreach (var (piece, hash) in Families([.. compilations.Select(one => one.Compilation)], compilations.Select(one => one.Compilation.AssemblyName!).ToHashSet(StringComparer.Ordinal)))
            pieces[piece] = hash;
        return new CodeSnapshot(pieces.ToImmutable(), [.. compilations.Where(one => one.IsTest).Select(one => one.Compilation.AssemblyName!)]);
    }

    public static CodePiece ProjectOf(string assembly) => new(PieceKind.Project, assembly, assembly);

    public static CodePiece SuiteOf(string assembly) => new(PieceKind.Suite, assembly, assembly);

    /// <summary>What both have and is not the same in them, and what only one of them has.</summary>
    public ImmutableHashSet<CodePiece> DifferencesTo(CodeSnapshot other) =>
        [.. Pieces.Where(piece => piece.Key.Kind != PieceKind.Suite && other.Pieces.GetValueOrDefault(piece.Key) != piece.Value).Select(piece => piece.Key), .. other.Pieces.Keys.Where(piece => piece.Kind != PieceKind.Suite && !Pieces.ContainsKey(piece))];

    private static void AddTo(ImmutableDictionary<CodePiece, string>.Builder pieces, string assembly, bool isTest, MemberFingerprints prints)
    {
        var members = prints.Members.ToLookup(member => DocumentationId.TypeOf(member.Key));
        foreach (var (type, shape) in prints.Types)
            pieces[new CodePiece(PieceKind.Type, assembly, type)] = isTest ? SubjectCode.HashOf([shape, .. members[type].OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => member.Value)]) : shape;
        if (isTest)
        {
            pieces[SuiteOf(assembly)] = SubjectCode.HashOf(prints.Types.Keys.Order(StringComparer.Ordinal).Select(type => pieces[new CodePiece(PieceKind.Type, assembly, type)]));
            return;
        }

        foreach (var (member, hash) in prints.Members)
            pieces[new CodePiece(PieceKind.Member, assembly, member)] = hash;
    }

    /// <summary>By type, what derives from it or implements it, with the members of the same names.</summary>
    private static IEnumerable<(CodePiece Piece, string Hash)> Families(IReadOnlyCollection<Compilation> compilations, HashSet<string> own)
    {
        var families = new Dictionary<CodePiece, SortedSet<string>>();
        foreach (var type in compilations.SelectMany(compilation => TypesIn(compilation.Assembly.GlobalNamespace)))
        {
            var id = type.GetDocumentationCommentId();
            for (var above = type.BaseType; above is not null; above = above.BaseType)
                Add(above.OriginalDefinition);
            foreach (var face in type.AllInterfaces)
                Add(face.OriginalDefinition);

            void Add(INamedTypeSymbol above)
            {
                if (above.ContainingAssembly?.Name is not { } assembly || !own.Contains(assembly) || above.GetDocumentationCommentId() is not { } name)
                    return;
                var piece = new CodePiece(PieceKind.Family, assembly, name);
                if (!families.TryGetValue(piece, out var family))
                    families.Add(piece, family = new SortedSet<string>(StringComparer.Ordinal));
                var names = above.MemberNames.ToHashSet(StringComparer.Ordinal);
                family.Add($"{id}: {string.Join(' ', type.MemberNames.Where(names.Contains).Order(StringComparer.Ordinal))}");
            }
        }

        return families.Select(family => (family.Key, SubjectCode.HashOf(family.Value)));
    }

    internal static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol place)
    {
        foreach (var member in place.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol { IsImplicitlyDeclared: false, IsExtension: false } type)
                yield return type;
            foreach (var inner in TypesIn(member))
                yield return inner;
        }
    }
}
