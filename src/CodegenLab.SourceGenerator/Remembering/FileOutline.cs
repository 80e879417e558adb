using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>What a file declares and which words it uses. Read when asked for, and once per tree, since Roslyn keeps the trees of files that nobody edits.</summary>
internal sealed class FileOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, FileOutline> Known = new();

    /// <summary>Of a file that is not there.</summary>
    public static FileOutline Empty { get; } = Of(CSharpSyntaxTree.ParseText(""));

    private readonly Lazy<Declarations> _declarations;
    private readonly Lazy<NameSet> _names;

    private FileOutline(SyntaxTree tree)
    {
        _declarations = new Lazy<Declarations>(() => new DeclarationReader(tree).Read());
        _names = new Lazy<NameSet>(() => NameSet.In(tree.GetText()));
    }

    public Declarations Declarations => _declarations.Value;

    /// <summary>All words in it.</summary>
    public NameSet Names => _names.Value;

    public static FileOutline Of(SyntaxTree tree) => Known.GetValue(tree, static one => new FileOutline(one));
}
