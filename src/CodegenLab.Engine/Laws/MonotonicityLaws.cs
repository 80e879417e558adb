using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Functions from what has an order to numbers: of more comes no less, or no more. Which, if any, is measured.</summary>
internal sealed class MonotonicityLaws : ILawSource
{
    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        foreach (var method in scene.MethodsOf(type).Where(method => method.Name is not ("GetHashCode" or "CompareTo")))
        {
            if (LawScene.TakenBy(method) is not { } taken || !IsNumber(method.ReturnType) || Order(taken, "lesser", "greater") is not { } order || !scene.CanMake(taken))
                continue;
            var name = RepetitionLaws.NameOf(method, scene);
            foreach (var (sign, words) in new[] { ("<=", "grows"), (">=", "falls") })
            {
                yield return new Law
                {
                    Kind = LawKind.Monotonicity,
                    Type = type,
                    Members = [method],
                    Name = $"{name}_{words}_with_its_value",
                    Words = $"{method.Name} {words} with its value, or stays",
                    Parameters = [new LawParameter(taken, "lesser"), new LawParameter(taken, "greater")],
                    Excludes = $"{name} grows or falls",
                    Code = write => $"!({order}) || {LawScene.Apply(method, "lesser", write)} {sign} {LawScene.Apply(method, "greater", write)}",
                };
            }
        }
    }

    private static string? Order(ITypeSymbol type, string one, string other)
    {
        if (IsNumber(type))
            return $"{one} <= {other}";
        return type is INamedTypeSymbol named && LawScene.Implements(named, "System.IComparable<T>", named) && type.SpecialType is SpecialType.None or SpecialType.System_DateTime && type.TypeKind != TypeKind.Enum ? $"{one}.CompareTo({other}) <= 0" : null;
    }

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
