using CodegenLab.Engine.Laws;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>
/// Writes how values are shown whose type says nothing of them: FsCheck would show a counterexample by the name of its type alone. The parts that a caller sees are shown, by code without reflection.
/// </summary>
/// <param name="isVisible">From generated code.</param>
internal sealed class PartPrinter(Func<ISymbol, bool> isVisible)
{
    /// <summary>Name of all methods that this writes.</summary>
    public const string Method = "Shown";

    /// <summary>More would not be read.</summary>
    private const int MostParts = 10;

    private static readonly SymbolDisplayFormat Plain = SymbolDisplayFormat.FullyQualifiedFormat;

    private readonly Dictionary<ITypeSymbol, string?> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>A line each, in the order in which they were asked for.</summary>
    public IEnumerable<string> Methods => _methods.Values.OfType<string>();

    /// <summary>Whether values of the type are shown by their parts.</summary>
    public bool Shows(ITypeSymbol type)
    {
        if (_methods.TryGetValue(type, out var known))
            return known is not null;
        // While it is being found out, a part of its own type is shown as it shows itself.
        _methods[type] = null;
        var parts = type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsTupleType: false, IsRecord: false } named && SaysNothing(named) && isVisible(named) ? PartsOf(named) : [];
        if (parts.Count > 0)
            _methods[type] = Write((INamedTypeSymbol)type, parts);
        return parts.Count > 0;
    }

    /// <summary>Shows the steps of a law by what they call, where FsCheck would show their numbers.</summary>
    /// <returns>A lambda.</returns>
    public string WordsOf(Law law)
    {
        var value = ((INamedTypeSymbol)((IArrayTypeSymbol)law.Parameters[0].Type).ElementType).TupleElements[1].Type;
        var calls = law.Steps.Select((step, number) => $"{(number == law.Steps.Length - 1 ? "_" : FormattableString.Invariant($"{number}"))} => {(step.Parameters.IsEmpty ? $"\"{step.Name}()\"" : $"FormattableString.Invariant($\"{step.Name}({{{Show("one.Value", value)}}})\")")}");
        return FormattableString.Invariant($"steps => string.Join(\", \", steps.Select(one => (one.Step % {Law.StepNumbers}) switch {{ {string.Join(", ", calls)} }}))");
    }

    private string Write(INamedTypeSymbol type, List<(string Name, ITypeSymbol Type)> parts)
    {
        var shown = string.Join(", ", parts.Select(part => $"{part.Name} = {{{Show($"value.{Escaped(part.Name)}", part.Type)}}}"));
        var words = $"FormattableString.Invariant($\"{type.Name} {{{{ {shown} }}}}\")";
        return $"private static string {Method}({type.ToDisplayString(Plain)} value) => {(type.IsReferenceType ? $"value is null ? \"null\" : {words}" : words)};";
    }

    /// <summary>An expression that stands in an interpolated text.</summary>
    private string Show(string value, ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return $"({value} is null ? \"null\" : \"\\\"\" + {value} + \"\\\"\")";
        if (Shows(type))
            return $"{Method}({value})";
        if (ItemOf(type) is { } item)
            return $"({value} is null ? \"null\" : \"[\" + string.Join(\", \", {value}.Select(item => FormattableString.Invariant($\"{{{Show("item", item)}}}\"))) + \"]\")";
        return type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? $"({value} ?? (object)\"null\")" : value;
    }

    private static List<(string Name, ITypeSymbol Type)> PartsOf(INamedTypeSymbol type)
    {
        var parts = new List<(string, ITypeSymbol)>();
        var taken = new HashSet<string>();
        for (var one = type; one is not null && one.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); one = one.BaseType)
        {
            foreach (var member in one.GetMembers().Where(member => member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && !member.IsImplicitlyDeclared && !member.IsForbidden()))
            {
                var part = member switch
                {
                    IPropertySymbol { IsIndexer: false, RefKind: RefKind.None, GetMethod.DeclaredAccessibility: Accessibility.Public } property => property.Type,
                    IFieldSymbol field => field.Type,
                    _ => null,
                };
                if (part is not null and { IsRefLikeType: false } and not IPointerTypeSymbol and not IFunctionPointerTypeSymbol && parts.Count < MostParts && taken.Add(member.Name))
                    parts.Add((member.Name, part));
            }
        }

        return parts;
    }

    /// <summary>Its text is that of every object: the name of the type. Of what can be enumerated FsCheck shows the items.</summary>
    private static bool SaysNothing(INamedTypeSymbol type)
    {
        if (type.AllInterfaces.Any(one => one.SpecialType == SpecialType.System_Collections_IEnumerable))
            return false;
        for (var one = type; one is not null && one.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); one = one.BaseType)
        {
            if (one.GetMembers("ToString").Any(member => member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true }))
                return false;
        }

        return true;
    }

    /// <summary>Of a collection that ends: others may not.</summary>
    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Arity: 1, IsReferenceType: true } items when items.AllInterfaces.Append(items).Any(one =>
            one.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_ICollection_T or SpecialType.System_Collections_Generic_IReadOnlyCollection_T && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], items.TypeArguments[0])) => items.TypeArguments[0],
        _ => null,
    };

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
