using System.Collections.Frozen;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Gates;

/// <summary>The members with code that a change touched, by any line from their attributes to their end.</summary>
internal static class ChangedMembers
{
    /// <param name="compilation">Its files as they are now.</param>
    /// <param name="root">Folder that the paths of the change are relative to.</param>
    /// <returns>Documentation ids.</returns>
    public static FrozenSet<string> Of(CSharpCompilation compilation, ChangedLines changed, string root)
    {
        var members = new MemberSheet(compilation);
        return (from tree in compilation.SyntaxTrees
                let change = changed.Of(Path.GetRelativePath(root, tree.FilePath).Replace('\\', '/'))
                where change is not null
                from member in members.In(tree)
                where change.IsWhole || change.Lines.Any(range => range.First <= member.LastLine && member.FirstLine <= range.Last)
                select member.Id).ToFrozenSet(StringComparer.Ordinal);
    }
}
