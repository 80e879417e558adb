using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>Reads attributes.</summary>
internal static class Attributes
{
    public static bool Has(this ISymbol symbol, string attribute) => symbol.Find(attribute) is not null;

    /// <param name="attribute">Full name.</param>
    public static AttributeData? Find(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(one => one.AttributeClass is { Name: var name } type && attribute.EndsWith(name, StringComparison.Ordinal) && type.OriginalDefinition.ToDisplayString(Names.Qualified) == attribute);

    /// <summary>To use it is an error, as [Obsolete] says.</summary>
    public static bool IsForbidden(this ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute is { AttributeClass.Name: "ObsoleteAttribute", ConstructorArguments: [_, { Value: true }] });
}
