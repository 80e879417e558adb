using System.Collections.Immutable;
using CodegenLab.Engine.Laws;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Properties;

/// <summary>Renders laws as properties for FsCheck, a class for each type that has some.</summary>
/// <param name="cases">Generated values that each property is tried on.</param>
/// <param name="internalsVisible">Tests see what is internal.</param>
public sealed class PropertyRenderer(TestTemplates templates, CSharpCompilation compilation, RenderingOptions options, int cases, bool internalsVisible)
{
    /// <summary>Of the code under test, shortest first: what it asks texts for is often among them.</summary>
    private const int MostTexts = 8;

    private const int LongestText = 16;

    /// <summary>Characters of a law that stands on one line with its arbitraries.</summary>
    private const int MostOfLine = 100;

    private static readonly string[] FsCheckNames = ["Arb", "Arbitrary", "ArbMap", "Check", "Config", "Gen", "Prop", "Property", "NonNull", "Replay", "Rnd", "Runner", "Command", "Machine", "Operation"];

    private readonly ValueRecipes _recipes = new(compilation.Assembly, internalsVisible, new ReadProducers(compilation));
    private readonly Func<string, bool> _isType = PublicTypes.Of(compilation);

    /// <param name="laws">The index of one in this list is its number in <see cref="RenderedTest.Found"/>.</param>
    /// <param name="dropped">Indexes of those that are not rendered.</param>
    /// <param name="gainOf">Branch outcomes that the property covers and mutants that it kills, for the headers.</param>
    public ImmutableArray<RenderedFixture> Render(IReadOnlyList<Law> laws, IReadOnlySet<int> dropped, Func<int, (IReadOnlyCollection<int> Goals, IReadOnlyCollection<int> Kills)> gainOf)
    {
        var fixtures = ImmutableArray.CreateBuilder<RenderedFixture>();
        var names = new HashSet<(string, string)>();
        foreach (var type in Enumerable.Range(0, laws.Count).GroupBy(index => laws[index].Type, SymbolEqualityComparer.Default))
        {
            // Named before it is known which stand, so that a class keeps its name whatever is dropped.
            var space = options.NamespaceFor(SpaceOf((INamedTypeSymbol)type.Key!));
            var stem = string.Join('_', Outwards((INamedTypeSymbol)type.Key!).Reverse().Select(one => one.Name));
            var name = stem + "Properties";
            for (var number = 2; !names.Add((space, name)); number++)
                name = FormattableString.Invariant($"{stem}Properties{number}");
            var standing = type.Where(index => !dropped.Contains(index)).ToList();
            if (standing.Count > 0)
                fixtures.Add(Render((INamedTypeSymbol)type.Key!, space, name, laws, standing, gainOf));
        }

        return fixtures.ToImmutable();
    }

