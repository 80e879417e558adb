using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>What is known of the code of constructors and methods that make values.</summary>
internal interface IProducers
{
    /// <summary>A recipe that keeps to what guard clauses demand of a whole number; null: nothing is known of the parameter.</summary>
    Recipe? RangeOf(IMethodSymbol producer, IParameterSymbol parameter);

    /// <summary>It may throw for some of what it is given.</summary>
    bool MayRefuse(IMethodSymbol producer);
}
