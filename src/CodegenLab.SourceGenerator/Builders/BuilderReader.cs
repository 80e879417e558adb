using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Reads what a class marked with [Builder] builds, and of which parts.</summary>
/// <param name="guards">Null: not known yet.</param>
internal sealed class BuilderReader(INamedTypeSymbol builder, Compilation compilation, GuardTable? guards, CancellationToken cancellationToken)
{
    public const string Attribute = "CodegenLab.Testing.BuilderAttribute";
    private const string Suffix = "Builder";

    private readonly HashSet<string> _standing = [];

    public (Built? Built, EquatableArray<Complaint> Complaints) Read()
    {
        var attribute = builder.Find(Attribute);
        var place = Place.Of(builder);
        var lacking = PartialType.Obstacles(builder).Concat(Unmakable()).Select(one => Complaint.Of(Rules.BuilderIsNotPartial, Place.Of(one.Type), one.Type.Name, one.Advice)).ToEquatableArray();
        if (attribute is null || lacking.Count > 0)
            return (null, lacking);
        if (BuiltBy(attribute, out var advice) is not { } built)
            return Not(Complaint.Of(Rules.BuildsNothing, place, builder.Name, advice));

        Leave("Valid");
        Leave("Build");
        if (builder.GetMembers(BuilderWriter.Many).Any())
            _standing.Add(BuilderWriter.Many);
        var depth = CaseReader.Named(attribute, "Depth") is int wished ? System.Math.Max(1, System.Math.Min(wished, 20)) : 5;
        var ready = ReadyValues.Of(built);
        var visibility = new[] { Accessibilities.Of(builder), Accessibilities.Of(built) }.Min() < Accessibilities.Of(builder) ? "internal" : "public";
        var reason = $"{built.ToDisplayString()} has no constructor or factory that can be called from here";
        foreach (var creator in new Defaults(builder, depth, compilation, guards, cancellationToken).SureCreators(built))
        {
            var defaults = new Defaults(builder, depth, compilation, guards, cancellationToken);
            if (Parts(built, creator, defaults, out var failed) is not { } parts)
            {
                reason = failed;
                continue;
            }

            // A value that is there has all that must be set.
            if (ready is not null)
                parts.RemoveAll(part => part.Place == PartPlace.Initializer);
            return (Of(built, visibility, Names.Creation(creator), parts, defaults, ready), defaults.Faults.Select(fault => fault with { Place = place }).ToEquatableArray());
        }

        if (ready is not null)
            return (Of(built, visibility, "", [], new Defaults(builder, depth, compilation, guards, cancellationToken), ready), EquatableArray<Complaint>.Empty);
        return Not(Complaint.Of(Rules.PartCannotBeMade, place, built.Name, reason, builder.Name));
    }

    private Built Of(INamedTypeSymbol built, string visibility, string creation, IEnumerable<BuiltPart> parts, Defaults defaults, string? ready) =>
        new(PartialType.Of(builder, Suffix), visibility, Names.Of(built), creation, built.IsRecord, parts.ToEquatableArray(), defaults.Makers.ToEquatableArray(), defaults.Holes.ToEquatableArray())
        {
            Standing = _standing.ToEquatableArray(),
            Ready = ready,
        };

