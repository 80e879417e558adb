using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>
/// What a compilation is made of, without keeping it alive: its files, those of projects it references, its references and settings. Two of them tell which names have another meaning in the
/// one than in the other, by this rule: what a piece of code means can only change when a name in it is declared otherwise, or when that name stands for code of which the same is true. Bodies
/// have no say in what other code means. C# names whatever it uses, but for a few things of which a change counts as a change of everything.
/// </summary>
internal sealed class ProjectOutline
{
    private static readonly ConditionalWeakTable<Compilation, ProjectOutline> Known = new();
    private static readonly ConditionalWeakTable<object, object> Identities = new();

    private readonly ConditionalWeakTable<ProjectOutline, Change> _since = new();
    private readonly List<FileOutline> _files = [];
    private readonly List<object> _rest = [];

    private ProjectOutline(Compilation compilation)
    {
        Add(compilation);
        foreach (var reference in compilation.References)
        {
            _rest.Add(string.Join(",", reference.Properties.Aliases));
            if (reference is CompilationReference { Compilation: CSharpCompilation project })
            {
                // The assemblies that another project uses give its types their meaning.
                Add(project);
                _rest.AddRange(project.References.Where(one => one is not CompilationReference).Select(IdentityOf));
            }
            else
            {
                _rest.Add(IdentityOf(reference));
            }
        }
    }

    public static ProjectOutline Of(Compilation compilation) => Known.GetValue(compilation, static one => new ProjectOutline(one));

    public Change Since(ProjectOutline before) => ReferenceEquals(before, this) ? Change.Nothing : _since.GetValue(before, Compare);

    private void Add(Compilation compilation)
    {
        var options = (compilation.Options as CSharpCompilationOptions)!;
        _rest.Add($"{compilation.AssemblyName} {options?.NullableContextOptions} {options?.AllowUnsafe} {options?.OutputKind} {options?.MetadataImportOptions} {string.Join(",", options?.Usings ?? [])}");
        foreach (var tree in compilation.SyntaxTrees)
            _files.Add(FileOutline.Of(tree));
    }

    /// <summary>Something that is the same for the same reference, and does not keep it.</summary>
    private static object IdentityOf(MetadataReference reference) => Identities.GetOrCreateValue(reference is CompilationReference project ? project.Compilation : reference);

    private Change Compare(ProjectOutline before)
    {
        if (!_rest.SequenceEqual(before._rest))
            return Change.Everything;
        var replaced = Replaced(before);
        if (replaced is null)
            return Change.Everything;

        var names = new HashSet<int>();
        foreach (var (old, now) in replaced)
        {
            if (old.Declarations.Shared != now.Declarations.Shared)
                return Change.Everything;
            foreach (var declaration in Different(old.Declarations, now.Declarations))
            {
                if (declaration.IsEverywhere)
                    return Change.Everything;
                names.UnionWith(declaration.Names);
            }
        }

        return names.Count == 0 ? Change.Nothing : Spread(names, replaced);
    }

    /// <summary>Files in place of others, or of none; null: they stand in another order, which parts of types take theirs from.</summary>
    private List<(FileOutline Old, FileOutline Now)>? Replaced(ProjectOutline before)
    {
        var replaced = new List<(FileOutline Old, FileOutline Now)>();
        if (_files.Count == before._files.Count)
        {
            for (var index = 0; index < _files.Count; index++)
            {
                if (!ReferenceEquals(_files[index], before._files[index]))
                    replaced.Add((before._files[index], _files[index]));
            }

            var gone = new HashSet<FileOutline>(replaced.Select(pair => pair.Old));
            return replaced.Any(pair => gone.Contains(pair.Now)) ? null : replaced;
        }

        var olds = new HashSet<FileOutline>(before._files);
        var news = new HashSet<FileOutline>(_files);
        replaced.AddRange(before._files.Where(file => !news.Contains(file)).Select(file => (file, FileOutline.Empty)));
        replaced.AddRange(_files.Where(file => !olds.Contains(file)).Select(file => (FileOutline.Empty, file)));
        return before._files.Where(news.Contains).SequenceEqual(_files.Where(olds.Contains)) ? replaced : null;
    }

    private static IEnumerable<Declaration> Different(Declarations old, Declarations now)
    {
        if (old.Header != now.Header)
            return old.All.Concat(now.All);
        var before = new HashSet<(ulong, ulong)>(old.All.Select(one => (one.Key, one.Content)));
        var after = new HashSet<(ulong, ulong)>(now.All.Select(one => (one.Key, one.Content)));
        return old.All.Where(one => !after.Contains((one.Key, one.Content))).Concat(now.All.Where(one => !before.Contains((one.Key, one.Content))));
    }

    /// <summary>What is declared in a file with a changed name in it may mean something else too.</summary>
    private Change Spread(HashSet<int> names, List<(FileOutline Old, FileOutline Now)> replaced)
    {
        var before = replaced.ToLookup(pair => pair.Now, pair => pair.Old);
        var left = new List<FileOutline>(_files) { FileOutline.Empty };
        for (var grown = true; grown;)
        {
            grown = false;
            for (var index = left.Count - 1; index >= 0; index--)
            {
                var file = left[index];
                if (!file.Names.Overlaps(names) && !before[file].Any(old => old.Names.Overlaps(names)))
                    continue;
                left.RemoveAt(index);
                foreach (var declaration in before[file].Append(file).SelectMany(one => one.Declarations.All).Where(one => one.Content != 0))
                {
                    if (declaration.IsEverywhere)
                        return Change.Everything;
                    foreach (var name in declaration.Names)
                        grown |= names.Add(name);
                }
            }
        }

        return new Change(names);
    }
}
