using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>Where something stands, without the tree it stands in: a tree would keep the whole compilation alive and differ after each edit.</summary>
internal readonly record struct Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(Location? location) => location is { SourceTree: not null }
        ? new Place(location.SourceTree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : default;

    public static Place Of(ISymbol symbol) => Of(symbol.Locations.Length > 0 ? symbol.Locations[0] : null);

    /// <summary>In its tree where there is one, so that it can be suppressed and fixed there.</summary>
    public Location In(Compilation compilation)
    {
        if (Path is null)
            return Location.None;
        var path = Path;
        return compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path) is { } found ? Location.Create(found, Span) : Location.Create(Path, Span, Lines);
    }
}
