using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Where test methods stand in the source of a test project.</summary>
/// <param name="root">Folder that paths are relative to.</param>
internal sealed class TestPlacesInSource(CSharpCompilation compilation, string root)
{
    private readonly Dictionary<(string Class, string Method), (string? Path, int Line)> _known = [];

    /// <param name="className">As reflection gives it: "Space.Outer+Inner".</param>
    /// <returns>File, and first line of the method; null and 0: not found.</returns>
    public (string? Path, int Line) Of(string className, string method)
    {
        if (_known.TryGetValue((className, method), out var known))
            return known;
        var place = ((string?)null, 0);
        for (var type = compilation.GetTypeByMetadataName(className); type is not null; type = type.BaseType)
        {
            if (type.GetMembers(method).FirstOrDefault()?.DeclaringSyntaxReferences is not [var declaration, ..])
                continue;
            var lines = declaration.SyntaxTree.GetLineSpan(declaration.Span);
            place = (Path.GetRelativePath(root, lines.Path).Replace('\\', '/'), lines.StartLinePosition.Line + 1);
            break;
        }

        return _known[(className, method)] = place;
    }
}
