using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>
/// What was read of marked nodes, kept from one compilation to the next. Roslyn's own steps read every marked node again after each edit, since any may mean something else by then; here a
/// file is read again when a name in it does (<see cref="ProjectOutline"/>), and of a file that was edited within bodies the nodes whose own text did. What is kept hangs on the syntax tree and on the path of its file, and holds no compilation.
/// </summary>
/// <param name="attributes">Names of the attributes' classes, without namespace.</param>
/// <param name="read">
/// The answer for a node; null: there is none. It must not depend on where in the file the node stands, nor on bodies but those in the node, and for a parameter that of its method.
/// </param>
internal sealed class MarkMemory<T>(string[] attributes, Func<SyntaxNode, SemanticModel, CancellationToken, T?> read) where T : class, IEquatable<T>
{
    private readonly ConditionalWeakTable<SyntaxTree, Page> _pages = new();
    private readonly ConcurrentDictionary<string, Entry> _lastOfPath = new(StringComparer.Ordinal);

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
            var isEdited = entry is null && _lastOfPath.TryGetValue(tree.FilePath, out entry);
            if (entry is not null && !ReferenceEquals(entry.Project, before))
                (before, change) = (entry.Project, project.Since(entry.Project));
            var stands = entry is not null && !change.Concerns(FileOutline.Of(tree));
            var marks = stands && !isEdited ? entry!.Marks : Read([.. Marks.Of(tree).With(attributes, shared.Value)], stands ? entry!.Marks : [], compilation, tree, cancellationToken);
            if (isEdited || !ReferenceEquals(entry?.Project, project))
                Keep(page, tree, new Entry(project, marks));
            foreach (var mark in marks)
            {
                if (mark.Answer is { } answer)
                    all.Add(answer);
            }
        }

        return all.ToEquatableArray();
    }

    private void Keep(Page page, SyntaxTree tree, Entry entry)
    {
        page.Entry = entry;
        if (entry.Marks.Length > 0 && tree.FilePath.Length > 0)
            _lastOfPath[tree.FilePath] = entry;
    }

    /// <param name="known">Of the file before it was edited, when it declares what it declared and all in it means what it meant: the same nodes in the same order.</param>
    private Mark[] Read(IReadOnlyList<SyntaxNode> nodes, Mark[] known, Compilation compilation, SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (nodes.Count == 0)
            return [];
        var marks = new Mark[nodes.Count];
        SemanticModel? model = null;
        for (var index = 0; index < marks.Length; index++)
        {
            var text = Fingerprint.Of((nodes[index] is ParameterSyntax { Parent.Parent: { } method } ? method : nodes[index]).ToString());
            marks[index] = known.Length == marks.Length && known[index].Text == text
                ? known[index]
                : new Mark(text, read(nodes[index], model ??= compilation.GetSemanticModel(tree), cancellationToken));
        }

        return marks;
    }

    /// <summary>A marked node.</summary>
    /// <param name="Text">Hash of all text that has a say in the answer.</param>
    private sealed record Mark(ulong Text, T? Answer);

    /// <summary>Of one file. Several compilations may be read at once: what is written last stays, and each entry says what it is of.</summary>
    private sealed class Page
    {
        private volatile Entry? _entry;

        public Entry? Entry { get => _entry; set => _entry = value; }
    }

    private sealed class Entry(ProjectOutline project, Mark[] marks)
    {
        public ProjectOutline Project => project;

        public Mark[] Marks => marks;
    }
}
