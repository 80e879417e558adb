using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Writes a class for every generic type of the subject that wants a type derived from it as its own argument: <c>class Level : Choice&lt;Level, int&gt;</c> for <c>Choice&lt;TSelf, TValue&gt;</c>.
/// Where the subject's code looks for instances in static fields, the class has some.
/// </summary>
/// <param name="internalsVisible">Tests see the subject's internals.</param>
internal sealed class SampleWriter(bool internalsVisible)
{
    private const string Prefix = "Sample";

    /// <summary>What other type parameters become, one class for each that satisfies them.</summary>
    private static readonly ImmutableArray<(SpecialType Type, string Word)> Arguments = [(SpecialType.System_Int32, ""), (SpecialType.System_String, "OfString")];

    private static readonly ImmutableArray<string> InstanceNames = ["One", "Two", "Four"];

    private static readonly HashSet<string> FieldReaders = ["GetField", "GetFields", "GetMembers", "GetRuntimeFields"];

    /// <summary>Classes that compile, each with the definition it stands for.</summary>
    public ImmutableArray<(Fake Fake, INamedTypeSymbol Of)> Write(CSharpCompilation compilation)
    {
        var definitions = FakeWriter.Types(compilation.Assembly.GlobalNamespace).Where(IsSelfTyped).Where(definition => !HasOwn(compilation, definition)).OrderBy(FakeWriter.FullName, StringComparer.Ordinal).ToList();
        if (definitions.Count == 0)
            return [];
        var parsing = compilation.SyntaxTrees[0].Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        var areFieldsRead = AreFieldsRead(compilation);
        var samples = ImmutableArray.CreateBuilder<(Fake, INamedTypeSymbol)>();
        var known = new List<INamedTypeSymbol>();
        foreach (var definition in definitions)
        {
            foreach (var (name, stub) in Stubs(definition, known))
            {
                var extended = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(stub, parsing));
                if (extended.GetTypeByMetadataName($"{Fake.Namespace}.{name}") is not { } symbol || ContractOf(symbol, definition) is not { } contract || known.Any(other => Covers(other, contract, symbol)))
                    continue;
                var instances = areFieldsRead && contract.TypeKind == TypeKind.Class && !HasState(contract) ? InstancesOf(contract, name) : [];
                var written = new FakeClass(contract, name, parsing.LanguageVersion >= LanguageVersion.CSharp8, internalsVisible) { Instances = instances }.Write();
                if (written is null || FakeWriter.TreeOf(written, parsing) is var tree && !FakeWriter.Compiles(compilation.AddSyntaxTrees(tree), tree))
                    continue;
                known.Add(symbol);
                samples.Add((written with { SelfTypedBases = BasesOf(symbol), Words = instances.Count > 0 ? InstanceNames : [] }, definition));
            }
        }

