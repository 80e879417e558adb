using CodegenLab.Engine.Laws;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>
/// Reads which laws a class marked with [Properties] wants. A generator runs nothing, so it takes by itself only what members state by what they are: Equals, GetHashCode, CompareTo, operators
/// that compare, and pairs that take back what the other does. Other laws have to be named.
/// </summary>
internal sealed class PropertiesReader(INamedTypeSymbol fixture, Compilation compilation)
{
    public const string Attribute = "CodegenLab.Testing.PropertiesAttribute";

    /// <summary>Names that a message lists.</summary>
    private const int MostNames = 20;

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat;

    public (PropertyClass? Class, EquatableArray<Complaint> Complaints) Read()
    {
        var place = Place.Of(fixture);
        var lacking = PartialType.Obstacles(fixture).Select(one => Complaint.Of(Rules.PropertiesAreNotPartial, Place.Of(one.Type), one.Type.Name, one.Advice)).ToEquatableArray();
        if (lacking.Count > 0 || fixture.Find(Attribute) is not { ConstructorArguments: [{ Value: INamedTypeSymbol type }] } attribute || type.TypeKind == TypeKind.Error)
            return (null, lacking);
        if (PropertyRunner.Of(compilation, out var obstacle) is not { } runner)
            return Not(Complaint.Of(Rules.NothingRunsProperties, place, fixture.Name, obstacle));

        type = type.OriginalDefinition;
        var subject = type.ContainingAssembly;
        var internalsVisible = SymbolEqualityComparer.Default.Equals(subject, compilation.Assembly) || subject.GivesAccessTo(compilation.Assembly);
        var producers = new UnreadProducers();
        var recipes = new ValueRecipes(subject, internalsVisible, producers);
        var scene = new LawScene(compilation, internalsVisible, recipes);
        var laws = recipes.IsVisible(type) ? LawCatalogue.Of(type, scene).ToList() : [];
        if (laws.Count == 0 && !type.IsStatic && !scene.CanMake(type))
            return Not(Complaint.Of(Rules.NoValuesForProperties, place, type.Name, fixture.Name, Hindrance(type, recipes)));

        var unless = Types(attribute, "Unless");
        if (unless.Where(one => !IsExcuse(one)).ToList() is { Count: > 0 } others)
            return (null, others.Select(one => Complaint.Of(Rules.ExcuseIsNoException, place, one.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), fixture.Name)).ToEquatableArray());
        var (also, except) = (Listed(attribute, "Also"), Listed(attribute, "Except"));
        var unknown = also.Concat(except).Where(name => laws.All(law => law.Name != name)).Distinct().ToList();
        if (unknown.Count > 0)
            return (null, unknown.Select(name => Complaint.Of(Rules.LawIsUnknown, place, name, type.Name, NamesOf(laws))).ToEquatableArray());
        var wanted = laws.Where(law => (IsStated(law) || also.Contains(law.Name)) && !except.Contains(law.Name)).ToList();
        if (wanted.Count == 0)
            return Not(Complaint.Of(Rules.NoLawIsStated, place, type.Name, fixture.Name, laws.Count == 0 ? "test it by examples" : $"name laws that it keeps in Also ({NamesOf(laws)}), or test it by examples"));

        wanted.RemoveAll(law => fixture.GetMembers(law.Name).Any(member => member is not IMethodSymbol { Arity: 0, Parameters.IsEmpty: false }));
        if (wanted.Count == 0)
            return (null, EquatableArray<Complaint>.Empty);

