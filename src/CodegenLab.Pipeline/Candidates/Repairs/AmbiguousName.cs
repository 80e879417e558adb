using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Spells out a name that two namespaces have: the subject's, not the framework's.</summary>
internal sealed class AmbiguousName : IRepair
{
    public string Name => "ambiguous name";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code != "CS0104" || place.Node.FirstAncestorOrSelf<SimpleNameSyntax>() is not { } name)
            return null;
        var own = place.Model.GetSymbolInfo(name).CandidateSymbols.OfType<INamedTypeSymbol>().Where(type => !IsOfFramework(type)).ToList();
        return own.Count == 1 ? Edit.Replace(name, SyntaxFactory.ParseName(own[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))) : null;
    }

    private static bool IsOfFramework(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() is var space
        && (space.StartsWith("System", StringComparison.Ordinal) || space.StartsWith("Microsoft", StringComparison.Ordinal) || space.StartsWith("NUnit", StringComparison.Ordinal));
}
