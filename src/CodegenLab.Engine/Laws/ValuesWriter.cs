using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Laws;

/// <summary>
/// Writes the arbitraries that laws need: values made of generated parts, half of them of very few, so that equal ones meet; and smaller values, made of
/// smaller parts, for a counterexample that people can read.
/// </summary>
/// <param name="texts">Texts that stand in the code under test.</param>
internal sealed class ValuesWriter(ValueRecipes recipes, Func<ITypeSymbol, string> write, ImmutableArray<string> texts)
{
    /// <summary>Of the class that holds the arbitraries.</summary>
    public const string ClassName = "Values";

    /// <summary>A member that the others use.</summary>
    private const string Known = "public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();";

    /// <summary>Members that the others use where values may be refused.</summary>
    private const string Attempts = """
        // Not everything can be made of everything: another attempt, then.
        private static Gen<T> Made<T>(Gen<T[]> tried, int attempts = 100) => tried.SelectMany(made =>
            made.Length == 1 ? Gen.Constant(made[0])
            : attempts == 0 ? throw new InvalidOperationException("No " + typeof(T).Name + " could be made in 100 attempts.")
            : Made(tried, attempts - 1));

        private static T[] Tried<T>(Func<T> make)
        {
            try
            {
                return new[] { make() };
            }
            catch (Exception)
            {
                return Array.Empty<T>();
            }
        }
        """;

