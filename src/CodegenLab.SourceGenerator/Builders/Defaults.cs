using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Makes up valid values; objects by makers, methods that the generated class gets.</summary>
/// <param name="within">The class that the expressions stand in.</param>
/// <param name="depth">How deep to go; beyond it what may be null is null and collections are empty.</param>
/// <param name="guards">Guard clauses of other projects; null: they are not known yet, values that depend on them become holes.</param>
internal sealed class Defaults(INamedTypeSymbol within, int depth, Compilation compilation, GuardTable? guards, CancellationToken cancellationToken)
{
    private readonly List<Hole> _holes = [];
    private readonly Dictionary<ITypeSymbol, MadeValue> _objects = new(SymbolEqualityComparer.Default);
    private readonly List<Maker> _made = [];
    private readonly List<ITypeSymbol> _path = [];
    private readonly HashSet<string> _names = [];
    private readonly List<Complaint> _faults = [];

    /// <summary>In the order they were made: inner ones first.</summary>
    public IReadOnlyList<Maker> Makers => _made;

    /// <summary>In the order their numbers say.</summary>
    public IReadOnlyList<Hole> Holes => _holes;

    /// <summary>What is wrong with limits of members that can be left out: nothing fails for it, and nobody meets them. Without a place.</summary>
    public IReadOnlyList<Complaint> Faults => _faults;

    /// <summary>Why the last value could not be made.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>From here on parts of this type are made.</summary>
    public void Enter(INamedTypeSymbol type) => _path.Add(type);

    /// <returns>Null: see <see cref="Reason"/>.</returns>
    /// <param name="taker">The parameter that takes the value; null: none does.</param>
    public MadeValue? Of(ITypeSymbol type, Limits limits, string name, IParameterSymbol? taker = null)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var own = $"Default{Names.Pascal(name)}";
        if (_path.Count <= 1 && within.GetMembers(own).FirstOrDefault(member => member.IsStatic) is { } given)
            return new MadeValue.Written(given is IMethodSymbol ? own + "()" : own);
        if (ValueShape.Of(type) is { } shape)
        {
            if (CaseJudge.Fault(name, shape, limits, default) is { } fault)
                return Because(Told(fault));
            if (taker is not null && guards is null && taker.DeclaringSyntaxReferences.IsEmpty)
            {
                _holes.Add(new Hole(shape, limits, Spoken(name), Guards.NameOf((IMethodSymbol)taker.ContainingSymbol), taker.Name));
                return new MadeValue.Written(Hole.Mark(_holes.Count - 1));
            }

            return ValueMaker.Ordinary(shape, limits, Spoken(name)) ?? (shape.AllowsNull ? MadeValue.Nothing.Value : Because($"no value of {type.ToDisplayString()} fits its limits"));
        }

