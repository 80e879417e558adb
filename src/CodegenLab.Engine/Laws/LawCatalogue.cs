using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>All families of laws. The generator of the package CodegenLab.Testing compiles this folder too, so that both say the same of a type.</summary>
internal static class LawCatalogue
{
    private static readonly ImmutableArray<ILawSource> Sources = [new RoundTripLaws(), new EqualityLaws(), new OrderingLaws(), new RepetitionLaws(), new OperationLaws(), new MonotonicityLaws(), new ModelLaws()];

    /// <summary>Laws that a type may keep, each with a name of its own, in an order that is the same each time.</summary>
    public static IEnumerable<Law> Of(INamedTypeSymbol type, LawScene scene)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var law in Sources.Where(source => source is ModelLaws || !type.IsGenericType).SelectMany(source => source.LawsOf(type, scene)))
        {
            var (name, excuses) = (Unlike(names, law.Name), scene.ExcusesOf(law));
            yield return law with { Name = name, Excuses = excuses, Milder = law.Milder is { } milder ? milder with { Name = name, Excuses = excuses } : null };
        }
    }

    private static string Unlike(HashSet<string> names, string name)
    {
        var unlike = name;
        for (var number = 2; !names.Add(unlike); number++)
            unlike = FormattableString.Invariant($"{name}_{number}");
        return unlike;
    }
}
