using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Reads what a class marked with [Fake] lacks of its interfaces.</summary>
internal sealed class FakeReader(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
{
    private static readonly string[] RecordMembers = ["Equals", "GetHashCode", "ToString", "GetType", "Deconstruct", "PrintMembers", "MemberwiseClone", "Finalize"];

    private readonly List<Complaint> _complaints = [];
    private readonly HashSet<string> _taken = [.. type.GetMembers().Concat(type.AllInterfaces.SelectMany(one => one.GetMembers())).Select(member => member.Name), type.Name];

    /// <summary>Public members that stand, by signature, with what they return.</summary>
    private readonly Dictionary<string, string> _standing = [];

    /// <returns>Null when there is nothing to complete.</returns>
    public (Fake? Fake, EquatableArray<Complaint> Complaints) Read()
    {
        var place = Place.Of(type);
        _complaints.AddRange(PartialType.Obstacles(type).Select(one => Complaint.Of(Rules.FakeIsNotPartial, Place.Of(one.Type), one.Type.Name, one.Advice)));
        if (type.AllInterfaces.All(IsOfRecord))
            _complaints.Add(Complaint.Of(Rules.FakeHasNoInterface, place, type.Name, type.IsRecord ? "record" : "class"));
        if (_complaints.Count > 0)
            return (null, _complaints.ToEquatableArray());

        var members = type.AllInterfaces.SelectMany(one => one.GetMembers()).Where(IsMissing).ToList();
        var visibility = Accessibilities.Of(type);
        var spokenOf = members.SelectMany(Types).Concat(members.Select(member => (ITypeSymbol)member.ContainingType)).ToList();
        var least = spokenOf.Select(Accessibilities.Of).Append(visibility).Min();
        if (least == Visibility.Private && visibility > Visibility.Private)
        {
            var hidden = spokenOf.First(one => Accessibilities.Of(one) == Visibility.Private);
            return (null, new[] { Complaint.Of(Rules.FakeIsMoreVisible, place, type.Name, hidden.ToDisplayString()) }.ToEquatableArray());
        }

        var added = visibility <= least ? "public" : "internal";
        var calls = Unique("Calls");
        var methods = new List<FakedMethod>();
        var properties = new List<FakedProperty>();
        var indexers = new List<FakedIndexer>();
        var events = new List<FakedEvent>();
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Obstacle(member) is { } obstacle)
            {
                _complaints.Add(Complaint.Of(Rules.CannotBeFaked, place, $"{member.ContainingType.ToDisplayString()}.{member.Name}", obstacle, type.Name));
                continue;
            }

            if (NameOf(member, members, explicitly: added != "public") is not { } name)
                continue;
            switch (member)
            {
                case IMethodSymbol method:
                    methods.Add(new FakedMethod(
                        name, Names.Of(method.ReturnType), DefaultValues.Of(method.ReturnType, compilation), Parameters(method.Parameters),
                        method.TypeParameters.Select(parameter => Names.Escaped(parameter.Name)).ToEquatableArray(),
                        name.Modifier.Length > 0 ? Constraints.Repeated(method) : Constraints.OfExplicit(method)));
                    break;
                case IPropertySymbol { IsIndexer: true } indexer:
                    indexers.Add(new FakedIndexer(
                        name, Names.Of(indexer.Type), Parameters(indexer.Parameters), indexer.GetMethod is not null, Setter(indexer), DefaultValues.Of(indexer.Type, compilation)));
                    break;
                case IPropertySymbol property:
                    properties.Add(new FakedProperty(name, Names.Of(property.Type), property.GetMethod is not null, Setter(property), DefaultValues.Of(property.Type, compilation)));
                    break;
                case IEventSymbol { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } } one:
                    events.Add(new FakedEvent(name, Names.Of(one.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), Names.Of(invoke.ReturnType), Parameters(invoke.Parameters)));
                    break;
            }
        }

        var fake = new Fake(
            PartialType.Of(type, "Fake"), added, calls, methods.ToEquatableArray(), properties.ToEquatableArray(), indexers.ToEquatableArray(), events.ToEquatableArray());
        return (fake, _complaints.ToEquatableArray());
    }

    /// <summary>The one that every record has, to be compared.</summary>
    private bool IsOfRecord(INamedTypeSymbol one) => type.IsRecord && one is { Name: "IEquatable", TypeArguments: [INamedTypeSymbol other] } && SymbolEqualityComparer.Default.Equals(other, type);

    /// <summary>Members with a body of their own and members that the user or a base class has written are left alone.</summary>
    private bool IsMissing(ISymbol member) =>
        member.IsAbstract
        && member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion } or IPropertySymbol or IEventSymbol
        && type.FindImplementationForInterfaceMember(member) is null;

    private string? Obstacle(ISymbol member)
    {
        if (member.IsStatic)
            return "it is static";
        if (!compilation.IsSymbolAccessibleWithin(member, type))
            return "it cannot be seen from here";
        if (member is IMethodSymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRefReadonly: true } or IPropertySymbol { ReturnsByRef: true } or IPropertySymbol { ReturnsByRefReadonly: true })
            return "it returns a reference";
        if (member is IPropertySymbol { Type.IsRefLikeType: true })
            return "its type cannot be kept in a field";
        if (member is IMethodSymbol { IsVararg: true })
            return "it takes arguments of any number without their types";
        if (member is IPropertySymbol { IsIndexer: true } indexer && indexer.Parameters.Any(parameter => parameter.Type.IsRefLikeType))
            return "its key cannot be kept in a field";
        if (member is IMethodSymbol { IsGenericMethod: true } generic && (generic.ReturnType.IsRefLikeType || generic.TypeParameters.Any(parameter => parameter.AllowsRefLikeType)))
            return "its type parameters may stand for a ref struct";
        return Types(member).Any(one => one.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer || one is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer })
            ? "it speaks of pointers"
            : null;
    }

    private static IEnumerable<ITypeSymbol> Types(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType),
        IPropertySymbol property => property.Parameters.Select(parameter => parameter.Type).Append(property.Type),
        IEventSymbol one => [one.Type],
        _ => [],
    };

    /// <returns>Null where a public member that stands already does for this one too.</returns>
    private FakedName? NameOf(ISymbol member, List<ISymbol> all, bool explicitly)
    {
        var parameters = member switch { IMethodSymbol method => method.Parameters, IPropertySymbol property => property.Parameters, _ => [] };
        var signature = $"{member.Name}`{(member as IMethodSymbol)?.Arity}({string.Join(",", parameters.Select(parameter => parameter.RefKind + Names.Of(parameter.Type)))})";
        var result = member.Kind + Names.Of(Types(member).Last()) + ((member as IPropertySymbol)?.GetMethod is null) + Setter(member as IPropertySymbol);
        if (!explicitly && _standing.TryGetValue(signature, out var standing) && standing == result)
            return null;

        var isPublic = !explicitly && !_standing.ContainsKey(signature) && !type.GetMembers(member.Name).Any() && member.Name != type.Name
            && member.DeclaredAccessibility == Accessibility.Public
            && !_standing.Keys.Any(one => one.StartsWith(member.Name + "`", System.StringComparison.Ordinal) && (member is not IMethodSymbol || !_standing[one].StartsWith(nameof(SymbolKind.Method), System.StringComparison.Ordinal)));
        if (isPublic)
            _standing[signature] = result;

        var plain = member is IPropertySymbol { IsIndexer: true } ? "Item" : member.Name;
        var overloads = all.Where(other => other.Kind == member.Kind && other.Name == member.Name).ToList();
        var word = overloads.Count == 1 ? plain : plain + string.Concat(parameters.Select(parameter => Names.Word(parameter.Type)));
        return new FakedName(
            plain, isPublic ? "public " : "", isPublic ? "" : Names.Of(member.ContainingType) + ".", member is IPropertySymbol { IsIndexer: true } ? "this" : Names.Escaped(member.Name), UniqueWord(word));
    }

    private string UniqueWord(string word)
    {
        // All names made of one word are free or none is taken: On…, …Calls, …Call, …Handler and so on.
        while (!_taken.Add("word " + word) || new[] { "On{0}", "{0}Calls", "{0}Call", "{0}Handler", "{0}Writes", "On{0}Get", "On{0}Set", "Raise{0}" }.Any(made => _taken.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, made, word))))
            word += "_";
        return word;
    }

    private string Unique(string name)
    {
        while (!_taken.Add(name))
            name += "_";
        return name;
    }

    private static string? Setter(IPropertySymbol? property) => property?.SetMethod switch
    {
        null => null,
        { IsInitOnly: true } => "init",
        _ => "set",
    };

    private static EquatableArray<FakedParameter> Parameters(ImmutableArray<IParameterSymbol> parameters)
    {
        var fields = new HashSet<string>(RecordMembers);
        return parameters.Select(parameter =>
        {
            var modifier = parameter.RefKind switch
            {
                RefKind.Ref => "ref ",
                RefKind.Out => "out ",
                RefKind.In => "in ",
                RefKind.RefReadOnlyParameter => "ref readonly ",
                _ => "",
            };
            if (parameter.ScopedKind != ScopedKind.None && parameter.RefKind != RefKind.Out)
                modifier = "scoped " + modifier;
            var field = Names.Pascal(parameter.Name);
            while (!fields.Add(field))
                field += "_";
            var isKept = !parameter.Type.IsRefLikeType && parameter.RefKind != RefKind.Out;
            var ofCall = Mentions(parameter.Type);
            return new FakedParameter(Names.Escaped(parameter.Name), Names.Of(parameter.Type), modifier, isKept ? Names.Escaped(field) : null, ofCall ? "object?" : Names.Of(parameter.Type));
        }).ToEquatableArray();
    }

    /// <summary>A type parameter of the method.</summary>
    private static bool Mentions(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.DeclaringMethod is not null,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(Mentions) || (named.ContainingType is { } outer && Mentions(outer)),
        _ => false,
    };
}
