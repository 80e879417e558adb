using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>A parameter of a test that wants values, as text only.</summary>
/// <param name="Key">What the library finds the values by.</param>
/// <param name="Shape">Null: no values of this type can be made up.</param>
/// <param name="Limits">What attribute and DataAnnotations say.</param>
/// <param name="Member">The method under test that takes the parameter, as guards name it; null: none was found.</param>
/// <param name="Parameter">The parameter of that method.</param>
internal sealed record CaseValues(string Key, string Name, string Type, ValueShape? Shape, Limits Limits, string? Member, string? Parameter, Wish Wish)
{
    /// <summary>Null: what the attribute says fits the type.</summary>
    public Misfit? Misfit { get; init; }

    /// <summary>With the guard clauses of the method under test.</summary>
    public Limits With(GuardTable guards) => Member is null || Parameter is null ? Limits : Limits.And(guards.Of(Member, Parameter));
}
