using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Reads what values a test's parameter wants.</summary>
internal static class CaseReader
{
    public const string Namespace = "CodegenLab.Testing.";

    /// <summary>Attributes at parameters, with the strategy each stands for.</summary>
    public static readonly (string Name, Strategy Strategy)[] Kinds =
    [
        ("Boundary", Strategy.Boundary), ("Equivalence", Strategy.Equivalence), ("Seeded", Strategy.Random), ("Mutation", Strategy.Mutation),
    ];

    /// <summary>Assemblies that are never what a test is about.</summary>
    private static readonly string[] NotUnderTest = ["nunit.framework", "CodegenLab.Testing", "mscorlib", "netstandard"];

    /// <returns>Null: the attribute is not at a parameter of an ordinary method.</returns>
    public static CaseValues? Read(IParameterSymbol parameter, AttributeData attribute, Strategy strategy, Compilation compilation, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } test)
            return null;

        var kind = Kinds.First(one => one.Strategy == strategy).Name;
        var key = $"{MetadataName(test.ContainingType)}.{test.MetadataName}({string.Join(",", test.Parameters.Select(one => MetadataName(one.Type, one.RefKind)))})#{parameter.Name}:{kind}";
        var subject = UnderTest(parameter, test, compilation, cancellationToken);
        var shape = ValueShape.Of(parameter.Type);
        var limits = OfAttribute(attribute, shape?.Kind).And(Annotations.Of(parameter));
        if (subject is not null)
            limits = limits.And(Annotations.Of(subject)).And(OwnGuards(subject, cancellationToken));
        return new CaseValues(
            key, parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), shape, limits,
            subject is null ? null : Guards.NameOf((IMethodSymbol)subject.ContainingSymbol), subject?.Name, WishOf(attribute, strategy, key))
        {
            Misfit = shape is null ? null : Misfit.Of(attribute, shape),
        };
    }

    /// <summary>Guard clauses where the subject's source is a part of the same compilation.</summary>
    public static Limits OwnGuards(IParameterSymbol parameter, CancellationToken cancellationToken) => parameter.ContainingSymbol.DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax(cancellationToken)).OfType<BaseMethodDeclarationSyntax>().SelectMany(Guards.Of)
        .Where(guard => guard.Parameter == parameter.Name).Aggregate(Limits.None, (all, guard) => all.And(guard.Limits));

    public static object? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { IsNull: false, Kind: not TypedConstantKind.Array } value ? value.Value : null;

    private static TypedConstant Constant(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;

    /// <summary>As reflection names a type.</summary>
    public static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";

    private static string MetadataName(ITypeSymbol type, RefKind reference = RefKind.None) =>
        (type is IArrayTypeSymbol array ? $"{MetadataName(array.ElementType)}[{new string(',', array.Rank - 1)}]" : type.MetadataName) + (reference == RefKind.None ? "" : "&");

    private static Limits OfAttribute(AttributeData attribute, ValueKind? kind) => Annotations.Between(Constant(attribute, "Min"), Constant(attribute, "Max"), kind) with
    {
        MinLength = Named(attribute, "MinLength") is int and >= 0 and var min ? min : null,
        MaxLength = Named(attribute, "MaxLength") is int and >= 0 and var max ? max : null,
        Pattern = Named(attribute, "Pattern") as string,
    };

    private static Wish WishOf(AttributeData attribute, Strategy strategy, string key)
    {
        var arguments = attribute.ConstructorArguments;
        var seed = strategy == Strategy.Random && arguments.Length == 1 ? arguments[0].Value : Named(attribute, "Seed");
        var examples = strategy == Strategy.Mutation && arguments.Length == 1 && arguments[0] is { Kind: TypedConstantKind.Array, IsNull: false }
            ? arguments[0].Values.Select(value => Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "")
            : [];
        var side = Named(attribute, "Side") is int named ? (Side)named : strategy == Strategy.Mutation ? Side.Both : Side.Inside;
        // A renamed class keeps its values: the stream is that of method and parameter.
        return new Wish(strategy, side, seed is ulong number ? number : 0, Math.Max(0, Math.Min(Named(attribute, "Samples") as int? ?? 10, 1000)), key.Substring(key.LastIndexOf('.', key.IndexOf('(')) + 1), examples.ToEquatableArray());
    }

    /// <summary>The parameter of the first method under test that the test hands its own parameter to.</summary>
    private static IParameterSymbol? UnderTest(IParameterSymbol parameter, IMethodSymbol test, Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (var declaration in test.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken)))
        {
            var model = compilation.GetSemanticModel(declaration.SyntaxTree);
            foreach (var argument in declaration.DescendantNodes().OfType<ArgumentSyntax>())
            {
                if (argument.Expression is not IdentifierNameSyntax name || name.Identifier.ValueText != parameter.Name || argument.Parent?.Parent is not { } call)
                    continue;
                if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method || !IsUnderTest(method))
                    continue;
                var index = ((BaseArgumentListSyntax)argument.Parent).Arguments.IndexOf(argument);
                var taken = argument.NameColon is { } named
                    ? method.Parameters.FirstOrDefault(one => one.Name == named.Name.Identifier.ValueText)
                    : index < method.Parameters.Length ? method.Parameters[index] : null;
                if (taken is { IsParams: false })
                    return taken.OriginalDefinition;
            }
        }

        return null;
    }

    private static bool IsUnderTest(IMethodSymbol method)
    {
        var assembly = method.ContainingAssembly?.Name ?? "";
        return method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor
            && !NotUnderTest.Contains(assembly) && assembly != "System" && !assembly.StartsWith("System.", StringComparison.Ordinal) && !assembly.StartsWith("xunit", StringComparison.Ordinal) && !assembly.StartsWith("Microsoft.VisualStudio.TestPlatform", StringComparison.Ordinal);
    }
}
