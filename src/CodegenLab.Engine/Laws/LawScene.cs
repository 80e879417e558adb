using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>What the sources of laws ask of the code: what can be made, called and compared from a test.</summary>
/// <param name="internalsVisible">Tests see what is internal.</param>
internal sealed class LawScene(Compilation compilation, bool internalsVisible, ValueRecipes recipes)
{
    /// <summary>Exceptions by which a member says of its arguments that it is not made for them.</summary>
    private static readonly string[] Refusals =
    [
        "System.ArgumentException", "System.InvalidOperationException", "System.FormatException", "System.OverflowException", "System.NotSupportedException", "System.DivideByZeroException",
    ];

    private static readonly string[] RefusalsOfInput = ["System.ArgumentException", "System.ArgumentNullException", "System.ArgumentOutOfRangeException", "System.FormatException"];

    public Compilation Compilation => compilation;

    public INamedTypeSymbol Boolean { get; } = compilation.GetSpecialType(SpecialType.System_Boolean);

    public INamedTypeSymbol Int32 { get; } = compilation.GetSpecialType(SpecialType.System_Int32);

    public INamedTypeSymbol String { get; } = compilation.GetSpecialType(SpecialType.System_String);

    /// <summary>Values of the type can be generated.</summary>
    public bool CanMake(ITypeSymbol type) => recipes.Of(type) is not null;

    public bool IsVisible(ISymbol symbol) => recipes.IsVisible(symbol);

    /// <summary>Tests of another assembly see what is internal.</summary>
    public bool InternalsVisible => internalsVisible;

