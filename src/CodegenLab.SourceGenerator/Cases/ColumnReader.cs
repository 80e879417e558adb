using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Reads which values a parameter or member takes.</summary>
internal sealed class ColumnReader(Defaults defaults)
{
    /// <returns>Null: not even one value can be made; <see cref="Defaults.Reason"/> says why.</returns>
    public CaseColumn? Of(IParameterSymbol parameter)
    {
        var limits = defaults.LimitsOf(parameter);
        var made = parameter.RefKind == RefKind.Out ? MadeValue.Nothing.Value : defaults.Of(parameter.Type, limits, parameter.Name, parameter);
        return Column(parameter.Name, parameter.RefKind is RefKind.None or RefKind.In ? ValueShape.Of(parameter.Type) : null, limits, made);
    }

    /// <returns>As above.</returns>
    public CaseColumn? OfMember(ISymbol member)
    {
        var limits = Annotations.Of(member);
        return Column(member.Name, ValueShape.Of(Defaults.TypeOf(member)), limits, defaults.Of(Defaults.TypeOf(member), limits, member.Name));
    }

    /// <returns>Null: no value fits the limits.</returns>
    public static MadeValue? Ordinary(ValueShape shape, Limits limits, string name) => ValueMaker.Ordinary(shape, limits, name) ?? (shape.AllowsNull ? MadeValue.Nothing.Value : null);

    private static CaseColumn? Column(string name, ValueShape? shape, Limits limits, MadeValue? made) =>
        made is not null && (shape is null ? made : Ordinary(shape, limits, name)) is { } ordinary ? new CaseColumn(name, shape, limits, ordinary) : null;
}
