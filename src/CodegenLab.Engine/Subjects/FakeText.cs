using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Subjects;

/// <summary>How a fake writes types and empty values of them, and which types it has named.</summary>
/// <param name="annotated">The language version knows nullable reference types.</param>
/// <param name="isQualified">With <c>global::</c> names.</param>
internal sealed class FakeText(bool annotated, bool isQualified)
{
    private const SymbolDisplayMiscellaneousOptions Plain = SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    /// <summary>A class that we write names itself, wherever it stands, as it is called there.</summary>
    private const string OurNamespace = $"global::{Fake.Namespace}.";

    private readonly HashSet<NamedType> _named = [];
    private readonly SymbolDisplayFormat _simple = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: annotated ? Plain | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier : Plain);

    private readonly SymbolDisplayFormat _qualified = new(
        SymbolDisplayGlobalNamespaceStyle.Included,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: annotated ? Plain | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier : Plain);

    /// <summary>Every type that was written, nested ones by their outermost.</summary>
    public IEnumerable<NamedType> Named => _named.OrderBy(named => named.Namespace, StringComparer.Ordinal).ThenBy(named => named.Name, StringComparer.Ordinal);

    /// <summary>Types are marked where they may be null.</summary>
    public bool IsAnnotated => annotated;

    /// <summary>A type as a key: the same text for the same type only.</summary>
    public string Key(ITypeSymbol symbol) => symbol.ToDisplayString(_qualified);

    public string Parameters(ImmutableArray<IParameterSymbol> parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => parameter.IsParams ? "params " : "",
        };
        return $"{modifier}{Name(parameter.Type)} {Escape(parameter.Name)}";
    }));

    public string Constraints(ImmutableArray<ITypeParameterSymbol> parameters)
    {
        var text = new StringBuilder();
        foreach (var parameter in parameters)
        {
            var parts = new List<string>();
            if (parameter.HasUnmanagedTypeConstraint)
                parts.Add("unmanaged");
            else if (parameter.HasValueTypeConstraint)
                parts.Add("struct");
            else if (parameter.HasReferenceTypeConstraint)
                parts.Add(annotated && parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
            else if (parameter.HasNotNullConstraint)
                parts.Add("notnull");
            parts.AddRange(parameter.ConstraintTypes.Select(Name));
            if (parameter.HasConstructorConstraint)
                parts.Add("new()");
            if (parts.Count > 0)
                text.Append(" where ").Append(parameter.Name).Append(" : ").AppendJoin(", ", parts);
        }

        return text.ToString();
    }

    public string Initialiser(ITypeSymbol symbol)
    {
        var value = Default(symbol);
        return value is "default" or "null" ? "" : $" = {value};";
    }

    /// <summary>A value that needs no <c>?</c> and is as empty as can be.</summary>
    public string Default(ITypeSymbol symbol)
    {
        if (symbol.NullableAnnotation == NullableAnnotation.Annotated && !symbol.IsValueType)
            return symbol is ITypeParameterSymbol ? "default" : "null";
        if (symbol.SpecialType == SpecialType.System_String)
            return "\"\"";
        if (symbol is ITypeParameterSymbol { HasValueTypeConstraint: false })
            return annotated ? "default!" : symbol is ITypeParameterSymbol { HasReferenceTypeConstraint: true } ? "null" : "default";
        if (symbol.IsValueType || symbol.IsRefLikeType)
            return symbol is INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } array ? $"{Name(array)}.Empty" : "default";
        if (symbol is IArrayTypeSymbol { Rank: 1 } items)
            return $"{Platform("System", "Array")}.Empty<{Name(items.ElementType)}>()";
        if (symbol is INamedTypeSymbol named && Empty(named) is { } empty)
            return empty;
        return annotated ? "null!" : "null";
    }

    private string? Empty(INamedTypeSymbol named)
    {
        var arguments = string.Join(", ", named.TypeArguments.Select(Name));
        return named.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) switch
        {
            "System.Collections.Generic.IEnumerable<T>" or "System.Collections.Generic.IReadOnlyList<T>" or "System.Collections.Generic.IReadOnlyCollection<T>" => $"{Platform("System", "Array")}.Empty<{arguments}>()",
            "System.Linq.IQueryable<T>" => $"{Platform("System.Linq", "Queryable")}.AsQueryable({Platform("System", "Array")}.Empty<{arguments}>())",
            "System.Collections.Generic.IList<T>" or "System.Collections.Generic.ICollection<T>" or "System.Collections.Generic.List<T>" => $"new {Platform("System.Collections.Generic", "List", 1)}<{arguments}>()",
            "System.Collections.Generic.ISet<T>" or "System.Collections.Generic.IReadOnlySet<T>" or "System.Collections.Generic.HashSet<T>" => $"new {Platform("System.Collections.Generic", "HashSet", 1)}<{arguments}>()",
            "System.Collections.Generic.IDictionary<TKey, TValue>" or "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>" or "System.Collections.Generic.Dictionary<TKey, TValue>" => $"new {Platform("System.Collections.Generic", "Dictionary", 2)}<{arguments}>()",
            "System.Collections.Generic.IEnumerator<T>" => $"(({Platform("System.Collections.Generic", "IEnumerable", 1)}<{arguments}>){Platform("System", "Array")}.Empty<{arguments}>()).GetEnumerator()",
            "System.Collections.IEnumerable" or "System.Collections.ICollection" or "System.Collections.IList" => $"{Platform("System", "Array")}.Empty<object>()",
            "System.Net.Http.HttpResponseMessage" => $"new {Platform("System.Net.Http", "HttpResponseMessage")}()",
            "System.TimeZoneInfo" => $"{Platform("System", "TimeZoneInfo")}.Utc",
            "System.Collections.IEnumerator" => $"{Platform("System", "Array")}.Empty<object>().GetEnumerator()",
            _ => null,
        };
    }

    public string Name(ITypeSymbol symbol)
    {
        Note(symbol);
        return symbol.ToDisplayString(isQualified ? _qualified : _simple).Replace(OurNamespace, "", StringComparison.Ordinal);
    }

    /// <param name="attribute">Its class is called so with «Attribute» after it.</param>
    public string Platform(string ns, string simple, int arity = 0, bool attribute = false)
    {
        _named.Add(new NamedType(ns, attribute ? simple + "Attribute" : simple, arity));
        return isQualified ? $"global::{ns}.{simple}" : simple;
    }

    public TypeText TextOf(ITypeSymbol symbol)
    {
        _named.Clear();
        Note(symbol);
        return new TypeText(symbol.ToDisplayString(_simple), symbol.ToDisplayString(_qualified), [.. _named]);
    }

    private void Note(ITypeSymbol symbol)
    {
        switch (symbol)
        {
            case IArrayTypeSymbol array:
                Note(array.ElementType);
                break;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Note(argument);
                var outermost = named;
                while (outermost.ContainingType is { } outer)
                    outermost = outer;
                if (!named.IsTupleType && outermost.ContainingNamespace.ToDisplayString() != Fake.Namespace && named.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T && named.ToDisplayString(_simple) is var text && SyntaxFacts.GetKeywordKind(text.TrimEnd('?')) == SyntaxKind.None)
                    _named.Add(new NamedType(outermost.ContainingNamespace.IsGlobalNamespace ? "" : outermost.ContainingNamespace.ToDisplayString(), outermost.Name, outermost.Arity));
                break;
        }
    }

    public static string Escape(string identifier) => SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;
}