        return samples.ToImmutable();
    }

    /// <summary>A type that others derive from and that asks for such a one.</summary>
    private bool IsSelfTyped(INamedTypeSymbol type) =>
        type is { IsGenericType: true, IsSealed: false, IsStatic: false, ContainingType: null, TypeKind: TypeKind.Class or TypeKind.Interface } && FakeWriter.IsAccessible(type, internalsVisible) && SelfParameter(type) is not null;

    /// <summary>Its constraint is the type itself, or what the type is derived from, closed over the parameter.</summary>
    private static ITypeParameterSymbol? SelfParameter(INamedTypeSymbol type)
    {
        var own = Ancestors(type).Select(ancestor => ancestor.OriginalDefinition).Where(ancestor => ancestor.Locations.Any(location => location.IsInSource)).ToHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return type.TypeParameters.FirstOrDefault(parameter => parameter.ConstraintTypes.OfType<INamedTypeSymbol>().Any(constraint => own.Contains(constraint.OriginalDefinition) && constraint.TypeArguments.Contains(parameter, SymbolEqualityComparer.Default)));
    }

    private static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            yield return at;
        foreach (var contract in type.AllInterfaces)
            yield return contract;
    }

    /// <summary>The subject has a class of this kind itself.</summary>
    private bool HasOwn(CSharpCompilation compilation, INamedTypeSymbol definition) =>
        FakeWriter.Types(compilation.Assembly.GlobalNamespace).Any(type => type is { IsAbstract: false, IsGenericType: false } && FakeWriter.IsAccessible(type, internalsVisible) && ContractOf(type, definition) is not null);

    /// <summary>The definition as the type closes it over itself; null: it does not.</summary>
    private static INamedTypeSymbol? ContractOf(INamedTypeSymbol type, INamedTypeSymbol definition) =>
        Ancestors(type).FirstOrDefault(ancestor => SameName(ancestor.OriginalDefinition, definition) && ancestor.TypeArguments.Contains(type, SymbolEqualityComparer.Default));

    /// <summary>A type that is there already is an argument as good: it closes the same definition over the same others.</summary>
    private static bool Covers(INamedTypeSymbol known, INamedTypeSymbol contract, INamedTypeSymbol symbol) =>
        Ancestors(known).Any(ancestor => SameName(ancestor.OriginalDefinition, contract.OriginalDefinition) && ancestor.TypeArguments.Zip(contract.TypeArguments).All(pair => SymbolEqualityComparer.Default.Equals(pair.Second, symbol) || SameName(pair.First, pair.Second)));

    /// <summary>What another compilation of the same source declares is another symbol.</summary>
    private static bool SameName(ITypeSymbol one, ITypeSymbol other) => one.ToDisplayString() == other.ToDisplayString();

    /// <summary>Declarations that say nothing but what they are derived from, for the compiler to make symbols of.</summary>
    private static IEnumerable<(string Name, string Source)> Stubs(INamedTypeSymbol definition, List<INamedTypeSymbol> known)
    {
        var self = SelfParameter(definition)!;
        var bare = definition.TypeKind == TypeKind.Interface && definition.Name is ['I', >= 'A' and <= 'Z', ..] ? definition.Name[1..] : definition.Name;
        foreach (var (type, word) in definition.Arity == 1 ? Arguments[..1] : Arguments)
        {
            var name = Prefix + bare + word;
            for (var number = 2; known.Exists(other => other.Name == name); number++)
                name = Prefix + bare + word + number;
            var arguments = definition.TypeParameters.Select(parameter => SymbolEqualityComparer.Default.Equals(parameter, self) ? name : type == SpecialType.System_Int32 ? "int" : "string");
            var ns = definition.ContainingNamespace.IsGlobalNamespace ? "" : definition.ContainingNamespace.ToDisplayString() + ".";
            yield return (name, $"namespace {Fake.Namespace} {{ public {(definition.IsRecord ? "record" : "class")} {name} : global::{ns}{definition.Name}<{string.Join(", ", arguments)}> {{ }} }}");
        }
    }

    private static ImmutableArray<string> BasesOf(INamedTypeSymbol sample)
    {
        var bases = ImmutableArray.CreateBuilder<string>();
        for (var at = sample.BaseType; at is not null; at = at.BaseType)
        {
            if (at.TypeArguments.Contains(sample, SymbolEqualityComparer.Default))
                bases.Add(FakeWriter.FullName(at.OriginalDefinition));
        }

        return bases.ToImmutable();
    }

    /// <summary>Some code of the subject looks at the fields of a type.</summary>
    private static bool AreFieldsRead(CSharpCompilation compilation) => compilation.SyntaxTrees.Any(tree =>
        tree.GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access =>
            FieldReaders.Contains(access.Name.Identifier.Text) && access.Parent is InvocationExpressionSyntax && compilation.GetSemanticModel(tree).GetSymbolInfo(access).Symbol is IMethodSymbol { ContainingNamespace: var ns } && ns.ToDisplayString() is "System" or "System.Reflection"));

    /// <summary>Tests would change an instance that all of them see.</summary>
    private static bool HasState(INamedTypeSymbol contract) => Ancestors(contract).Where(ancestor => ancestor.TypeKind == TypeKind.Class).SelectMany(ancestor => ancestor.GetMembers()).Any(member => !member.IsStatic
        && member.DeclaredAccessibility != Accessibility.Private && member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.IsInitOnly: false, SetMethod.DeclaredAccessibility: not Accessibility.Private });

    /// <summary>Fields with an instance each, as far as a constructor takes plain values; none else.</summary>
    private static IReadOnlyList<string> InstancesOf(INamedTypeSymbol contract, string name)
    {
        var constructor = contract.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal && constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && Plain(parameter.Type, 0) is not null))
            .OrderBy(constructor => constructor.Parameters.Length)
            .FirstOrDefault();
        return constructor is null ? [] : [.. InstanceNames.Select((instance, index) => $"public static readonly {name} {instance} = new {name}({string.Join(", ", constructor.Parameters.Select((parameter, place) => parameter.Type.SpecialType == SpecialType.System_String && IsFirstText(place) ? $"nameof({instance})" : Plain(parameter.Type, index)))});")];

        bool IsFirstText(int place) => constructor.Parameters.Take(place).All(parameter => parameter.Type.SpecialType != SpecialType.System_String);
    }

    /// <summary>A value that is written in a word; null: there is none.</summary>
    /// <param name="index">Which of three.</param>
    internal static string? Plain(ITypeSymbol type, int index) => type.SpecialType switch
    {
        SpecialType.System_String => $"\"{InstanceNames[index].ToLowerInvariant()}\"",
        SpecialType.System_Boolean => index == 1 ? "false" : "true",
        SpecialType.System_Char => $"'{(char)('a' + index)}'",
        SpecialType.System_Decimal => $"{1 << index}m",
        >= SpecialType.System_SByte and <= SpecialType.System_Double => (1 << index).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };
}
