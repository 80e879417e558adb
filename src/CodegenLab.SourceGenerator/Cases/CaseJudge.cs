using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Makes the values of a parameter, or says why there are none: the generator takes the one, the analyzer the other.</summary>
internal static class CaseJudge
{
    public static (IReadOnlyList<MadeValue> Values, Complaint? Complaint) Of(CaseValues wanted, GuardTable guards, Place place)
    {
        if (wanted.Shape is null)
            return ([], Complaint.Of(Rules.NoValuesOfType, place, wanted.Name, wanted.Type));
        if (wanted.Misfit is var (written, reason))
            return ([], Complaint.Of(Rules.LimitMisfits, place, wanted.Name, written, wanted.Type, reason));
        var limits = wanted.With(guards);
        if (Fault(wanted.Name, wanted.Shape, limits, place) is { } fault)
            return ([], fault);
        var values = ValueMaker.Make(wanted.Shape, limits, wanted.Wish);
        return values.Count > 0
            ? (values, null)
            : ([], Complaint.Of(wanted.Wish.Side == Side.Outside ? Rules.NothingOutside : Rules.NoValuesLeft, place, wanted.Name));
    }

    /// <returns>Null: values can be made.</returns>
    public static Complaint? Fault(string name, ValueShape shape, Limits limits, Place place)
    {
        var isEmpty = shape.Kind switch
        {
            ValueKind.Integer or ValueKind.Decimal => new Numbers(shape, limits).IsEmpty,
            ValueKind.Double or ValueKind.Single => new Floats(shape.Kind == ValueKind.Single, limits).IsEmpty,
            var kind => Times.IsTime(kind) && new Times(shape, limits).IsEmpty,
        };
        if (limits.IsContradictory || isEmpty)
            return Complaint.Of(Rules.LimitsContradict, place, name);
        if (shape.Kind != ValueKind.Text || limits.Pattern is not { } pattern)
            return null;
        if (PatternText.Fault(pattern) is { } fault)
            return Complaint.Of(Rules.PatternIsInvalid, place, name, fault);
        return PatternText.Make(pattern, new SplitMix64(0)) is null && limits.Allowed.Count == 0 ? Complaint.Of(Rules.PatternIsTooHard, place, name, pattern) : null;
    }
}