    /// <summary>Methods that a law can call: visible, plain, not generic, not asynchronous.</summary>
    public IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary && IsWritten(method) && IsCallable(method));

    /// <summary>Operators that the type declares in its code.</summary>
    public IEnumerable<IMethodSymbol> OperatorsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.Conversion && IsWritten(method) && IsCallable(method));

    private bool IsCallable(IMethodSymbol method) =>
        IsVisible(method) && !method.IsGenericMethod && !method.IsAsync && !IsObsolete(method) && !method.ReturnsByRef && !method.ReturnsByRefReadonly && !IsTask(method.ReturnType);

    /// <summary>The value that a method works on beside its receiver or its first parameter; null: it has no such simple shape.</summary>
    /// <returns>The one type of what it takes, when all other parameters may be left out.</returns>
    public static ITypeSymbol? TakenBy(IMethodSymbol method)
    {
        var needed = method.Parameters.Where(parameter => !parameter.IsOptional && !parameter.IsParams).ToList();
        if (method.Parameters.Any(parameter => parameter.RefKind != RefKind.None))
            return null;
        if (method.IsStatic)
            return needed.Count == 1 && needed[0].Ordinal == 0 ? needed[0].Type : null;
        return needed.Count == 0 ? method.ContainingType : null;
    }

    /// <summary>C# that calls a method with one value.</summary>
    public static string Apply(IMethodSymbol method, string value, Func<ITypeSymbol, string> name) => method switch
    {
        { IsExtensionMethod: true } => $"{value}.{method.Name}()",
        { IsStatic: true } => $"{name(method.ContainingType)}.{method.Name}({value})",
        _ => $"{value}.{method.Name}()",
    };

    /// <summary>C# that is true where two values of the type are the same; null: it has no equality of values.</summary>
    public static string? Same(ITypeSymbol type, string left, string right)
    {
        if (ElementOf(type) is { } element)
            return HasValueEquality(element) ? $"{left}.SequenceEqual({right})" : null;
        if (!HasValueEquality(type))
            return null;
        if (type.SpecialType is SpecialType.System_Double or SpecialType.System_Single)
            return $"{left}.Equals({right})";
        if (type.SpecialType != SpecialType.None || type.TypeKind == TypeKind.Enum)
            return $"{left} == {right}";
        if (type is INamedTypeSymbol named && HasEqualityOperator(named))
            return $"{left} == {right}";
        return type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T ? $"{left}.Equals({right})" : $"Equals({left}, {right})";
    }

    public static bool HasEqualityOperator(INamedTypeSymbol type) => type.IsRecord || type.GetMembers("op_Equality").OfType<IMethodSymbol>().Any(method => method.Parameters.All(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, type)));

    public static bool HasValueEquality(ITypeSymbol type)
    {
        if (type.IsRefLikeType || type.TypeKind is TypeKind.Delegate or TypeKind.Pointer or TypeKind.Dynamic or TypeKind.Interface or TypeKind.TypeParameter)
            return false;
        if (type.IsValueType || type.SpecialType == SpecialType.System_String || type.IsRecord)
            return true;
        for (var current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
            if (OwnEquals(current) is not null)
                return true;
        return false;
    }

    /// <summary>The Equals(object) that a type declares in its code.</summary>
    public static IMethodSymbol? OwnEquals(ITypeSymbol type) =>
        type.GetMembers("Equals").OfType<IMethodSymbol>().FirstOrDefault(method => method is { IsOverride: true, Parameters: [{ Type.SpecialType: SpecialType.System_Object }] } && IsWritten(method));

    /// <summary>By a person, not by the compiler, whether the code is at hand or was compiled before.</summary>
    public static bool IsWritten(ISymbol member) => !member.IsImplicitlyDeclared && member.GetAttributes().All(attribute => attribute.AttributeClass?.Name != "CompilerGeneratedAttribute");

    /// <summary>The element of an array or of something enumerable that is compared in order; null: the type is compared as a whole.</summary>
    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        if (type.SpecialType == SpecialType.System_String || type is not INamedTypeSymbol named || HasValueEquality(type))
            return null;
        var sequence = named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            ? named
            : named.AllInterfaces.FirstOrDefault(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return sequence?.TypeArguments[0];
    }

    /// <summary>Exceptions that excuse a law: those that the documentation of its members names and, of a law that nobody promises, the usual ones.</summary>
    public ImmutableArray<INamedTypeSymbol> ExcusesOf(Law law)
    {
        var documented = law.Members.SelectMany(member => ExceptionName.Matches(member.GetDocumentationCommentXml() ?? "").Cast<Match>()).Select(match => match.Groups["name"].Value);
        var names = documented.Concat(law.Promise is null ? Refusals : []).Distinct(StringComparer.Ordinal).Where(name => MayExcuse(law.Kind, name));
        return [.. names.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];
    }

    /// <summary>To refuse what the other member has made is just what a round trip must not do.</summary>
    /// <param name="exception">Full name.</param>
    public static bool MayExcuse(LawKind kind, string exception) => kind != LawKind.RoundTrip || !RefusalsOfInput.Contains(exception);

    /// <summary>One of them speaks of the other in its documentation.</summary>
    public static bool SpeaksOf(ISymbol one, ISymbol other) => Mentions(one, other) || Mentions(other, one);

    private static bool Mentions(ISymbol one, ISymbol other) =>
        one.GetDocumentationCommentXml() is { Length: > 0 } text && ((text.Contains($"{other.ContainingType.Name}.{other.Name}") || text.Contains($"name=\"{other.Name}\"")));

    /// <summary>A type in the name of a test.</summary>
    public static string WordFor(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => WordFor(array.ElementType) + "Array",
        INamedTypeSymbol { TypeArguments: [var only] } generic => generic.Name + "Of" + WordFor(only),
        _ => type.Name,
    };

    public static bool Implements(ITypeSymbol type, string contract, ITypeSymbol argument) =>
        type.AllInterfaces.Any(one => one.OriginalDefinition.ToDisplayString() == contract && SymbolEqualityComparer.Default.Equals(one.TypeArguments[0], argument));

    public static bool Same(ITypeSymbol left, ITypeSymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    private static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");

    private static bool IsTask(ITypeSymbol type) => type.Name is "Task" or "ValueTask" && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    private static readonly Regex ExceptionName = new("<exception cref=\"T:(?<name>[^\"]+)\"", RegexOptions.CultureInvariant);
}