        var values = new ValuesWriter(recipes, one => one.ToDisplayString(Plain), []);
        var printer = new PartPrinter(recipes.IsVisible);
        var properties = wanted.Select(law => Text(law, values, unless, printer)).ToList();
        var mark = runner.ClassAttribute is { } needed && !fixture.Has(needed) ? $"[global::{needed}]" : "";
        var cases = CaseReader.Named(attribute, "Cases") is int count ? Math.Max(1, count) : 100;
        var imports = wanted.SelectMany(law => law.Members).OfType<IMethodSymbol>().Where(method => method.IsExtensionMethod && !method.ContainingNamespace.IsGlobalNamespace).Select(method => method.ContainingNamespace.ToDisplayString(Names.Qualified)).Distinct();
        var members = values.Members.ToEquatableArray();
        var numbers = producers.Numbers.Where(number => members.Any(member => member.Contains(number.Many) || member.Contains(number.Few)));
        return (new PropertyClass(
            PartialType.Of(fixture, "Properties"), mark, runner.KnowsProperties ? $"{runner.Attribute}(MaxTest = {FormattableString.Invariant($"{cases}")})" : runner.Attribute, !runner.KnowsProperties, cases,
            imports.ToEquatableArray(), properties.ToEquatableArray(), members, numbers.ToEquatableArray())
        {
            Printers = printer.Methods.ToEquatableArray(),
        }, EquatableArray<Complaint>.Empty);
    }

    /// <summary>Members say so by what they are; whether values keep to it is what the property is there to find out.</summary>
    private static bool IsStated(Law law) => law.Kind == LawKind.RoundTrip || (law.Promise is not null && law.Kind is LawKind.Equality or LawKind.Hashing or LawKind.Ordering);

    /// <param name="unless">Exceptions that the user says excuse a law.</param>
    private static PropertyText Text(Law law, ValuesWriter values, List<ITypeSymbol> unless, PartPrinter printer)
    {
        var lines = law.Code(one => one.ToDisplayString(Plain)).Split('\n');

        // Of a law that nobody states a value may be outside: money of two currencies is not added.
        if (!IsStated(law) && lines.Length == 1)
            lines = [$"{PropertiesWriter.UnlessRefused}(() => {lines[0]})"];
        foreach (var excuse in unless.Where(excuse => lines.Length == 1 && LawScene.MayExcuse(law.Kind, excuse.ToDisplayString())))
            lines = [$"{PropertiesWriter.Unless}<{excuse.ToDisplayString(Plain)}>(() => {lines[0]})"];
        var shown = law.Parameters.Select(parameter => printer.Shows(parameter.Type) || law.Steps.Length > 0).ToList();
        var words = law.Steps.Length > 0 ? printer.WordsOf(law) : PartPrinter.Method;
        var arbitraries = string.Join(", ", law.Parameters.Zip(shown, (parameter, isShown) => isShown ? $"{PropertiesWriter.See}({values.ArbitraryOf(parameter.Type)}, {words})" : values.ArbitraryOf(parameter.Type)));
        var parameters = law.Parameters.Length == 1 ? law.Parameters[0].Name : $"({string.Join(", ", law.Parameters.Select(parameter => parameter.Name))})";
        return new PropertyText(law.Name, Sentence(law.Words), arbitraries, parameters, lines.ToEquatableArray())
        {
            Typed = shown.Contains(true) ? string.Join(", ", law.Parameters.Select(parameter => $"{parameter.Type.ToDisplayString(Plain)} {parameter.Name}")) : null,
            Unwrapped = string.Join(", ", law.Parameters.Zip(shown, (parameter, isShown) => isShown ? $"{parameter.Name}.Value" : parameter.Name)),
        };
    }

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words.Substring(1) + ".";

    private static string Hindrance(INamedTypeSymbol type, ValueRecipes recipes) => type switch
    {
        _ when !recipes.IsVisible(type) => "it cannot be seen from here",
        { TypeKind: not (TypeKind.Class or TypeKind.Struct) } or { IsAbstract: true } => "it is no class or struct that can be created",
        { IsGenericType: true } => "it is generic",
        _ => "it has no constructor or static method that can be called from here with parts whose values can be made, and offers no two values of its own",
    };

    private static HashSet<string> Listed(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } list ? [.. list.Values.Select(value => value.Value).OfType<string>()] : [];

    private static List<ITypeSymbol> Types(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(value => value.Value).OfType<ITypeSymbol>().Where(type => type.TypeKind != TypeKind.Error).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)]
            : [];

    /// <summary>The generated class has to catch it.</summary>
    private bool IsExcuse(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsUnboundGenericType: false } || !compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
            return false;
        var exception = compilation.GetTypeByMetadataName("System.Exception");
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(one, exception))
                return true;
        }

        return false;
    }

    private static string NamesOf(List<Law> laws) => laws.Count <= MostNames
        ? string.Join(", ", laws.Select(law => law.Name))
        : $"{string.Join(", ", laws.Take(MostNames).Select(law => law.Name))} and {laws.Count - MostNames} more";

    private static (PropertyClass?, EquatableArray<Complaint>) Not(Complaint complaint) => (null, new[] { complaint }.ToEquatableArray());
}
