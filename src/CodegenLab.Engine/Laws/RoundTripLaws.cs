using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Pairs of members of which one takes back what the other does: Parse and ToString, and pairs by name (Encode and Decode, ToBase and FromBase), and conversions.</summary>
internal sealed class RoundTripLaws : ILawSource
{
    /// <summary>A name that begins with the first has its counterpart in the same name with the second.</summary>
    private static readonly (string There, string Back)[] Pairs =
    [
        ("Encode", "Decode"), ("Serialize", "Deserialize"), ("Escape", "Unescape"), ("Compress", "Decompress"), ("Encrypt", "Decrypt"), ("Pack", "Unpack"), ("Quote", "Unquote"), ("Wrap", "Unwrap"), ("Zip", "Unzip"), ("Format", "Parse"), ("Print", "Parse"), ("Write", "Read"), ("To", "From"),
    ];

    public IEnumerable<Law> LawsOf(INamedTypeSymbol type, LawScene scene) => [.. Texts(type, scene), .. ByName(type, scene), .. Conversions(type, scene)];

    /// <summary>Parse reads what ToString writes; TryParse where there is no Parse.</summary>
    private static IEnumerable<Law> Texts(INamedTypeSymbol type, LawScene scene)
    {
        var text = type.GetMembers("ToString").OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsOverride: true, Parameters.IsEmpty: true } && LawScene.IsWritten(method));
        if (text is null || !scene.CanMake(type) || LawScene.Same(type, "back", "value") is null)
            yield break;

        var parse = scene.MethodsOf(type).FirstOrDefault(method => method is { IsStatic: true, Name: "Parse" } && LawScene.TakenBy(method)?.SpecialType == SpecialType.System_String && LawScene.Same(method.ReturnType, type));
        var tryParse = scene.MethodsOf(type).FirstOrDefault(method => method is { IsStatic: true, Name: "TryParse", ReturnType.SpecialType: SpecialType.System_Boolean, Parameters: [{ Type.SpecialType: SpecialType.System_String }, { RefKind: RefKind.Out, Type: var result }] } && LawScene.Same(result, type));
        if (parse is not null)
        {
            yield return Of(parse, "Parse_reads_what_ToString_writes", "Parse reads what ToString writes", name => LawScene.Same(type, $"{name(type)}.Parse(value.ToString())", "value")!);
        }
        else if (tryParse is not null)
        {
            yield return Of(tryParse, "TryParse_reads_what_ToString_writes", "TryParse reads what ToString writes", name => $"{name(type)}.TryParse(value.ToString(), out var back) && {LawScene.Same(type, "back", "value")}");
        }

        Law Of(IMethodSymbol reader, string name, string words, Func<Func<ITypeSymbol, string>, string> code) => new()
        {
            Kind = LawKind.RoundTrip,
            Type = type,
            Members = [reader, text],
            Name = name,
            Words = words,
            Parameters = [new LawParameter(type, "value")],
            Promise = PromiseOf(reader, text),
            Code = code,
        };
    }

    private static IEnumerable<Law> ByName(INamedTypeSymbol type, LawScene scene)
    {
        var methods = scene.MethodsOf(type).ToList();
        foreach (var there in methods)
        {
            foreach (var (prefix, opposite) in Pairs.Where(pair => there.Name.StartsWith(pair.There, StringComparison.Ordinal)))
            {
                var wanted = $"{opposite}{there.Name.Substring(prefix.Length)}";
                foreach (var back in methods.Where(method => method.Name == wanted))
                {
                    if (Law(type, scene, there, back) is not { } law)
                        continue;
                    yield return law;
                    break;
                }
            }
        }
    }

    private static Law? Law(INamedTypeSymbol type, LawScene scene, IMethodSymbol there, IMethodSymbol back)
    {
        // Of the value that is there and back again; both static, or both of something that is made without more ado.
        if (there.IsStatic != back.IsStatic)
            return there.IsStatic || !back.IsStatic ? null : OfValue();
        var taken = there.IsStatic ? LawScene.TakenBy(there) : Only(there);
        var given = back.IsStatic ? LawScene.TakenBy(back) : Only(back);
        if (taken is null || given is null || !scene.CanMake(taken) || !Fits(there.ReturnType, given, scene) || !Fits(back.ReturnType, taken, scene))
            return null;
        if (LawScene.Same(taken, "back", "value") is null || (!there.IsStatic && !IsMadeOfNothing(type)))
            return null;
        var law = Of(taken, name => LawScene.Same(taken, Call(back, Call(there, "value", name), name), "value")!);

        // Of a value that it does not encode a method says so by an exception, or by an empty text.
        return law.Promise is not null || there.ReturnType.SpecialType != SpecialType.System_String ? law : law with
        {
            Milder = law with
            {
                Words = $"{law.Words}, but for values of which {there.Name} makes an empty text",
                Code = name => $"{Call(there, "value", name)} == \"\" || {law.Code(name)}",
            },
        };

        Law? OfValue()
        {
            // value.ToX(), and Type.FromX(x).
            if (!there.Parameters.IsEmpty || LawScene.TakenBy(back) is not { } x || !Fits(there.ReturnType, x, scene) || !LawScene.Same(back.ReturnType, type) || !scene.CanMake(type) || LawScene.Same(type, "back", "value") is null)
                return null;
            return Of(type, name => LawScene.Same(type, $"{name(type)}.{back.Name}(value.{there.Name}())", "value")!);
        }

        Law Of(ITypeSymbol value, Func<Func<ITypeSymbol, string>, string> code) => new()
        {
            Kind = LawKind.RoundTrip,
            Type = type,
            Members = [back, there],
            Name = $"{back.Name}_takes_back_what_{there.Name}_does",
            Words = $"{back.Name} takes back what {there.Name} does",
            Parameters = [new LawParameter(value, "value")],
            Promise = PromiseOf(back, there),
            Code = code,
        };

        string Call(IMethodSymbol method, string value, Func<ITypeSymbol, string> name) =>
            method.IsStatic ? $"{name(type)}.{method.Name}({value})" : $"new {name(type)}().{method.Name}({value})";
    }

    private static IEnumerable<Law> Conversions(INamedTypeSymbol type, LawScene scene)
    {
        var conversions = scene.OperatorsOf(type).Where(method => method.MethodKind == MethodKind.Conversion).ToList();
        foreach (var there in conversions.Where(conversion => LawScene.Same(conversion.Parameters[0].Type, type)))
        {
            if (conversions.Find(conversion => LawScene.Same(conversion.ReturnType, type) && LawScene.Same(conversion.Parameters[0].Type, there.ReturnType)) is not { } back || !scene.CanMake(type) || LawScene.Same(type, "back", "value") is null)
                continue;
            var other = there.ReturnType;
            yield return new Law
            {
                Kind = LawKind.RoundTrip,
                Type = type,
                Members = [back, there],
                Name = $"A_value_converted_to_{LawScene.WordFor(other)}_and_back_is_the_same",
                Words = $"a value converted to {other.Name} and back is the same",
                Parameters = [new LawParameter(type, "value")],
                Promise = PromiseOf(back, there),
                Code = name => LawScene.Same(type, $"(({name(type)})({name(other)})value)", "value")!,
            };
        }
    }

    /// <summary>The one parameter of a method that must be given.</summary>
    private static ITypeSymbol? Only(IMethodSymbol method) =>
        method.Parameters.All(parameter => parameter.RefKind == RefKind.None) && method.Parameters is [var first, ..] && method.Parameters.Skip(1).All(parameter => parameter.IsOptional || parameter.IsParams) ? first.Type : null;

    private static bool Fits(ITypeSymbol given, ITypeSymbol place, LawScene scene) => scene.Compilation.ClassifyCommonConversion(given, place).IsImplicit;

    private static bool IsMadeOfNothing(INamedTypeSymbol type) => !type.IsAbstract && type.InstanceConstructors.Any(constructor => constructor.DeclaredAccessibility == Accessibility.Public && constructor.Parameters.All(parameter => parameter.IsOptional));

    private static string? PromiseOf(IMethodSymbol back, IMethodSymbol there) => LawScene.SpeaksOf(back, there) ? $"the documentation of {back.Name} and {there.Name}" : null;
}
