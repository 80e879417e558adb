using System.Globalization;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Reading;

/// <summary>Finds what the compiler calls a type or a member in the catalog, by the names that both know.</summary>
internal sealed class CatalogSymbols
{
    private readonly Catalog _catalog;
    private readonly Dictionary<string, int> _types = [];
    private readonly Dictionary<string, MemberShape> _members = [];
    private readonly HashSet<string> _definitions;
    private readonly HashSet<string> _assemblies;

    public CatalogSymbols(Catalog catalog)
    {
        _catalog = catalog;
        _definitions = [.. catalog.Types.Select(type => type.Name)];
        _assemblies = [.. catalog.Types.Where(type => type.IsSubject).Select(type => type.Assembly)];

        // Names alone, without assemblies: the compiler sees the facades of the framework, reflection what is behind them.
        foreach (var type in catalog.Types)
            _types.TryAdd(Key(type), type.Id);
        foreach (var member in catalog.Members)
            _members.TryAdd(Key(member.Kind, member.DocumentationId, member.DeclaringType, member.TypeArguments), member);
    }

    /// <summary>Declared in the assembly under test.</summary>
    public bool IsSubject(ISymbol symbol) => symbol.ContainingAssembly is { } assembly && _assemblies.Contains(assembly.Name);

    /// <summary>Catalog id; -1 for a type that the catalog lacks.</summary>
    public int TypeOf(ITypeSymbol? type) => type is not null && Key(type) is { } key ? _types.GetValueOrDefault(key, -1) : -1;

    /// <summary>The type of that name, without type arguments; -1 for none.</summary>
    public int TypeNamed(string fullName) => _types.GetValueOrDefault(fullName, -1);

    /// <summary>The member as the catalog has it; null for none.</summary>
    /// <param name="receiver">Static type of the receiver: it may override the member that C# binds to, or inherit it.</param>
    public MemberShape? MemberOf(MemberShapeKind kind, ISymbol member, ITypeSymbol? receiver)
    {
        foreach (var candidate in Candidates(member, receiver))
        {
            if (Find(kind, candidate) is { } shape)
                return shape;
        }

        return null;
    }

    private MemberShape? Find(MemberShapeKind kind, ISymbol member)
    {
        if (member is IMethodSymbol { AssociatedExtensionImplementation: { } implementation })
            member = implementation;
        var declaring = TypeOf(member.ContainingType);
        if (declaring < 0)
            return null;
        int[] arguments = member is IMethodSymbol method ? [.. method.TypeArguments.Select(TypeOf)] : [];
        return _members.GetValueOrDefault(Key(kind, DocumentationId(member), declaring, arguments));
    }

    /// <summary>The member, what it overrides, and what overrides it on the way to the receiver's type.</summary>
    private static IEnumerable<ISymbol> Candidates(ISymbol member, ITypeSymbol? receiver)
    {
        yield return member;
        for (var at = Overridden(member); at is not null; at = Overridden(at))
            yield return at;
        for (var type = receiver; type is not null; type = type.BaseType)
        {
            foreach (var own in type.GetMembers(member.Name))
            {
                for (var at = Overridden(own); at is not null; at = Overridden(at))
                {
                    if (SymbolEqualityComparer.Default.Equals(at, member))
                        yield return own;
                }
            }
        }
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        _ => null,
    };

    private string DocumentationId(ISymbol member)
    {
        var id = MemberIds.Of(member.OriginalDefinition);
        if (FakeName(member.ContainingType.OriginalDefinition) is not { } fake)
            return id;
        var written = member.ContainingType.OriginalDefinition.GetDocumentationCommentId()![2..];
        return $"{id[..2]}{fake}{id[(2 + written.Length)..]}";
    }

    private string? Key(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Key(array.ElementType) is { } element ? $"{element}[{array.Rank.ToString(CultureInfo.InvariantCulture)}]" : null;
            case IDynamicTypeSymbol:
                return "System.Object";
            case INamedTypeSymbol { IsNativeIntegerType: true, NativeIntegerUnderlyingType: { } native }:
                return Key(native);
            case INamedTypeSymbol named:
                named = named.TupleUnderlyingType ?? named;
                var definition = named.OriginalDefinition;
                var fake = FakeName(definition);
                var arguments = fake is null ? ArgumentsOf(named) : named.TypeArguments;
                var key = new StringBuilder(fake ?? FakeWriter.FullName(definition));
                if (!arguments.Any())
                    return key.ToString();
                key.Append('<');
                foreach (var argument in arguments)
                {
                    if (Key(argument) is not { } part)
                        return null;
                    key.Append(part).Append(',');
                }

                return key.Append('>').ToString();
            default:
                return null;
        }
    }

    /// <summary>Tests bring the fakes along as classes of their own; the worker has them in the subject.</summary>
    private string? FakeName(INamedTypeSymbol definition)
    {
        if (definition.ContainingType is null || IsSubject(definition) || definition.DeclaringSyntaxReferences.IsEmpty)
            return null;
        var name = $"{Fake.Namespace}.{definition.MetadataName}";
        return _definitions.Contains(name) ? name : null;
    }

    /// <summary>Those of enclosing types first.</summary>
    private static IEnumerable<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? ArgumentsOf(outer).Concat(type.TypeArguments) : type.TypeArguments;

    private string Key(TypeShape shape)
    {
        if (shape.Kind == TypeShapeKind.Array)
            return $"{Key(_catalog.Types[shape.Arguments[0]])}[{shape.Rank.ToString(CultureInfo.InvariantCulture)}]";
        if (shape.Arguments.Length == 0 || (shape.Kind == TypeShapeKind.Enum && !shape.Name.Contains('`', StringComparison.Ordinal)))
            return shape.Name;
        return $"{shape.Name}<{string.Concat(shape.Arguments.Select(argument => Key(_catalog.Types[argument]) + ","))}>";
    }

    private static string Key(MemberShapeKind kind, string documentationId, int declaring, int[] typeArguments) =>
        FormattableString.Invariant($"{kind} {documentationId} {declaring} {string.Join(',', typeArguments)}");
}
