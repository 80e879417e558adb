using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>How values of a type are generated.</summary>
internal abstract record Recipe(ITypeSymbol Type)
{
    /// <summary>FsCheck knows the type well enough.</summary>
    public sealed record Known(ITypeSymbol Type) : Recipe(Type);

    /// <summary>A whole number between two bounds, both included, that guards in the code demand.</summary>
    public sealed record Between(ITypeSymbol Type, int Least, int Most) : Recipe(Type);

    /// <summary>A whole number whose bounds are known only when the values are written: marks stand where its generators go.</summary>
    /// <param name="Many">Names the generator of all values.</param>
    /// <param name="Few">Names that of few.</param>
    public sealed record Bounded(ITypeSymbol Type, string Many, string Few) : Recipe(Type)
    {
        /// <summary>Delimits a name; stands in no code.</summary>
        public const char Delimiter = '\u0001';

        public static string Mark(string name) => $"{Delimiter}{name}{Delimiter}";
    }

    /// <summary>A decimal with few digits.</summary>
    public sealed record Amount(ITypeSymbol Type) : Recipe(Type);

    /// <summary>Text that is not null.</summary>
    public sealed record Text(ITypeSymbol Type) : Recipe(Type);

    /// <summary>A constant of an enum.</summary>
    public sealed record Choice(INamedTypeSymbol Enum) : Recipe(Enum);

    /// <summary>A value type, or null.</summary>
    public sealed record Perhaps(ITypeSymbol Type, Recipe Of) : Recipe(Type);

    /// <summary>An array, or what an array or a list can stand for.</summary>
    /// <param name="IsList">A list is needed.</param>
    public sealed record Several(ITypeSymbol Type, Recipe Of, bool IsList) : Recipe(Type);

    /// <summary>What is done to a collection, step by step: which of its operations, by a number, and with what.</summary>
    public sealed record Steps(ITypeSymbol Type, Recipe With) : Recipe(Type);

    /// <summary>One of the values that the type offers itself, of a type that makes no others.</summary>
    public sealed record Offered(INamedTypeSymbol Of, ImmutableArray<ISymbol> Values) : Recipe(Of);

    /// <summary>Made by a constructor or a static method of the type.</summary>
    /// <param name="MayRefuse">It may throw for some of what it is made from.</param>
    public sealed record Made(INamedTypeSymbol Of, IMethodSymbol Producer, ImmutableArray<Ingredient> Ingredients, bool MayRefuse) : Recipe(Of)
    {
        /// <summary>Another way, to values with more in them; null: there is none.</summary>
        public Made? Richer { get; init; }

        /// <summary>A value tells what it was made from, so smaller ones can be made of that.</summary>
        public bool CanShrink => Ingredients.All(ingredient => ingredient.Part is not null);
    }
}

/// <param name="Name">Of the parameter.</param>
/// <param name="Part">The property or field that holds it in the finished value; null: none does.</param>
internal sealed record Ingredient(string Name, Recipe Recipe, string? Part);
