using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>What object.Equals and object.GetHashCode promise of every type; looked at where a type has written its own.</summary>
internal sealed class EqualityLaws : ILawSource
{
    private const string Promise = "the documentation of object.Equals";
    private const string HashPromise = "the documentation of object.GetHashCode";

    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        var own = LawScene.OwnEquals(type);
        var typed = type.GetMembers("Equals").OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsStatic: false, Parameters: [{ Type: var other }] } && LawScene.Same(other, type) && LawScene.IsWritten(method) && scene.IsVisible(method));
        if ((typed ?? own) is not { } equals || !scene.CanMake(type))
            yield break;

        yield return Of("Equals_is_reflexive", "Equals is reflexive", 1, _ => type.IsValueType ? "first.Equals(first)" : "first.Equals(first) && !first.Equals(null)");
        yield return Of("Equals_is_symmetric", "Equals is symmetric", 2, _ => "first.Equals(second) == second.Equals(first)");
        yield return Of("Equals_is_transitive", "Equals is transitive", 3, _ => "!(first.Equals(second) && second.Equals(third)) || first.Equals(third)");
        if (own is not null && typed is not null)
            yield return Of("Equals_of_an_object_is_Equals_of_the_value", "Equals(object) agrees with the Equals of the type", 2, _ => "first.Equals((object)second) == first.Equals(second)");
        if (type.GetMembers("GetHashCode").OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsOverride: true, Parameters.IsEmpty: true } && LawScene.IsWritten(method)) is { } hash)
        {
            yield return Of("Equal_values_have_equal_hash_codes", "equal values have equal hash codes", 2, _ => "!first.Equals(second) || first.GetHashCode() == second.GetHashCode()") with
            {
                Kind = LawKind.Hashing,
                Members = [hash, equals],
                Promise = HashPromise,
            };
        }

        foreach (var operation in scene.OperatorsOf(type).Where(operation => operation.Parameters.Length == 2 && operation.Parameters.All(parameter => LawScene.Same(parameter.Type, type))))
        {
            if (operation.Name == "op_Equality")
                yield return Of("The_equality_operator_is_Equals", "== agrees with Equals", 2, _ => "(first == second) == first.Equals(second)") with { Members = [operation, equals], Promise = "the guidelines for operators" };
            else if (operation.Name == "op_Inequality")
                yield return Of("The_inequality_operator_is_not_Equals", "!= is the opposite of Equals", 2, _ => "(first != second) == !first.Equals(second)") with { Members = [operation, equals], Promise = "the guidelines for operators" };
        }

        Law Of(string name, string words, int values, Func<Func<ITypeSymbol, string>, string> code) => new()
        {
            Kind = LawKind.Equality,
            Type = type,
            Members = [equals],
            Name = name,
            Words = words,
            Parameters = Values(type, values),
            Promise = Promise,
            Code = code,
        };
    }

    public static ImmutableArray<LawParameter> Values(ITypeSymbol type, int count) => [.. new[] { "first", "second", "third" }.Take(count).Select(name => new LawParameter(type, name))];
}
