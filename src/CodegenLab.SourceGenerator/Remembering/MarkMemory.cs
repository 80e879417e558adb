using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>
/// What was read of marked nodes, kept from one compilation to the next. Roslyn's own steps read every marked node again after each edit, since any may mean something else by then; here a
/// file is read again when a name in it does (<see cref="ProjectOutline"/>). What is kept hangs on the syntax tree, holds no compilation, and goes with the tree.
/// </summary>
/// <param name="attributes">Names of the attributes' classes, without namespace.</param>
/// <param name="read">The answer for a node; null: there is none. It must not depend on where in the file the node stands.</param>
internal sealed class MarkMemory<T>(string[] attributes, Func<SyntaxNode, SemanticModel, CancellationToken, T?> read) where T : class, IEquatable<T>
{
    private readonly ConditionalWeakTable<SyntaxTree, Page> _pages = new();

    /// <summary>All there are, in the order of the files.</summary>
    public EquatableArray<T> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var project = ProjectOutline.Of(compilation);
        var shared = new Lazy<List<(string Alias, string Name)>>(() => [.. compilation.SyntaxTrees.SelectMany(tree => Marks.Of(tree).Shared)]);
        var (before, change) = (project, Change.Nothing);
        var all = new List<T>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var page = _pages.GetOrCreateValue(tree);
            var entry = page.Entry;
            if (entry is not null && !ReferenceEquals(entry.Project, before))
                (before, change) = (entry.Project, project.Since(entry.Project));
            var answers = entry is not null && !change.Concerns(FileOutline.Of(tree)) ? entry.Answers : Read(Marks.Of(tree).With(attributes, shared.Value), compilation, tree, cancellationToken);
            if (!ReferenceEquals(entry?.Project, project))
                page.Entry = new Entry(project, answers);
            all.AddRange(answers);
        }

        return all.ToEquatableArray();
    }

    private T[] Read(IEnumerable<SyntaxNode> nodes, Compilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        List<T>? answers = null;
        SemanticModel? model = null;
        foreach (var node in nodes)
        {
            model ??= compilation.GetSemanticModel(tree);
            if (read(node, model, cancellationToken) is { } answer)
                (answers ??= []).Add(answer);
        }

        return answers is null ? [] : [.. answers];
    }

    /// <summary>Of one file. Several compilations may be read at once: what is written last stays, and each entry says what it is of.</summary>
    private sealed class Page
    {
        private volatile Entry? _entry;

        public Entry? Entry { get => _entry; set => _entry = value; }
    }

    private sealed class Entry(ProjectOutline project, T[] answers)
    {
        public ProjectOutline Project => project;

        public T[] Answers => answers;
    }
}