    private RenderedFixture Render(INamedTypeSymbol type, string space, string name, IReadOnlyList<Law> laws, List<int> standing, Func<int, (IReadOnlyCollection<int> Goals, IReadOnlyCollection<int> Kills)> gainOf)
    {
        var isNUnit = options.Framework == TestFramework.NUnit;
        ImmutableArray<string> imports = ["FsCheck", "FsCheck.Fluent", "System", "System.Collections.Generic", "System.Linq", .. isNUnit ? ["NUnit.Framework"] : new[] { "Xunit" }];
        var scope = new NameScope(space, [name, ValuesWriter.ClassName], TypesIn(compilation.Assembly.GlobalNamespace), SpacesIn(compilation.Assembly.GlobalNamespace).Append(space), [.. imports, .. options.GlobalUsings], known => _isType(known) || (known.StartsWith("FsCheck.", StringComparison.Ordinal) && FsCheckNames.Contains(known[(known.LastIndexOf('.') + 1)..])));
        var types = new TypeWriter(scope);
        var values = new ValuesWriter(_recipes, types.Write, TextsOf(type));
        var methods = standing.Select(index => Method(laws[index], types, values, scope)).ToList();
        var members = values.Members.Select(member => (IReadOnlyList<string>)member.Split('\n')).ToList();
        var reflectionName = ReflectionNameOf(type);
        var header = new GeneratedHeader(
            options.ToolVersion, options.Seed, reflectionName, standing.Count, standing.SelectMany(index => gainOf(index).Goals).Distinct().Count(), standing.SelectMany(index => gainOf(index).Kills).Distinct().Count(), null, options.SubjectCode(reflectionName));
        var fixture = new PropertyFixture
        {
            Header = header.Write().TrimEnd(),
            Usings = [.. imports.Concat(scope.Used).Except(options.GlobalUsings).Where(one => !NameScope.Ancestors(space).Contains(one)).Distinct().Order(UsingOrder)],
            FileScoped = options is { FileScopedNamespaces: true, LanguageVersion: >= 1000 },
            Namespace = space,
            Indent = options is { FileScopedNamespaces: true, LanguageVersion: >= 1000 } ? "" : "    ",
            Marks = isNUnit ? ["[TestFixture]", "[Category(\"properties\")]"] : ["[Trait(\"Category\", \"properties\")]"],
            Name = name,
            Runner = isNUnit ? "FsCheck.NUnit" : "FsCheck.Xunit",
            Cases = cases,
            Laws = methods,
            Values = members,
            NeedsUnless = standing.Exists(index => laws[index].Unless is not null),
        };
        var source = templates.Render("properties", fixture);
        var declared = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.Parent is ClassDeclarationSyntax { Parent: not ClassDeclarationSyntax }).ToDictionary(method => method.Identifier.Text, StringComparer.Ordinal);
        return new RenderedFixture(reflectionName, space, name, source, [.. standing.Select(index => Test(declared[laws[index].Name], index))]);
    }

    private static PropertyMethod Method(Law law, TypeWriter types, ValuesWriter values, NameScope scope)
    {
        foreach (var extension in law.Members.OfType<IMethodSymbol>().Where(method => method.IsExtensionMethod))
            scope.Use(SpaceOf(extension.ContainingType));
        var lines = law.Code(types.Write).Split('\n').ToList();
        if (law.Unless is { } refusal)
            lines = [$"Unless<{types.Write(refusal)}>(() => {lines[0]})"];
        var words = $"{char.ToUpperInvariant(law.Words[0])}{law.Words[1..]}{(law.Promise is { } promise ? $": promised by {promise}" : "")}.";
        var arbitraries = string.Join(", ", law.Parameters.Select(parameter => values.ArbitraryOf(parameter.Type)));
        var parameters = law.Parameters is [var one] ? one.Name : $"({string.Join(", ", law.Parameters.Select(parameter => parameter.Name))})";
        return new PropertyMethod(
            law.Name,
            words,
            arbitraries,
            parameters,
            lines)
        {
            IsLong = lines is [var only] && arbitraries.Length + parameters.Length + only.Length > MostOfLine,
        };
    }

    private static RenderedTest Test(MethodDeclarationSyntax method, int index)
    {
        var lines = method.GetLocation().GetLineSpan();
        return new RenderedTest(method.Identifier.Text, lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1, [index]);
    }

    /// <summary>Short texts in the code of a type.</summary>
    private static ImmutableArray<string> TextsOf(INamedTypeSymbol type) =>
    [
        .. type.DeclaringSyntaxReferences
            .SelectMany(reference => reference.GetSyntax().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText is { Length: > 0 and <= LongestText })
            .Select(token => token.ValueText)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(text => text.Length)
            .ThenBy(text => text, StringComparer.Ordinal)
            .Take(MostTexts),
    ];

    private static Comparer<string> UsingOrder { get; } = Comparer<string>.Create((one, other) =>
        (IsSystem(one), IsSystem(other)) switch
        {
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        });

    private static bool IsSystem(string space) => space == "System" || space.StartsWith("System.", StringComparison.Ordinal);

    private static string SpaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    private static IEnumerable<INamedTypeSymbol> Outwards(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            yield return current;
    }

    private static string ReflectionNameOf(INamedTypeSymbol type)
    {
        var name = string.Join('+', Outwards(type).Reverse().Select(one => one.MetadataName));
        return SpaceOf(type) is { Length: > 0 } space ? $"{space}.{name}" : name;
    }

    private static IEnumerable<(string Namespace, string Name, int Arity)> TypesIn(INamespaceSymbol space) =>
        space.GetTypeMembers().Select(type => (SpaceOf(type), type.Name, type.Arity)).Concat(space.GetNamespaceMembers().SelectMany(TypesIn));

    private static IEnumerable<string> SpacesIn(INamespaceSymbol space) =>
        space.GetNamespaceMembers().SelectMany(inner => SpacesIn(inner).Prepend(inner.ToDisplayString()));
}
