using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Shows how to make what a call of the subject needs: constructors, factories, enum members and implementations of the types in its signature, and of the types in theirs.</summary>
internal static class Producers
{
    /// <summary>Parameters of parameters, and no deeper.</summary>
    private const int Deepest = 2;

    private const int MostPerType = 8;

    private static readonly SymbolDisplayFormat Shown = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat WithReturnType = Shown.WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType);

    /// <param name="members">The subject's members.</param>
    public static IEnumerable<Finding> Of(Compilation compilation, IReadOnlyCollection<ISymbol> members, bool internalsVisible = true)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var receivers = members.Where(member => !member.IsStatic && member is not IMethodSymbol { MethodKind: MethodKind.Constructor }).Select(member => member.ContainingType);
        var level = receivers.Concat(members.SelectMany(Parameters)).ToList();
        for (var depth = 0; depth < Deepest && level.Count > 0; depth++)
        {
            var next = new List<INamedTypeSymbol>();
            foreach (var type in level.Where(type => type.Locations.Any(location => location.IsInSource) && (internalsVisible || IsPublic(type)) && seen.Add(type)))
            {
                var producers = ProducersOf(type, compilation).Where(producer => internalsVisible || IsPublic(producer)).Take(MostPerType).ToList();
                next.AddRange(producers.SelectMany(Parameters));
                var text = string.Join('\n', producers.Select(producer => Line(type, producer)).Prepend(HeadOf(type)).Distinct());
                yield return new Finding(text, null);
            }

            level = next;
        }
    }

    private static string HeadOf(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            EnumDeclarationSyntax declared => $"{Excerpt.HeadOf(declared)} {{ {string.Join(", ", declared.Members.Select(member => member.Identifier.Text))} }}",
            BaseTypeDeclarationSyntax declared => Excerpt.HeadOf(declared),
            DelegateDeclarationSyntax declared => Excerpt.OneLine(declared.ToString()),
            _ => type.ToDisplayString(),
        };

    private static string Line(INamedTypeSymbol type, ISymbol producer)
    {
        const string Indent = "    ";
        if (type.TypeKind == TypeKind.Interface && producer is not INamedTypeSymbol)
            return Indent + producer.ToDisplayString(WithReturnType) + (producer is IMethodSymbol ? ";" : "");
        if (producer is INamedTypeSymbol implementation)
            return Indent + "implemented by " + implementation.ToDisplayString(Shown);
        var call = producer is IMethodSymbol { MethodKind: MethodKind.Constructor }
            ? "new " + producer.ToDisplayString(Shown)
            : $"{type.ToDisplayString(Shown)}.{(producer is IMethodSymbol ? producer.ToDisplayString(Shown) : producer.Name)}";
        var required = type.GetMembers().Where(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }).Select(member => member.Name).ToList();
        return Indent + call + (producer is IMethodSymbol { MethodKind: MethodKind.Constructor } && required.Count > 0 ? $" {{ {string.Join(", ", required)} }}" : "");
    }

    private static IEnumerable<ISymbol> ProducersOf(INamedTypeSymbol type, Compilation compilation)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
            return [];
        if (type.IsAbstract && !type.IsStatic)
            return Implementations(type, compilation).Concat(type.TypeKind == TypeKind.Interface ? type.GetMembers().Where(member => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IPropertySymbol) : []);
        var constructors = type.InstanceConstructors.Where(constructor => IsUsable(constructor) && !IsCopy(constructor));
        var factories = type.GetMembers().Where(member => member.IsStatic && IsUsable(member) && Makes(member, type));
        return constructors.Concat(factories).OrderBy(producer => producer is IMethodSymbol { MethodKind: MethodKind.Constructor } ? 0 : 1);
    }

    private static bool Makes(ISymbol member, INamedTypeSymbol type) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => SymbolEqualityComparer.Default.Equals(method.ReturnType.OriginalDefinition, type.OriginalDefinition)
            || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out && SymbolEqualityComparer.Default.Equals(parameter.Type.OriginalDefinition, type.OriginalDefinition)),
        IPropertySymbol property => SymbolEqualityComparer.Default.Equals(property.Type.OriginalDefinition, type.OriginalDefinition),
        IFieldSymbol field => SymbolEqualityComparer.Default.Equals(field.Type.OriginalDefinition, type.OriginalDefinition),
        _ => false,
    };

    private static IEnumerable<ISymbol> Implementations(INamedTypeSymbol type, Compilation compilation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
            .Where(other => !other.IsAbstract && (other.AllInterfaces.Contains(type, SymbolEqualityComparer.Default) || Bases(other).Contains(type, SymbolEqualityComparer.Default)))
            .OrderBy(other => other.ToDisplayString(), StringComparer.Ordinal);

    private static IEnumerable<ITypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var next = type.BaseType; next is not null; next = next.BaseType)
            yield return next;
    }

    private static bool IsUsable(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsPublic(ISymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Public;

    private static bool IsCopy(IMethodSymbol constructor) =>
        constructor.Parameters is [{ } only] && constructor.ContainingType.IsRecord && SymbolEqualityComparer.Default.Equals(only.Type, constructor.ContainingType);

    private static IEnumerable<INamedTypeSymbol> Parameters(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters.Where(parameter => parameter.RefKind != RefKind.Out).SelectMany(parameter => Named(parameter.Type)),
        IPropertySymbol property => property.Parameters.SelectMany(parameter => Named(parameter.Type)),
        INamedTypeSymbol type => [type],
        _ => [],
    };

    /// <summary>The types that a type is made of: Order of IReadOnlyList&lt;Order?&gt;.</summary>
    private static IEnumerable<INamedTypeSymbol> Named(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Named(array.ElementType),
        INamedTypeSymbol { IsGenericType: true } generic => [generic.OriginalDefinition, .. generic.TypeArguments.SelectMany(Named)],
        INamedTypeSymbol named => [named],
        _ => [],
    };
}
