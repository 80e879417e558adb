using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>Finds out how values of a type are generated: from its public constructors, from static methods and values of its own.</summary>
/// <param name="subject">Whose types values are made of.</param>
/// <param name="internalsVisible">Tests see what is internal.</param>
internal sealed class ValueRecipes(IAssemblySymbol subject, bool internalsVisible, IProducers producers)
{
    /// <summary>Values in values in values.</summary>
    private const int DeepestNesting = 3;

    /// <summary>More would make a generator that nobody reads.</summary>
    private const int MostIngredients = 6;

    private static readonly HashSet<string> KnownToFsCheck = ["System.Guid", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.DateTimeOffset", "System.Numerics.BigInteger"];

    private static readonly HashSet<string> ArrayLike =
    [
        "System.Collections.Generic.IEnumerable<T>", "System.Collections.Generic.IReadOnlyList<T>", "System.Collections.Generic.IReadOnlyCollection<T>", "System.Collections.Generic.IList<T>", "System.Collections.Generic.ICollection<T>",
    ];

    private readonly Dictionary<ITypeSymbol, Recipe?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Null: no value of the type can be made.</summary>
    public Recipe? Of(ITypeSymbol type) => Of(type, 0);

    public bool IsVisible(ISymbol symbol)
    {
        for (ISymbol? current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            var isOpen = current.DeclaredAccessibility == Accessibility.Public
                || (internalsVisible && current.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal && SymbolEqualityComparer.Default.Equals(current.ContainingAssembly, subject));
            if (!isOpen)
                return false;
        }

        return true;
    }

    private Recipe? Of(ITypeSymbol type, int depth)
    {
        if (_known.TryGetValue(type, out var known))
            return known;
        if (depth > DeepestNesting || type.IsRefLikeType)
            return null;

        // While it is being found out, a type is no ingredient of its own.
        _known[type] = null;
        var recipe = Find(type, depth);
        if (recipe is null && depth > 0)
            _known.Remove(type);
        else
            _known[type] = recipe;
        return recipe;
    }

    private Recipe? Find(ITypeSymbol type, int depth)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return new Recipe.Text(type);
            case SpecialType.System_Decimal:
                return new Recipe.Amount(type);
            case >= SpecialType.System_Boolean and <= SpecialType.System_Double or SpecialType.System_DateTime:
                return new Recipe.Known(type);
        }

        if (type is IArrayTypeSymbol { ElementType: INamedTypeSymbol { IsTupleType: true, TupleElements: [_, var with] } } steps)
            return Of(with.Type, depth + 1) is { } value ? new Recipe.Steps(steps, value) : null;
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 && Of(array.ElementType, depth + 1) is { } element ? new Recipe.Several(type, element, IsList: false) : null;
        if (type is not INamedTypeSymbol named || !IsVisible(named))
            return null;
        if (named.TypeKind == TypeKind.Enum)
            return named.GetMembers().OfType<IFieldSymbol>().Any(field => field.IsConst) ? new Recipe.Choice(named) : null;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return Of(named.TypeArguments[0], depth + 1) is { } some ? new Recipe.Perhaps(type, some) : null;
        if (KnownToFsCheck.Contains(named.ToDisplayString()))
            return new Recipe.Known(type);
        if (named.TypeArguments.Length == 1 && named.OriginalDefinition.ToDisplayString() is var generic && (ArrayLike.Contains(generic) || generic == "System.Collections.Generic.List<T>"))
            return Of(named.TypeArguments[0], depth + 1) is { } item ? new Recipe.Several(type, item, generic == "System.Collections.Generic.List<T>") : null;
        if (!SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, subject) || named.IsGenericType)
            return null;
        var made = Made(named, depth);

        // Few texts can be parsed.
        return made is { Producer: { MethodKind: MethodKind.Ordinary, Parameters: [{ Type.SpecialType: SpecialType.System_String }, ..] } } ? (Recipe?)Offered(named) ?? made : (Recipe?)made ?? Offered(named);
    }

    private Recipe.Made? Made(INamedTypeSymbol type, int depth)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return null;
        var constructors = type.InstanceConstructors.Where(constructor => constructor.Parameters.Length > 0 && !IsCopy(constructor, type));
        var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => method is { IsStatic: true, MethodKind: MethodKind.Ordinary, IsGenericMethod: false, Parameters.Length: > 0 } && SymbolEqualityComparer.Default.Equals(method.ReturnType, type) && !TakesItself(method, type));
        var ways = constructors.Concat(methods)
            .Where(producer => IsVisible(producer) && producer.Parameters.Length <= MostIngredients && producer.Parameters.All(parameter => parameter.RefKind == RefKind.None) && !HasRequiredMembers(producer) && !IsObsolete(producer))
            .Select(producer => Made(type, producer, depth))
            .OfType<Recipe.Made>()
            .OrderByDescending(made => made.CanShrink)
            .ThenBy(made => made.Producer.Parameters is [{ Type.SpecialType: SpecialType.System_String }])
            .ThenBy(made => made.Producer.MethodKind == MethodKind.Ordinary)
            .ThenByDescending(made => made.Ingredients.Length)
            .ToList();
        return ways is [var first, ..] ? first with { Richer = ways.Where(other => other.Ingredients.Length > first.Ingredients.Length).OrderByDescending(other => other.Ingredients.Length).FirstOrDefault() } : null;
    }

    private Recipe.Made? Made(INamedTypeSymbol type, IMethodSymbol producer, int depth)
    {
        var ingredients = ImmutableArray.CreateBuilder<Ingredient>();
        foreach (var parameter in producer.Parameters)
        {
            var recipe = producers.RangeOf(producer, parameter) ?? Of(parameter.Type, depth + 1);
            if (recipe is null)
                return null;
            ingredients.Add(new Ingredient(parameter.Name, recipe, PartFor(type, parameter)));
        }

        return new Recipe.Made(type, producer, ingredients.ToImmutable(), producers.MayRefuse(producer));
    }

    private Recipe.Offered? Offered(INamedTypeSymbol type)
    {
        var values = type.GetMembers()
            .Where(member => member is { IsStatic: true } and (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { IsIndexer: false, GetMethod: not null }) && IsVisible(member) && SymbolEqualityComparer.Default.Equals(TypeOf(member), type))
            .ToImmutableArray();
        return values.Length >= 2 ? new Recipe.Offered(type, values) : null;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    /// <summary>One that may be null where the parameter may not (an end that is open) does not say what the value was made of.</summary>
    private string? PartFor(INamedTypeSymbol type, IParameterSymbol parameter) =>
        type.GetMembers().FirstOrDefault(member =>
            member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } or IFieldSymbol { IsStatic: false }
            && member.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)
            && IsVisible(member)
            && SymbolEqualityComparer.IncludeNullability.Equals(TypeOf(member), parameter.Type))?.Name;

    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) => TakesItself(constructor, type);

    private static bool TakesItself(IMethodSymbol method, INamedTypeSymbol type) => method.Parameters.Any(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type));

    private static bool HasRequiredMembers(IMethodSymbol producer) =>
        producer.MethodKind == MethodKind.Constructor && producer.ContainingType.GetMembers().Any(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });

    private static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");
}
