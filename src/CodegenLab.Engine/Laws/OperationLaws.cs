using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Operations that make one value of two of the same type: commutative, associative, with a neutral value, undone by another. What of this holds is measured.</summary>
internal sealed class OperationLaws : ILawSource
{
    private static readonly Dictionary<string, (string Sign, string Noun)> Operators = new()
    {
        ["op_Addition"] = ("+", "Addition"), ["op_Multiply"] = ("*", "Multiplication"), ["op_BitwiseAnd"] = ("&", "Conjunction"), ["op_BitwiseOr"] = ("|", "Disjunction"), ["op_ExclusiveOr"] = ("^", "Exclusion"), ["op_Subtraction"] = ("-", "Subtraction"),
    };

    private static readonly string[] NeutralNames = ["Zero", "Empty", "None", "One", "Identity", "Default", "Nothing"];

    /// <summary>The second takes back what the first has put in.</summary>
    private static readonly (string There, string Back)[] Opposites = [("Addition", "Subtraction"), ("Add", "Subtract"), ("Plus", "Minus"), ("Add", "Remove"), ("With", "Without"), ("Increase", "Decrease")];

    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        var operations = OperationsOf(type, scene).ToList();
        foreach (var operation in operations)
        {
            var taken = operation.Taken;
            if (operation.Noun != "Subtraction")
            {
                yield return Of(operation, LawKind.Commutativity, 2, "is_commutative", "is commutative", write => LawScene.Same(taken, operation.Apply("first", "second", write), operation.Apply("second", "first", write))!);
                yield return Of(operation, LawKind.Associativity, 3, "is_associative", "is associative", write => LawScene.Same(taken, operation.Apply(operation.Apply("first", "second", write), "third", write), operation.Apply("first", operation.Apply("second", "third", write), write))!);
            }

            foreach (var neutral in NeutralsOf(taken, scene))
            {
                yield return Of(operation, LawKind.Neutrality, 1, $"leaves_a_value_alone_with_{neutral.Name}", $"leaves a value alone with {neutral.Name}", write => LawScene.Same(taken, operation.Apply("first", $"{write(neutral.ContainingType)}.{neutral.Name}", write), "first")!) with
                {
                    Members = [operation.Method, neutral],
                };
            }

            foreach (var back in operations.Where(other => LawScene.Same(other.Taken, taken) && Opposites.Contains((operation.Noun, other.Noun))))
            {
                yield return Of(operation, LawKind.Inverse, 2, $"is_undone_by_{back.Noun}", $"is undone by {back.Noun}", write => LawScene.Same(taken, back.Apply(operation.Apply("first", "second", write), "second", write), "first")!) with
                {
                    Members = [operation.Method, back.Method],
                };
            }
        }

        Law Of(Operation operation, LawKind kind, int values, string name, string words, Func<Func<ITypeSymbol, string>, string> code) => new()
        {
            Kind = kind,
            Type = type,
            Members = [operation.Method],
            Name = $"{operation.Noun}_{name}",
            Words = $"{operation.Noun} {words}",
            Parameters = EqualityLaws.Values(operation.Taken, values),
            Code = code,
        };
    }

    private static IEnumerable<Operation> OperationsOf(INamedTypeSymbol type, LawScene scene)
    {
        foreach (var method in scene.OperatorsOf(type))
        {
            if (method.Parameters is [var left, var right] && Operators.TryGetValue(method.Name, out var known) && LawScene.Same(left.Type, type) && LawScene.Same(right.Type, type) && LawScene.Same(method.ReturnType, type) && IsUsable(type))
                yield return new Operation(method, type, known.Noun, (one, other, _) => $"({one} {known.Sign} {other})");
        }

        foreach (var method in scene.MethodsOf(type).Where(method => method.Parameters.All(parameter => parameter.RefKind == RefKind.None)))
        {
            if (method.IsStatic && method.Parameters is [var left, var right] && LawScene.Same(left.Type, right.Type) && LawScene.Same(method.ReturnType, left.Type) && IsUsable(left.Type))
                yield return new Operation(method, left.Type, method.Name, (one, other, write) => $"{write(type)}.{method.Name}({one}, {other})");
            else if (!method.IsStatic && method.Parameters is [var other] && LawScene.Same(other.Type, type) && LawScene.Same(method.ReturnType, type) && IsUsable(type))
                yield return new Operation(method, type, method.Name, (one, second, _) => $"{one}.{method.Name}({second})");
        }

        bool IsUsable(ITypeSymbol taken) => scene.CanMake(taken) && LawScene.Same(taken, "one", "other") is not null;
    }

    private static IEnumerable<ISymbol> NeutralsOf(ITypeSymbol type, LawScene scene) =>
        type.GetMembers().Where(member => NeutralNames.Contains(member.Name) && scene.IsVisible(member) && member switch
        {
            IFieldSymbol { IsStatic: true } field => LawScene.Same(field.Type, type),
            IPropertySymbol { IsStatic: true } property => LawScene.Same(property.Type, type),
            _ => false,
        } && type.SpecialType == SpecialType.None && type.TypeKind != TypeKind.Enum);

    /// <param name="Apply">C# that applies it to two values.</param>
    private sealed record Operation(IMethodSymbol Method, ITypeSymbol Taken, string Noun, Func<string, string, Func<ITypeSymbol, string>, string> Apply);
}
