using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Names places in the source, the same on every machine.</summary>
/// <param name="root">Folder of the solution.</param>
internal sealed class Places(string root)
{
    /// <summary>src/Shop/Money.cs:12.</summary>
    public string Of(SyntaxNode node)
    {
        var position = node.SyntaxTree.GetLineSpan(node.Span);
        return FormattableString.Invariant($"{Of(position.Path)}:{position.StartLinePosition.Line + 1}");
    }

    /// <summary>src/Shop/Money.cs.</summary>
    public string Of(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
