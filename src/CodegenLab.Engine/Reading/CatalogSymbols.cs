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
        foreach (var member in catalog.Members.Where(member => !member.IsForLaws && !member.IsContent))
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

    /// <summary>A class of the tests that is one of the engine's fakes.</summary>
    public bool IsFake(INamedTypeSymbol type) => FakeName(type.OriginalDefinition) is not null;

    /// <summary>The constructor of the engine's fake for an interface of the subject; null when there is none, or more than one that may be it.</summary>
    public MemberShape? FakeOf(INamedTypeSymbol contract)
    {
        var bare = contract.Name is ['I', >= 'A' and <= 'Z', ..] ? contract.Name[1..] : contract.Name;
        var suffix = contract.Arity == 0 ? bare : FormattableString.Invariant($"{bare}`{contract.Arity}");
        var prefix = Fake.Namespace + ".Fake";
        if (_definitions.Count(name => name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)) != 1)
            return null;
        var arguments = contract.TypeArguments.Select(Key).ToList();
        var type = _types.GetValueOrDefault(prefix + suffix + (arguments.Count == 0 ? "" : $"<{string.Concat(arguments.Select(argument => argument + ","))}>"), -1);
        return type < 0 ? null : _catalog.Members.Find(member => member.DeclaringType == type && member is { Kind: MemberShapeKind.Constructor, Parameters.Length: 0 });
    }

    /// <summary>The property of a fake that holds what a member of its interface returns; null for none.</summary>
    /// <param name="fake">Its constructor.</param>
    public MemberShape? AnswerOf(MemberShape fake, ISymbol member)
    {
        var (returned, names) = member switch
        {
            IPropertySymbol property => (property.Type, new[] { property.Name, property.Name + "Result" }),
            IMethodSymbol method => (Awaited(method.ReturnType), [(method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^5] : method.Name) + "Result", method.Name + "Result"]),
            _ => (null, []),
        };
        var type = TypeOf(returned);
        var setters = _catalog.Members.Where(setter => setter.Kind == MemberShapeKind.PropertySetter && setter.DeclaringType == fake.DeclaringType && names.Contains(setter.Name) && setter.Parameters[0].Type == type).ToList();
        return setters is [var only] && (member is IPropertySymbol || member.ContainingType.GetMembers(member.Name).Length == 1) ? only : null;
    }

    private static ITypeSymbol Awaited(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task && task.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks" ? task.TypeArguments[0] : type;

    /// <summary>
    /// Tests bring the fakes along as classes of their own; the worker has them in the subject. A class of the same name that a model or a person wrote
    /// has other properties, or none; those that no test of its class uses are left out of ours.
    /// </summary>
    private string? FakeName(INamedTypeSymbol definition)
    {
        if (definition.ContainingType is null || IsSubject(definition) || definition.DeclaringSyntaxReferences.IsEmpty)
            return null;
        var name = $"{Fake.Namespace}.{definition.MetadataName}";
        if (!_definitions.Contains(name))
            return null;
        var settable = _catalog.Members.Where(member => member.Kind == MemberShapeKind.PropertySetter && _catalog.Types[member.DeclaringType].Name == name).Select(member => member.Name).ToHashSet();
        var written = definition.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsIndexer: false, SetMethod.DeclaredAccessibility: Accessibility.Public, DeclaredAccessibility: Accessibility.Public }).Select(property => property.Name);
        var hasOwnState = definition.GetMembers().OfType<IFieldSymbol>().Any(field => field is { IsImplicitlyDeclared: false, IsStatic: false });
        return !hasOwnState && settable.IsSupersetOf(written) ? name : null;
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