        if (limits.IsContradictory)
            return Because(Told(Complaint.Of(Rules.LimitsContradict, default, name)));
        if (Collection(type, limits, name) is { } items)
            return items;
        var canBeNull = type.NullableAnnotation == NullableAnnotation.Annotated || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (ReadyValues.Of(type) is { } ready)
            return new MadeValue.Written(ready);
        if (type is INamedTypeSymbol named && Make(named) is { } made)
            return made;
        if (canBeNull && !limits.NotNull)
            return type is ITypeParameterSymbol ? new MadeValue.Written("default") : MadeValue.Nothing.Value;
        return type is INamedTypeSymbol ? null : Because($"values of type {type.ToDisplayString()} are not made up");
    }

    /// <summary>As <see cref="Creators"/> has them, but of types of .NET the one that takes least first.</summary>
    public IEnumerable<IMethodSymbol> SureCreators(INamedTypeSymbol type)
    {
        var creators = Creators(type);
        return ReadyValues.IsGuarded(type) ? creators.OrderBy(one => one.MethodKind == MethodKind.Constructor ? 0 : 1).ThenBy(one => one.Parameters.Length) : creators;
    }

    /// <summary>Constructors and factories that can be called from here, the one that takes most first.</summary>
    public IEnumerable<IMethodSymbol> Creators(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            return Factories(type);
        var constructors = type.InstanceConstructors
            .Where(one => compilation.IsSymbolAccessibleWithin(one, within) && !one.IsForbidden() && !IsCopy(one) && one.Parameters.All(parameter => parameter.RefKind is RefKind.None or RefKind.In && !parameter.Type.IsRefLikeType))
            .OrderByDescending(one => one.Parameters.Length).ToList();
        // What a struct has anyway says nothing about how it is meant to be made.
        return constructors.Where(one => !IsDefault(one)).Concat(Factories(type)).Concat(constructors.Where(IsDefault));
    }

    /// <returns>Null: an argument cannot be made.</returns>
    private IReadOnlyList<MadePart>? Arguments(ImmutableArray<IParameterSymbol> parameters)
    {
        var arguments = new List<MadePart>();
        foreach (var parameter in parameters)
        {
            if (parameter.IsParams)
                break;
            if (Of(parameter.Type, LimitsOf(parameter), parameter.Name, parameter) is not { } argument)
                return null;
            arguments.Add(new MadePart(PropertyOf(parameter)?.Name ?? parameter.Name, argument));
        }

        return arguments;
    }

    public Limits LimitsOf(IParameterSymbol parameter)
    {
        var own = Annotations.Of(parameter).And(CaseReader.OwnGuards(parameter, cancellationToken));
        if (guards is not null)
            own = own.And(guards.Of(Guards.NameOf((IMethodSymbol)parameter.ContainingSymbol), parameter.Name));
        // Annotations of a record's positional parameters stand at the property, where a reader would look for them too.
        return PropertyOf(parameter) is { } property ? own.And(Annotations.Of(property)) : own;
    }

    /// <summary>The one that a parameter is called after.</summary>
    public static IPropertySymbol? PropertyOf(IParameterSymbol parameter) =>
        parameter.ContainingType.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(one => string.Equals(one.Name, parameter.Name, System.StringComparison.OrdinalIgnoreCase));

    public static bool IsRequired(ISymbol member) => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private IEnumerable<IMethodSymbol> Factories(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>()
        .Where(one => one is { IsStatic: true, MethodKind: MethodKind.Ordinary, Arity: 0, IsImplicitlyDeclared: false } && SymbolEqualityComparer.Default.Equals(one.ReturnType, type) && one.ReturnType.NullableAnnotation != NullableAnnotation.Annotated && compilation.IsSymbolAccessibleWithin(one, within) && !one.IsForbidden()
            && one.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType && !SymbolEqualityComparer.Default.Equals(parameter.Type, type)))
        .OrderBy(one => one.Name is "Create" or "Of" or "From" or "New" ? 0 : 1).ThenByDescending(one => one.Parameters.Length);

    private static bool IsDefault(IMethodSymbol constructor) => constructor is { IsImplicitlyDeclared: true, ContainingType.TypeKind: TypeKind.Struct, Parameters.IsEmpty: true };

    /// <summary>Of records.</summary>
    public static bool IsCopy(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor && method.ContainingType.IsRecord && method.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, method.ContainingType);

    private MadeValue? Make(INamedTypeSymbol type)
    {
        type = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (_path.Contains(type, SymbolEqualityComparer.Default))
            return Because($"{type.Name} is a part of itself ({string.Join(" > ", _path.Append(type).Select(one => one.Name))})");
        if (_objects.TryGetValue(type, out var known))
            return known;
        if (_path.Count >= depth)
            return Because($"{type.Name} is more than {depth} parts deep");
        if (type.TypeKind is TypeKind.Interface or TypeKind.Delegate or TypeKind.Error || type.IsUnboundGenericType)
            return Because($"{type.ToDisplayString()} is {(type.TypeKind == TypeKind.Interface ? "an interface" : type.TypeKind == TypeKind.Delegate ? "a delegate" : "not known")}");

        _path.Add(type);
        var created = Create(type);
        _path.RemoveAt(_path.Count - 1);
        if (created is null)
            return null;

        var name = "New" + Names.Word(type);
        while (!_names.Add(name) || within.GetMembers(name).Any())
            name += "_";
        created = created with { Maker = name };
        _objects[type] = created;
        _made.Add(new Maker(name, Names.Of(type), created.Expression));
        return created;
    }

    private MadeValue.Created? Create(INamedTypeSymbol type)
    {
        if (Reason.Length > 0)
            Reason = "";
        foreach (var creator in SureCreators(type))
        {
            if (Arguments(creator.Parameters) is not { } arguments)
                continue;
            var head = Names.Creation(creator);
            var initializers = creator.MethodKind == MethodKind.Constructor ? Required(type, creator) : [];
            if (initializers is not null)
                return new MadeValue.Created("", head, arguments.ToEquatableArray(), initializers.ToEquatableArray());
        }

        Because(Reason.Length > 0 ? Reason : $"{type.ToDisplayString()} has no constructor or factory that can be called from here");
        return null;
    }

    /// <summary>What has to be set: required members, and those whose limits nothing meets by itself.</summary>
    private List<MadePart>? Required(INamedTypeSymbol type, IMethodSymbol creator)
    {
        var initializers = new List<MadePart>();
        foreach (var member in Settable(type, creator, compilation, within))
        {
            var limits = Annotations.Of(member);
            if (!IsRequired(member) && limits == Limits.None)
                continue;
            if (Of(TypeOf(member), limits, member.Name) is { } value)
                initializers.Add(new MadePart(member.Name, value));
            else if (IsRequired(member))
                return null;
            else
                NoteFault(member);
        }

        return initializers;
    }

    /// <summary>Members that an initializer can set and the creator has not.</summary>
    public static IEnumerable<ISymbol> Settable(INamedTypeSymbol type, IMethodSymbol creator, Compilation compilation, INamedTypeSymbol within)
    {
        var taken = new HashSet<string>(creator.Parameters.Select(parameter => parameter.Name), System.StringComparer.OrdinalIgnoreCase);
        var setsRequired = creator.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");
        for (var one = type; one is not null && one.SpecialType != SpecialType.System_Object; one = one.BaseType)
        {
            foreach (var member in one.GetMembers())
            {
                var isSettable = member switch
                {
                    IPropertySymbol { IsStatic: false, IsIndexer: false, SetMethod: { } setter } => compilation.IsSymbolAccessibleWithin(setter, within) && !setter.IsForbidden(),
                    IFieldSymbol { IsStatic: false, IsRequired: true } field => compilation.IsSymbolAccessibleWithin(field, within),
                    _ => false,
                };
                if (isSettable && !member.IsForbidden() && !(setsRequired && IsRequired(member)) && taken.Add(member.Name))
                    yield return member;
            }
        }
    }

    public static ITypeSymbol TypeOf(ISymbol member) => member is IPropertySymbol property ? property.Type : ((IFieldSymbol)member).Type;

    private MadeValue? Collection(ITypeSymbol type, Limits limits, string name)
    {
        if (ElementOf(type) is not var (element, isArray))
            return type is INamedTypeSymbol { Arity: 2 } pairs && pairs.OriginalDefinition.ToDisplayString() is "System.Collections.Generic.IDictionary<TKey, TValue>" or "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>" or "System.Collections.Generic.Dictionary<TKey, TValue>"
                ? new MadeValue.EmptyTable($"global::System.Collections.Generic.Dictionary<{string.Join(", ", ((INamedTypeSymbol)type).TypeArguments.Select(Names.Of))}>")
                : null;

        var least = limits.MinLength ?? 1;
        var made = limits.MaxLength == 0 ? null : Of(element, Limits.None, name);
        if (made is null && least > 0 && limits.MinLength is not null)
            return null;
        // What cannot be made, or would hold itself, is left out: an empty collection is a valid one.
        return new MadeValue.Items(Names.Of(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)), Names.Of(element), isArray, (made is null ? [] : Enumerable.Repeat(made, least)).ToEquatableArray());
    }

    /// <summary>Of a collection that can be made.</summary>
    public static (ITypeSymbol Element, bool IsArray)? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => (array.ElementType, true),
        INamedTypeSymbol { Arity: 1 } items when ValueShape.IsCollection(items) is { } isArray => (items.TypeArguments[0], isArray),
        _ => null,
    };

    /// <summary>Notes what is wrong with the limits of a member that does without a value.</summary>
    public void NoteFault(ISymbol member)
    {
        var limits = Annotations.Of(member);
        var fault = ValueShape.Of(TypeOf(member)) is { } shape ? CaseJudge.Fault(member.Name, shape, limits, default)
            : limits.IsContradictory ? Complaint.Of(Rules.LimitsContradict, default, member.Name)
            : null;
        // That no text could be made is no fault of the limits.
        if (fault is not null && fault.Id != Rules.PatternIsTooHard.Id && !_faults.Contains(fault))
            _faults.Add(fault);
    }

    private static string Told(Complaint fault) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Rules.ById[fault.Id].MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), [.. fault.Words]);

    /// <summary>Text for a name: "street name" for StreetName.</summary>
    private static string Spoken(string name) => string.Concat(name.TrimStart('_').Select((letter, index) => index > 0 && char.IsUpper(letter) && !char.IsUpper(name.TrimStart('_')[index - 1]) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    private MadeValue? Because(string reason)
    {
        Reason = reason;
        return null;
    }
}
