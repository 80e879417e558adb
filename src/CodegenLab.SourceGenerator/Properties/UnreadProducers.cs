using CodegenLab.Engine.Laws;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>Producers of another project, whose code is not at hand: each may refuse what it is given, and numbers are bounded when the guard clauses are known.</summary>
internal sealed class UnreadProducers : IProducers
{
    private readonly List<BoundedNumber> _numbers = [];

    /// <summary>Those asked for so far.</summary>
    public IEnumerable<BoundedNumber> Numbers => _numbers.Distinct();

    public Recipe? RangeOf(IMethodSymbol producer, IParameterSymbol parameter)
    {
        if (parameter.Type.SpecialType is not (>= SpecialType.System_SByte and <= SpecialType.System_UInt64))
            return null;
        var number = new BoundedNumber(parameter.Type.ToDisplayString(), Guards.NameOf(producer), parameter.Name);
        _numbers.Add(number);
        return new Recipe.Bounded(parameter.Type, number.Many, number.Few);
    }

    public bool MayRefuse(IMethodSymbol producer) => true;
}
