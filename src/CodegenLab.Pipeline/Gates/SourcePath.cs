using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Gates;

/// <summary>How findings name a file.</summary>
internal static class SourcePath
{
    /// <param name="root">Folder that the path is relative to.</param>
    /// <returns>With forward slashes.</returns>
    public static string Of(SyntaxTree tree, string root) => Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/');
}