    private readonly List<string> _members = [];
    private readonly Dictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);

    /// <summary>Some value is made by code that may refuse what it is given.</summary>
    private bool _needsAttempts;

    /// <summary>What was written so far, in the order in which it was needed, and what that needs; a member each, with lines that are not indented.</summary>
    public IReadOnlyList<string> Members => [.. _members, Known, .. _needsAttempts ? new[] { Attempts } : []];

    /// <summary>C# that gives the arbitrary of a type, from outside of the class that holds them.</summary>
    public string ArbitraryOf(ITypeSymbol type) => $"{ClassName}.{Arbitrary(recipes.Of(type)!)}";

    private string Arbitrary(Recipe recipe) => recipe is Recipe.Known ? $"Known<{write(recipe.Type)}>()" : $"{NameOf(recipe)}()";

    /// <summary>The method that gives the arbitrary of a type.</summary>
    private string NameOf(Recipe recipe)
    {
        if (_names.TryGetValue(recipe.Type, out var known))
            return known;
        var name = Unlike("Any" + recipe switch
        {
            Recipe.Text => "Text",
            Recipe.Amount => "Amount",
            Recipe.Steps => "Steps",
            Recipe.Perhaps perhaps => "Nullable" + LawScene.WordFor(perhaps.Of.Type),
            Recipe.Several several => LawScene.WordFor(several.Of.Type) + "s",
            _ => LawScene.WordFor(recipe.Type),
        });
        _names.Add(recipe.Type, name);

        // What a value is made of comes after it.
        var place = _members.Count;
        _members.Insert(place, recipe switch
        {
            Recipe.Made made => Made(made, name),
            Recipe.Text => Text(name),
            Recipe.Steps steps => Steps(steps, name),
            Recipe.Several { Type: IArrayTypeSymbol } several => Array(several, name),
            _ => $"public static Arbitrary<{write(recipe.Type)}> {name}() => Arb.From({Many(recipe)});",
        });
        return name;
    }

    private string Unlike(string name)
    {
        var unlike = name;
        for (var number = 2; _names.ContainsValue(unlike); number++)
            unlike = FormattableString.Invariant($"{name}{number}");
        return unlike;
    }

    private string Text(string name)
    {
        var mined = texts.IsEmpty ? "" : $"\n        Gen.Elements({string.Join(", ", texts.Select(text => SymbolDisplay.FormatLiteral(text, quote: true)))}),";
        return $"""
            public static Arbitrary<string> {name}() => Arb.From(
                Gen.OneOf(
                    Gen.Elements("", "a", "A"),{mined}
                    Known<NonNull<string>>().Generator.Select(text => text.Get)),
                text => Known<string>().Shrinker(text).Where(smaller => smaller != null));
            """;
    }

    private string Array(Recipe.Several several, string name) => $"""
        public static Arbitrary<{write(several.Type)}> {name}() => Arb.From(
            {Many(several)},
            items => Enumerable.Range(0, items.Length).Select(left => items.Where((_, place) => place != left).ToArray()));
        """;

    private string Steps(Recipe.Steps steps, string name)
    {
        var few = Few(steps.With);
        var many = Many(steps.With);
        return $"""
            public static Arbitrary<{write(steps.Type)}> {name}() => Arb.From(
                Gen.Zip(Known<byte>().Generator, {(few == many ? many : $"Gen.OneOf({few}, {many})")}).ArrayOf(),
                steps => Enumerable.Range(0, steps.Length).Select(left => steps.Where((_, place) => place != left).ToArray()));
            """;
    }

    private string Made(Recipe.Made made, string name)
    {
        ImmutableArray<Recipe.Made> ways = made.Richer is { } richer ? [made, richer] : [made];
        var mayRefuse = ways.Any(way => way.MayRefuse);
        _needsAttempts |= mayRefuse;
        var type = write(made.Of);
        var queries = ways.SelectMany(way => new[] { Query(way, Few, mayRefuse), Query(way, Many, mayRefuse) }).Distinct(StringComparer.Ordinal).ToList();
        var values = queries is [var only] ? only : $"Gen.OneOf(\n{string.Join(",\n", queries.Select(Indented))})";
        if (mayRefuse)
            values = $"Made(\n{Indented(values)})";
        var shrinks = made.CanShrink ? Shrinks(made, mayRefuse) : "";
        if (shrinks.Length == 0)
            return $"public static Arbitrary<{type}> {name}() => Arb.From(\n{Indented(values)});";
        return $"""
            public static Arbitrary<{type}> {name}() => Arb.From(
            {Indented(values)},
                Smaller);

            private static IEnumerable<{type}> Smaller({type} value) =>
            {Indented(shrinks)}
                    .Where(smaller => !smaller.Equals(value));
            """;
    }

    private string Query(Recipe.Made made, Func<Recipe, string> generator, bool mayRefuse)
    {
        var make = Make(made, made.Ingredients.Select(ingredient => Identifier(ingredient.Name)));
        return string.Join("\n", made.Ingredients.Select(ingredient => $"from {Identifier(ingredient.Name)} in {generator(ingredient.Recipe)}").Append($"select {(mayRefuse ? $"Tried(() => {make})" : make)}"));
    }

    private string Make(Recipe.Made made, IEnumerable<string> arguments) => made.Producer.MethodKind == MethodKind.Constructor
        ? $"new {write(made.Of)}({string.Join(", ", arguments)})"
        : $"{write(made.Of)}.{made.Producer.Name}({string.Join(", ", arguments)})";

    private string Shrinks(Recipe.Made made, bool mayRefuse)
    {
        var shrinks = new List<string>();
        foreach (var ingredient in made.Ingredients)
        {
            if (Shrinker(ingredient.Recipe) is not { } shrinker)
                continue;
            var name = Identifier(ingredient.Name);
            var make = Make(made, made.Ingredients.Select(other => other == ingredient ? name : $"value.{other.Part}"));
            shrinks.Add($"{shrinker}.Shrinker(value.{ingredient.Part}).{(mayRefuse ? $"SelectMany({name} => Tried(() => {make}))" : $"Select({name} => {make})")}");
        }

        return shrinks.Count == 0 ? "" : shrinks.Skip(1).Aggregate(shrinks[0], (all, next) => $"{all}\n    .Concat({next})");
    }

    /// <summary>Null: there are no smaller ones.</summary>
    private string? Shrinker(Recipe recipe) => recipe switch
    {
        Recipe.Known or Recipe.Between or Recipe.Bounded or Recipe.Amount or Recipe.Perhaps { Of: Recipe.Known } => $"Known<{write(recipe.Type)}>()",
        Recipe.Text or Recipe.Made { CanShrink: true } or Recipe.Several { Type: IArrayTypeSymbol } => $"{NameOf(recipe)}()",
        _ => null,
    };

    private string Many(Recipe recipe) => recipe switch
    {
        Recipe.Known known => $"Known<{write(known.Type)}>().Generator",
        Recipe.Between { Type.SpecialType: SpecialType.System_Int32 } between => FormattableString.Invariant($"Gen.Choose({between.Least}, {between.Most})"),
        Recipe.Between between => FormattableString.Invariant($"Gen.Choose({between.Least}, {between.Most}).Select(number => ({write(between.Type)})number)"),
        Recipe.Bounded bounded => Recipe.Bounded.Mark(bounded.Many),
        Recipe.Amount => "Gen.Choose(-10000, 10000).Select(number => number / 100m)",
        Recipe.Choice choice => $"Gen.Elements(Enum.GetValues<{write(choice.Type)}>())",
        Recipe.Perhaps perhaps => $"Gen.OneOf(Gen.Constant<{write(perhaps.Type)}>(null), {Many(perhaps.Of)}.Select(some => ({write(perhaps.Type)})some))",
        Recipe.Several { IsList: true } list => $"{Many(list.Of)}.ArrayOf().Select(items => items.ToList())",
        Recipe.Several { Type: IArrayTypeSymbol } array => $"{Many(array.Of)}.ArrayOf()",
        Recipe.Several several => $"{Many(several.Of)}.ArrayOf().Select(items => ({write(several.Type)})items)",
        Recipe.Offered offered => $"Gen.Elements({string.Join(", ", offered.Values.Select(value => $"{write(offered.Of)}.{value.Name}"))})",
        _ => $"{NameOf(recipe)}().Generator",
    };

    /// <summary>So few that the same ones come again.</summary>
    private string Few(Recipe recipe) => recipe switch
    {
        Recipe.Known { Type.SpecialType: SpecialType.System_Char } => "Gen.Elements('a', 'A')",
        Recipe.Known { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } number => $"Gen.Elements<{write(number.Type)}>(0, 1)",
        Recipe.Between between when between.Most > between.Least => FormattableString.Invariant($"Gen.Elements<{write(between.Type)}>({between.Least}, {between.Least + 1})"),
        Recipe.Bounded bounded => Recipe.Bounded.Mark(bounded.Few),
        Recipe.Amount => "Gen.Elements(0m, 1m, 1.0m)",
        Recipe.Text => "Gen.Elements(\"\", \"a\", \"A\")",
        Recipe.Choice choice => $"Gen.Elements({string.Join(", ", choice.Enum.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst).Take(2).Select(field => $"{write(choice.Enum)}.{field.Name}"))})",
        Recipe.Perhaps perhaps => $"Gen.OneOf(Gen.Constant<{write(perhaps.Type)}>(null), {Few(perhaps.Of)}.Select(some => ({write(perhaps.Type)})some))",
        _ => Many(recipe),
    };

    /// <summary>Of a part; the whole is called value.</summary>
    private static string Identifier(string name) => name == "value" ? "part" : SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Indented(string text) => "    " + string.Join("\n    ", text.Split('\n'));
}
