using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>What IComparable promises, and operators that ought to agree with it.</summary>
internal sealed class OrderingLaws : ILawSource
{
    private const string Promise = "the documentation of IComparable<T>";

    private static readonly (string Method, string Sign, string Name)[] Relations =
    [
        ("op_LessThan", "<", "The_less_than_operator_is_CompareTo"),
        ("op_LessThanOrEqual", "<=", "The_less_than_or_equal_operator_is_CompareTo"),
        ("op_GreaterThan", ">", "The_greater_than_operator_is_CompareTo"),
        ("op_GreaterThanOrEqual", ">=", "The_greater_than_or_equal_operator_is_CompareTo"),
    ];

    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        var compare = type.GetMembers("CompareTo").OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsStatic: false, ReturnType.SpecialType: SpecialType.System_Int32, Parameters: [{ Type: var other }] } && LawScene.Same(other, type) && LawScene.IsWritten(method) && scene.IsVisible(method));
        if (compare is null || !LawScene.Implements(type, "System.IComparable<T>", type) || !scene.CanMake(type))
            yield break;

        yield return Of("CompareTo_of_itself_is_zero", "CompareTo is 0 for the value itself", 1, "first.CompareTo(first) == 0");
        yield return Of("CompareTo_is_antisymmetric", "CompareTo turns its sign when the values change places", 2, "Math.Sign(first.CompareTo(second)) == -Math.Sign(second.CompareTo(first))");
        yield return Of("CompareTo_is_transitive", "CompareTo is transitive", 3, "!(first.CompareTo(second) <= 0 && second.CompareTo(third) <= 0) || first.CompareTo(third) <= 0");
        if (LawScene.HasValueEquality(type))
            yield return Of("CompareTo_is_zero_for_equal_values", "CompareTo is 0 for equal values and for no others", 2, "(first.CompareTo(second) == 0) == first.Equals(second)") with { Promise = null };
        foreach (var (method, sign, name) in Relations)
        {
            if (scene.OperatorsOf(type).FirstOrDefault(operation => operation.Name == method && operation.Parameters.All(parameter => LawScene.Same(parameter.Type, type))) is { } relation)
                yield return Of(name, $"{sign} agrees with CompareTo", 2, $"(first {sign} second) == (first.CompareTo(second) {sign} 0)") with { Members = [relation, compare], Promise = "the guidelines for operators" };
        }

        Law Of(string name, string words, int values, string code) => new()
        {
            Kind = LawKind.Ordering,
            Type = type,
            Members = [compare],
            Name = name,
            Words = words,
            Parameters = EqualityLaws.Values(type, values),
            Promise = Promise,
            Code = _ => code,
        };
    }
}