    /// <summary>What keeps Valid() from making a builder.</summary>
    private IEnumerable<(INamedTypeSymbol Type, string Advice)> Unmakable()
    {
        if (builder.IsStatic)
            yield break;
        if (builder.IsAbstract)
            yield return (builder, "it must not be abstract");
        else if (!builder.InstanceConstructors.Any(one => one.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)))
            yield return (builder, "give it a constructor without parameters");
    }

    private List<BuiltPart>? Parts(INamedTypeSymbol built, IMethodSymbol creator, Defaults defaults, out string failed)
    {
        failed = "";
        var parts = new List<BuiltPart>();
        defaults.Enter(built);
        foreach (var parameter in creator.Parameters)
        {
            if (parameter.IsParams)
                break;
            if (defaults.Of(parameter.Type, defaults.LimitsOf(parameter), parameter.Name, parameter) is not { } value)
            {
                failed = $"{parameter.Name}: {defaults.Reason}";
                return null;
            }

            parts.Add(Part(parameter.Name, Names.Escaped(parameter.Name), parameter.Type, value.Code, PartPlace.Argument, defaults));
        }

        if (creator.MethodKind != MethodKind.Constructor)
            return parts;
        foreach (var member in Defaults.Settable(built, creator, compilation, builder))
        {
            var type = Defaults.TypeOf(member);
            var limits = Annotations.Of(member);
            var isInit = member is IPropertySymbol { SetMethod.IsInitOnly: true };
            var isNeeded = Defaults.IsRequired(member) || limits != Limits.None || (isInit && !built.IsRecord);
            var value = isNeeded ? defaults.Of(type, limits, member.Name)?.Code : null;
            if (value is null && isNeeded)
            {
                // What may be left as the type leaves it is; a property that only an initializer can set has then no With.
                failed = $"{member.Name}: {defaults.Reason}";
                if (Defaults.IsRequired(member))
                    return null;
                defaults.NoteFault(member);
                if (isInit && !built.IsRecord)
                    continue;
            }

            parts.Add(Part(member.Name, Names.Escaped(member.Name), type, value, value is null ? PartPlace.Assignment : PartPlace.Initializer, defaults));
        }

        var taken = new HashSet<string>(parts.Select(part => part.Name));
        foreach (var property in built.GetMembers().OfType<IPropertySymbol>().Where(one => one is { IsStatic: false, IsIndexer: false, SetMethod: null, DeclaredAccessibility: Accessibility.Public }))
        {
            if (IsFilled(property.Type) && !property.IsForbidden() && taken.Add(Names.Pascal(property.Name)))
                parts.Add(Part(property.Name, Names.Escaped(property.Name), property.Type, null, PartPlace.Items, defaults));
        }

        return parts;
    }

    /// <summary>A collection that one adds to.</summary>
    private static bool IsFilled(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 1 } items
        && items.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.ICollection<T>" or "System.Collections.Generic.IList<T>" or "System.Collections.Generic.List<T>" or "System.Collections.Generic.HashSet<T>" or "System.Collections.Generic.ISet<T>";

    private BuiltPart Part(string name, string member, ITypeSymbol type, string? value, PartPlace place, Defaults defaults)
    {
        var element = place == PartPlace.Items ? (((INamedTypeSymbol)type).TypeArguments[0], IsArray: false) : Defaults.ElementOf(type);
        var with = "With" + Names.Pascal(name);
        Leave(with, type);
        if (element is not null && Stands(with, compilation.GetSpecialType(SpecialType.System_Int32)))
            _standing.Add(with + BuilderWriter.Counted);
        // Equal items would be one in a set: how many there are is then not ours to say.
        var countable = element is not null && !type.ToDisplayString().Contains("Set<");
        return new BuiltPart(
            Names.Pascal(name), member, Names.Of(type), value, place, countable ? defaults.Of(element!.Value.Item1, Limits.None, name)?.Code : null, element is { } one ? Names.Of(one.Item1) : "", element?.IsArray ?? false);
    }

    private void Leave(string name, params ITypeSymbol[] parameters)
    {
        if (Stands(name, parameters))
            _standing.Add(name);
    }

    /// <summary>The user has written it, or something else that is called so.</summary>
    private bool Stands(string name, params ITypeSymbol[] parameters) => builder.GetMembers(name).Any(member =>
        member is not IMethodSymbol method || (method.Arity == 0 && method.Parameters.Select(parameter => parameter.Type).SequenceEqual(parameters, SymbolEqualityComparer.Default)));

    /// <summary>The type that the attribute or the class's name says, of the builder's own type parameters where it is open.</summary>
    /// <param name="advice">What to do where there is none.</param>
    private INamedTypeSymbol? BuiltBy(AttributeData attribute, out string advice)
    {
        advice = "write [Builder(typeof(Order))], or call the class OrderBuilder where Order can be seen";
        var said = attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }] ? type : BuiltByName();
        if (said is not { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface })
            return null;
        var open = said.OriginalDefinition;
        var isOpen = said.IsUnboundGenericType || (said.Arity > 0 && said.TypeArguments.Zip(said.TypeParameters, SymbolEqualityComparer.Default.Equals).All(isSame => isSame));
        if (!isOpen)
            return said;
        if (open.Arity != builder.Arity || (said.IsUnboundGenericType && open.ContainingType is { IsGenericType: true }))
        {
            advice = $"say what stands for the type parameters of {open.ToDisplayString()}, or give '{builder.Name}' the same ones";
            return null;
        }

        if (TypeConstraints.Unmet(open, builder, compilation) is { } unmet)
        {
            advice = $"'{unmet.Name}' has to meet the constraints of {open.ToDisplayString()}, so repeat them at '{builder.Name}'";
            return null;
        }

        return (said.IsUnboundGenericType ? open : said.ConstructedFrom).Construct([.. builder.TypeParameters]);
    }

    /// <summary>As if the name were written where the class is declared; with as many type parameters where there is such a type.</summary>
    private INamedTypeSymbol? BuiltByName()
    {
        if (!builder.Name.EndsWith(Suffix, System.StringComparison.Ordinal) || builder.Name.Length == Suffix.Length)
            return null;
        var name = builder.Name.Substring(0, builder.Name.Length - Suffix.Length);
        return builder.DeclaringSyntaxReferences
            .Select(reference => compilation.GetSemanticModel(reference.SyntaxTree).LookupNamespacesAndTypes(reference.Span.Start, null, name).OfType<INamedTypeSymbol>().Where(type => type.Arity == 0 || type.Arity == builder.Arity).OrderByDescending(type => type.Arity).FirstOrDefault())
            .FirstOrDefault(type => type is not null);
    }

    private static (Built?, EquatableArray<Complaint>) Not(Complaint complaint) => (null, new[] { complaint }.ToEquatableArray());
}
