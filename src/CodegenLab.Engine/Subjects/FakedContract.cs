using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>What a fake must implement to stand for a type, and which constructors it passes on.</summary>
/// <param name="internalsVisible">The fake sees the internals of the subject.</param>
/// <param name="isCalled">Whether the subject calls a member of that name.</param>
internal sealed class FakedContract(INamedTypeSymbol type, bool internalsVisible, Func<string, bool> isCalled)
{
    /// <summary>Of the clock, what tells the time: nothing of it is abstract.</summary>
    private static readonly HashSet<string> TellsTheTime = ["GetUtcNow", "GetTimestamp", "LocalTimeZone"];

    /// <summary>Of a set of entities, what finds and takes them one by one, and throws as it is. Queries are not answered.</summary>
    private static readonly HashSet<string> KeepsEntities = ["Find", "FindAsync", "Add", "AddAsync", "Attach", "Update", "Remove"];

    private readonly bool _isInterface = type.TypeKind == TypeKind.Interface;
    private readonly bool _isDeclaredHere = type.Locations.Any(location => location.IsInSource);

    /// <summary>What the fake must implement; null when it cannot.</summary>
    public List<ISymbol>? Members()
    {
        var members = _isInterface ? InterfaceMembers() : AbstractMembers();
        return members.All(CanImplement) ? members : null;
    }

    private List<ISymbol> InterfaceMembers() =>
    [
        .. type.AllInterfaces.Prepend(type).SelectMany(contract => contract.GetMembers())
            .Where(member => member.IsAbstract && member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion }),
    ];

    private List<ISymbol> AbstractMembers()
    {
        if (FakeWriter.FullName(type) == FakeClass.Clock)
            return [.. type.GetMembers().Where(member => member.IsVirtual && TellsTheTime.Contains(member.Name))];
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var members = new List<ISymbol>();
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers())
            {
                var original = member switch
                {
                    IMethodSymbol method => method.OverriddenMethod as ISymbol,
                    IPropertySymbol property => property.OverriddenProperty,
                    IEventSymbol happening => happening.OverriddenEvent,
                    _ => null,
                };
                if (original is not null)
                    overridden.Add(original.OriginalDefinition);
                if (IsOverridden(member, at) && !overridden.Contains(member.OriginalDefinition)
                    && member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
                {
                    members.Add(member);
                }
            }
        }

        return members;
    }

    private bool IsOverridden(ISymbol member, INamedTypeSymbol of) =>
        member is { IsAbstract: true, IsImplicitlyDeclared: false } || (member.IsVirtual && FakeWriter.FullName(of.OriginalDefinition) == FakeClass.EntitySet && KeepsEntities.Contains(member.Name) && isCalled(member.Name));

    private bool CanImplement(ISymbol member)
    {
        if (member.IsStatic)
            return false;
        if (!_isInterface && !(internalsVisible && _isDeclaredHere) && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal)
            return false;
        return member switch
        {
            IMethodSymbol method => !method.ReturnsByRef && !method.ReturnsByRefReadonly && IsPlain(method.ReturnType) && method.Parameters.All(parameter => IsPlain(parameter.Type)),
            IPropertySymbol property => !property.ReturnsByRef && !property.ReturnsByRefReadonly && IsPlain(property.Type) && property.Parameters.All(parameter => IsPlain(parameter.Type)),
            _ => true,
        };
    }

    /// <summary>Constructors to pass on; null when no accessible one can be called.</summary>
    public List<IMethodSymbol>? Constructors()
    {
        if (_isInterface)
            return [];
        var usable = type.InstanceConstructors.Where(constructor =>
            (constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal || (internalsVisible && constructor.DeclaredAccessibility == Accessibility.Internal))
            && !(type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
            && constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsPlain(parameter.Type))).ToList();
        if (usable.Count == 0)
            return null;
        return usable is [{ Parameters.Length: 0 }] ? [] : usable;
    }

    private static bool IsPlain(ITypeSymbol symbol) => symbol.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer);
}
