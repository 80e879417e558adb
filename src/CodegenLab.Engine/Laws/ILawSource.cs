using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Finds laws of one family that a type may keep, by its shape and its names alone.</summary>
internal interface ILawSource
{
    IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene);
}
