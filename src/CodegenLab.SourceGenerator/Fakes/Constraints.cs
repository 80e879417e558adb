using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Where clauses of generic methods.</summary>
internal static class Constraints
{
    /// <summary>An implicit implementation says again what the interface says.</summary>
    public static string Repeated(IMethodSymbol method) => string.Concat(method.TypeParameters.Select(Clause));

    /// <summary>An explicit one takes it over, and only says what <c>T?</c> means.</summary>
    public static string OfExplicit(IMethodSymbol method) => string.Concat(method.TypeParameters.Select(parameter => parameter switch
    {
        { HasReferenceTypeConstraint: true } => $" where {Names.Escaped(parameter.Name)} : class",
        { HasValueTypeConstraint: true } => $" where {Names.Escaped(parameter.Name)} : struct",
        _ when IsQuestioned(method, parameter) && !parameter.IsReferenceType && !parameter.IsValueType => $" where {Names.Escaped(parameter.Name)} : default",
        _ when IsQuestioned(method, parameter) && parameter.IsReferenceType => $" where {Names.Escaped(parameter.Name)} : class",
        _ => "",
    }));

    private static string Clause(ITypeParameterSymbol parameter)
    {
        var words = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
            words.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint)
            words.Add("struct");
        else if (parameter.HasReferenceTypeConstraint)
            words.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasNotNullConstraint)
            words.Add("notnull");
        words.AddRange(parameter.ConstraintTypes.Select(Names.Of));
        if (parameter.HasConstructorConstraint)
            words.Add("new()");
        if (parameter.AllowsRefLikeType)
            words.Add("allows ref struct");
        return words.Count == 0 ? "" : $" where {Names.Escaped(parameter.Name)} : {string.Join(", ", words)}";
    }

    private static bool IsQuestioned(IMethodSymbol method, ITypeParameterSymbol parameter) =>
        method.Parameters.Select(one => one.Type).Append(method.ReturnType).Any(type => IsQuestioned(type, parameter));

    private static bool IsQuestioned(ITypeSymbol type, ITypeParameterSymbol parameter) => type switch
    {
        ITypeParameterSymbol one => SymbolEqualityComparer.Default.Equals(one, parameter) && one.NullableAnnotation == NullableAnnotation.Annotated,
        IArrayTypeSymbol array => IsQuestioned(array.ElementType, parameter),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => IsQuestioned(argument, parameter)),
        _ => false,
    };
}
