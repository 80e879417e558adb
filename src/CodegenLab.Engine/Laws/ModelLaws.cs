using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>
/// Collections: whatever is done to one, step by step, a simple collection does the same (a set, a list, a stack, a queue). Which of them it is like is
/// measured. After stateful testing in QuickCheck (Claessen and Hughes, Testing Monadic Code with QuickCheck, 2002).
/// </summary>
internal sealed class ModelLaws : ILawSource
{
    private static readonly string[] SizeNames = ["Count", "Length", "Size"];

    private static readonly ImmutableArray<Model> Models =
    [
        new("set", "HashSet", ["Add"], ["Remove"], "model.Add(value)", "model.Remove(value)", null),
        new("list", "List", ["Add"], ["Remove"], "model.Add(value)", "model.Remove(value)", null),
        new("stack", "Stack", ["Push"], ["Pop"], "model.Push(value)", null, "model.Pop()"),
        new("queue", "Queue", ["Enqueue"], ["Dequeue"], "model.Enqueue(value)", null, "model.Dequeue()"),
    ];

    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false } || Closed(type, scene) is not { } closed)
            yield break;
        if (!closed.InstanceConstructors.Any(constructor => scene.IsVisible(constructor) && constructor.Parameters.All(parameter => parameter.IsOptional)))
            yield break;
        var size = closed.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => SizeNames.Contains(property.Name) && property.Type.SpecialType == SpecialType.System_Int32 && scene.IsVisible(property));
        if (size is null)
            yield break;

        foreach (var model in Models)
        {
            var put = scene.MethodsOf(closed).FirstOrDefault(method => model.Puts.Contains(method.Name) && Value(method) is { } value && scene.CanMake(value) && LawScene.HasValueEquality(value));
            if (put is null)
                continue;
            var item = Value(put)!;
            var take = scene.MethodsOf(closed).FirstOrDefault(method => model.Takes.Contains(method.Name) && !method.IsStatic && (model.Removes is null
                ? method.Parameters.IsEmpty && LawScene.Same(method.ReturnType, item)
                : Value(method) is { } taken && LawScene.Same(taken, item)));
            var has = scene.MethodsOf(closed).FirstOrDefault(method => method is { Name: "Contains", ReturnType.SpecialType: SpecialType.System_Boolean } && Value(method) is { } asked && LawScene.Same(asked, item));
            var clear = scene.MethodsOf(closed).FirstOrDefault(method => method is { Name: "Clear", IsStatic: false, Parameters.IsEmpty: true });
            if (take is null && has is null)
                continue;
            yield return new Law
            {
                Kind = LawKind.Model,
                Type = type,
                Members = [.. new ISymbol?[] { put, take, has, clear, size }.OfType<ISymbol>()],
                Name = $"It_does_step_by_step_what_a_{model.Name}_does",
                Words = $"does, step by step, what a {model.Name} does",
                Parameters = [new LawParameter(Steps(item, scene), "steps")],
                Group = "model",
                Steps = [.. new[] { has, take, clear, put }.OfType<IMethodSymbol>()],
                Code = write => Walk(model, closed, item, put, take, has, clear, size, write, scene),
            };
        }
    }

    private static string Walk(Model model, INamedTypeSymbol type, ITypeSymbol item, IMethodSymbol put, IMethodSymbol? take, IMethodSymbol? has, IMethodSymbol? clear, IPropertySymbol size, Func<ITypeSymbol, string> write, LawScene scene)
    {
        var lines = new List<string>
        {
            $"var subject = new {write(type)}();",
            $"var model = new {write(scene.Compilation.GetTypeByMetadataName($"System.Collections.Generic.{model.Type}`1")!.Construct(item))}();",
            "foreach (var (step, value) in steps)",
            "{",
            FormattableString.Invariant($"    switch (step % {Law.StepNumbers})"),
            "    {",
        };
        var step = 0;
        if (has is not null)
            Add($"if (subject.{has.Name}(value) != model.Contains(value))", "    return false;");
        if (take is not null && model.Removes is { } removes)
        {
            if (take.ReturnType.SpecialType == SpecialType.System_Boolean)
                Add($"if (subject.{take.Name}(value) != {removes})", "    return false;");
            else
                Add($"subject.{take.Name}(value);", $"{removes};");
        }
        else if (take is not null)
        {
            Add($"if (model.Count > 0 && !({LawScene.Same(item, $"subject.{take.Name}()", model.Pops!)}))", "    return false;");
        }

        if (clear is not null)
            Add("subject.Clear();", "model.Clear();");
        lines.Add("        default:");
        if (model.Name == "set" && put.ReturnType.SpecialType == SpecialType.System_Boolean)
        {
            lines.Add($"            if (subject.{put.Name}(value) != {model.Adds})");
            lines.Add("                return false;");
        }
        else
        {
            lines.Add($"            subject.{put.Name}(value);");
            lines.Add($"            {model.Adds};");
        }

        lines.Add("            break;");
        lines.Add("    }");
        lines.Add("");
        lines.Add($"    if (subject.{size.Name} != model.Count)");
        lines.Add("        return false;");
        lines.Add("}");
        lines.Add("");
        lines.Add("return true;");
        return string.Join("\n", lines);

        void Add(params string[] code)
        {
            lines.Add(FormattableString.Invariant($"        case {step++}:"));
            lines.AddRange(code.Select(line => "            " + line));
            lines.Add("            break;");
        }
    }

    /// <summary>A generic collection as one of whole numbers; null: it does not close over one type without conditions.</summary>
    private static INamedTypeSymbol? Closed(INamedTypeSymbol type, LawScene scene)
    {
        if (!type.IsGenericType)
            return type;
        return type is { TypeParameters: [{ HasReferenceTypeConstraint: false, HasConstructorConstraint: false, HasUnmanagedTypeConstraint: false, ConstraintTypes.IsEmpty: true }], ContainingType: null } ? type.Construct(scene.Int32) : null;
    }

    /// <summary>What a method takes, when that is one value.</summary>
    private static ITypeSymbol? Value(IMethodSymbol method) => method is { IsStatic: false, Parameters: [{ RefKind: RefKind.None, IsParams: false } one] } ? one.Type : null;

    private static IArrayTypeSymbol Steps(ITypeSymbol item, LawScene scene)
    {
        var step = scene.Compilation.CreateTupleTypeSymbol([scene.Compilation.GetSpecialType(SpecialType.System_Byte), item], ["Step", "Value"]);
        return scene.Compilation.CreateArrayTypeSymbol(step);
    }

    /// <param name="Type">In System.Collections.Generic.</param>
    /// <param name="Puts">Names of methods that put a value in.</param>
    /// <param name="Takes">Names of methods that take one out.</param>
    /// <param name="Removes">What the model does with a value; null: it says itself which it gives.</param>
    /// <param name="Pops">What the model gives.</param>
    private sealed record Model(string Name, string Type, string[] Puts, string[] Takes, string Adds, string? Removes, string? Pops);
}
