using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Compares what stand-ins of mocking libraries answer when nobody has said anything with what our fakes do: a value that is as empty as can be, and null only where annotations allow it.
/// </summary>
internal static class UnaskedAnswers
{
    /// <param name="answer">What the member gives back; of a task its result. Null: nothing.</param>
    /// <param name="isValueTask">The answer comes in a <c>ValueTask&lt;T&gt;</c>.</param>
    /// <param name="isKept">What is written is read again, as of a property; Moq forgets it.</param>
    public static ImmutableArray<MockingLibrary> SameIn(ITypeSymbol? answer, bool isValueTask, bool isKept) =>
        [.. Enum.GetValues<MockingLibrary>().Where(library => answer is null || (library == MockingLibrary.Moq ? !isKept && IsSameInMoq(answer) : IsSameInNSubstitute(answer, isValueTask)))];

    /// <summary>Empty texts, arrays and sequences; a stand-in for what is an interface or all virtual; else null and zero.</summary>
    private static bool IsSameInNSubstitute(ITypeSymbol answer, bool isValueTask)
    {
        if (IsPlainValue(answer))
            return true;
        if (isValueTask || answer is ITypeParameterSymbol || answer.IsValueType)
            return false;
        if (MayBeNull(answer))
            return answer.TypeKind == TypeKind.Class && answer.SpecialType != SpecialType.System_String && HasPlainMembers(answer);
        return answer.SpecialType == SpecialType.System_String || IsArray(answer) || IsSequence(answer) || (answer.TypeKind == TypeKind.Class && HasPlainMembers(answer) && IsNullInFakes(answer));
    }

    /// <summary>Empty arrays and sequences; else null, for texts too, and zero.</summary>
    private static bool IsSameInMoq(ITypeSymbol answer)
    {
        if (IsPlainValue(answer))
            return true;
        if (answer is ITypeParameterSymbol || answer.IsValueType)
            return false;
        if (MayBeNull(answer))
            return !IsArray(answer) && !IsSequence(answer);
        return IsArray(answer) || IsSequence(answer) || (answer.TypeKind == TypeKind.Class && answer.SpecialType != SpecialType.System_String && IsNullInFakes(answer));
    }

    private static bool IsPlainValue(ITypeSymbol answer) => answer.IsValueType && answer is not (ITypeParameterSymbol or INamedTypeSymbol { Name: "ImmutableArray" }) && !answer.IsRefLikeType && !answer.IsTupleType;

    private static bool MayBeNull(ITypeSymbol answer) => answer.NullableAnnotation == NullableAnnotation.Annotated;

    private static bool IsArray(ITypeSymbol answer) => answer is IArrayTypeSymbol { Rank: 1 };

    private static bool IsSequence(ITypeSymbol answer) => answer.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    /// <summary>Classes for which a fake makes an empty one are those of the framework.</summary>
    private static bool IsNullInFakes(ITypeSymbol answer) => answer.ContainingNamespace?.ToDisplayString().Split('.')[0] != "System";

    /// <summary>A member that is not virtual keeps NSubstitute from making a stand-in unasked.</summary>
    private static bool HasPlainMembers(ITypeSymbol answer) =>
        answer.IsSealed || answer.GetMembers().Any(member => member is { IsStatic: false, IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaredAccessibility: Accessibility.Public } and (IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary }));
}
