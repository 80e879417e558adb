using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Writes types that bear the attributes which the subject's code looks for: a class for each way to write one that classes may bear, and an enumeration of which each member bears one.
/// </summary>
/// <param name="internalsVisible">Tests see the subject's internals.</param>
internal sealed class MarkedTypeWriter(bool internalsVisible)
{
    private const string Prefix = "Sample", Enumeration = "SampleOption", Unmarked = "Plain", Suffix = "Attribute", Bare = "Bare";

    private const int MostWays = 4, MostClasses = 3, MostMembers = 6;

    /// <summary>Code that looks for more at types maps them by reflection: it would do so for every class in each run, and compile code for it, and find little in what bears one of many attributes.</summary>
    private const int MostAttributes = 6;

    /// <summary>Types that compile.</summary>
    /// <param name="taken">Names of other fakes.</param>
    public ImmutableArray<Fake> Write(CSharpCompilation compilation, IReadOnlySet<string> taken)
    {
        var attributes = AttributeFinder.Find(compilation).Where(attribute => FakeWriter.IsAccessible(attribute, internalsVisible)).ToList();
        if (attributes.Count == 0)
            return [];
        var parsing = compilation.SyntaxTrees[0].Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        var annotated = parsing.LanguageVersion >= LanguageVersion.CSharp8;
        bool Compiles(Fake fake) => FakeWriter.TreeOf(fake, parsing) is var tree && FakeWriter.Compiles(compilation.AddSyntaxTrees(tree), tree);

        // What stands at anything is mostly looked for at members, but who declares an attribute may have forgotten to say what it is for.
        var ofClasses = attributes.Where(attribute => FitsOn(attribute, AttributeTargets.Class) && (attribute.Locations.Any(location => location.IsInSource) || !FitsOn(attribute, AttributeTargets.Field))).ToList();
        var fakes = (ofClasses.Count > MostAttributes ? [] : ofClasses.SelectMany(Ways)).DistinctBy(way => way.Name).Where(way => !taken.Contains(Prefix + way.Name))
            .Select(way => Of(Prefix + way.Name, [way], Class, annotated)).Where(Compiles).Take(MostClasses).ToList();
        var members = attributes.Where(attribute => FitsOn(attribute, AttributeTargets.Field)).SelectMany(Ways).DistinctBy(way => way.Name).Where(way => Compiles(Of(Enumeration, [way], Enum, annotated))).Take(MostMembers).ToList();
        if (members.Count > 0 && !taken.Contains(Enumeration))
            fakes.Add(Of(Enumeration, members, Enum, annotated));
        return [.. fakes];
    }

    private static Fake Of(string name, IReadOnlyList<Way> ways, Func<string, string, IReadOnlyList<Way>, FakeText, IEnumerable<string>> write, bool annotated)
    {
        var access = ways.All(way => way.Attribute.DeclaredAccessibility == Accessibility.Public) ? "public" : "internal";
        var unit = $"{FakeClass.Quiet}namespace {Fake.Namespace}\n{{\n{string.Join('\n', write(access, name, ways, new FakeText(annotated, isQualified: true)).Select(line => "    " + line))}\n}}\n";
        return new Fake(FakeWriter.FullName(ways[0].Attribute), $"{Fake.Namespace}.{name}", unit, (_, isQualified) =>
        {
            var text = new FakeText(annotated, isQualified);
            var source = string.Join('\n', write("private", name, ways, text));
            return new NestedFake(source, [.. text.Named]);
        });
    }

    private static IEnumerable<string> Class(string access, string name, IReadOnlyList<Way> ways, FakeText text) => [$"[{ways[0].Text(text)}]", $"{access} sealed class {name}", "{", "}"];

    private static IEnumerable<string> Enum(string access, string name, IReadOnlyList<Way> ways, FakeText text) =>
        // Rows of tests have it for a parameter.
        [$"{(access == "private" ? "public" : access)} enum {name}", "{", $"    {Unmarked},", .. ways.SelectMany(way => (string[])["", $"    [{way.Text(text)}]", $"    {way.Name},"]), "}"];

    /// <summary>What an attribute may stand at, as <see cref="AttributeUsageAttribute"/> says for it or for a class that it is derived from.</summary>
    private static bool FitsOn(INamedTypeSymbol attribute, AttributeTargets target)
    {
        for (var at = attribute; at is not null; at = at.BaseType)
        {
            if (at.GetAttributes().FirstOrDefault(one => one.AttributeClass?.Name == nameof(AttributeUsageAttribute)) is { ConstructorArguments: [{ Value: int targets }] })
                return ((AttributeTargets)targets).HasFlag(target);
        }

        return true;
    }

    /// <summary>With as many arguments as a constructor takes, with as few, and with each property beside these.</summary>
    private static IEnumerable<Way> Ways(INamedTypeSymbol attribute)
    {
        var bare = attribute.Name.EndsWith(Suffix, StringComparison.Ordinal) ? attribute.Name[..^Suffix.Length] : attribute.Name;
        var constructors = attribute.InstanceConstructors
            .Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public && constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && Value(parameter.Type, parameter.IsParams) is not null))
            .OrderBy(constructor => constructor.Parameters.Length).ToList();
        if (constructors.Count == 0)
            return [];
        var least = constructors[0].Parameters;
        var most = constructors[^1].Parameters;
        var ways = new List<Way> { new(bare, attribute, text => Written(text, most, null)) };
        if (most.Length > least.Length)
            ways.Add(new Way(bare + Bare, attribute, text => Written(text, least, null)));
        ways.AddRange(Settable(attribute).Select(property => new Way(bare + property.Name, attribute, text => Written(text, least, property))));
        return ways.Take(MostWays);

        string Written(FakeText text, ImmutableArray<IParameterSymbol> parameters, IPropertySymbol? property)
        {
            var name = text.Name(attribute);
            var arguments = parameters.Select(parameter => Value(parameter.Type, parameter.IsParams)!(text)).Concat(property is null ? [] : [$"{property.Name} = {Value(property.Type, isParams: false)!(text)}"]).ToList();
            return (name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name) + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})");
        }
    }

    private static IEnumerable<IPropertySymbol> Settable(INamedTypeSymbol attribute)
    {
        for (var at = attribute; at is { Name: not nameof(Attribute) }; at = at.BaseType)
        {
            foreach (var property in at.GetMembers().OfType<IPropertySymbol>())
            {
                if (property is { IsStatic: false, IsIndexer: false, IsOverride: false, GetMethod.DeclaredAccessibility: Accessibility.Public, SetMethod: { DeclaredAccessibility: Accessibility.Public, IsInitOnly: false } } && Value(property.Type, isParams: false) is not null)
                    yield return property;
            }
        }
    }

    /// <summary>Writes an argument; null: there is none of that type.</summary>
    private static Func<FakeText, string>? Value(ITypeSymbol type, bool isParams) => type switch
    {
        IArrayTypeSymbol { Rank: 1, ElementType: var element } when Value(element, isParams: false) is { } item => isParams ? item : text => $"new[] {{ {item(text)} }}",
        { TypeKind: TypeKind.Enum } when type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue) is { } member => text => $"{text.Name(type)}.{member.Name}",
        { SpecialType: SpecialType.System_Object } => _ => "1",
        { Name: nameof(Type), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } } => _ => "typeof(int)",
        _ when SampleWriter.Plain(type, 0) is { } plain => _ => plain,
        _ => null,
    };

    /// <summary>A way to write an attribute.</summary>
    /// <param name="Name">Of a type or member that bears it.</param>
    private sealed record Way(string Name, INamedTypeSymbol Attribute, Func<FakeText, string> Text);
}
