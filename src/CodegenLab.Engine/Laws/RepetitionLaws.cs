using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Methods from a type to the same type: doing it twice is doing it once, or undoes it. Which of the two, if any, is measured.</summary>
internal sealed class RepetitionLaws : ILawSource
{
    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        foreach (var method in scene.MethodsOf(type))
        {
            // What an instance makes of nothing but defaults is often just itself.
            if ((!method.IsStatic && !method.Parameters.IsEmpty) || LawScene.TakenBy(method) is not { } taken || !LawScene.Same(taken, method.ReturnType) || !scene.CanMake(taken) || LawScene.Same(taken, "twice", "once") is null)
                continue;
            var name = NameOf(method, scene);
            yield return Of(method, taken, LawKind.Idempotence, $"{name}_twice_is_{name}_once", $"{method.Name} twice is {method.Name} once", write => LawScene.Same(taken, Apply(Apply("value", write), write), Apply("value", write))!);
            yield return Of(method, taken, LawKind.Involution, $"{name}_twice_gives_the_value_back", $"{method.Name} twice gives the value back", write => LawScene.Same(taken, Apply(Apply("value", write), write), "value")!);

            string Apply(string value, Func<ITypeSymbol, string> write) => LawScene.Apply(method, value, write);
        }

        foreach (var operation in scene.OperatorsOf(type).Where(operation => operation.Name == "op_UnaryNegation" && LawScene.Same(operation.ReturnType, type) && scene.CanMake(type) && LawScene.Same(type, "one", "other") is not null))
            yield return Of(operation, type, LawKind.Involution, "Negation_twice_gives_the_value_back", "negation twice gives the value back", _ => LawScene.Same(type, "-(-value)", "value")!);

        Law Of(IMethodSymbol method, ITypeSymbol taken, LawKind kind, string name, string words, Func<Func<ITypeSymbol, string>, string> code) => new()
        {
            Kind = kind,
            Type = type,
            Members = [method],
            Name = name,
            Words = words,
            Parameters = [new LawParameter(taken, "value")],
            Excludes = method.MethodKind == MethodKind.Ordinary ? NameOf(method, scene) : null,
            Code = code,
        };
    }

    /// <summary>Overloads are told apart by what they take.</summary>
    public static string NameOf(IMethodSymbol method, LawScene scene) =>
        scene.MethodsOf(method.ContainingType).Count(other => other.Name == method.Name) > 1 && LawScene.TakenBy(method) is { } taken ? $"{method.Name}_of_{LawScene.WordFor(taken)}" : method.Name;
}
