namespace CodegenLab.Engine.Laws;

/// <summary>Kinds of laws; the names stand in reports, for machines.</summary>
public enum LawKind
{
    /// <summary>What one member makes of a value, another makes a value of again.</summary>
    RoundTrip,

    /// <summary>Reflexive, symmetric, transitive, and operators that agree.</summary>
    Equality,

    /// <summary>Equal values have equal hash codes.</summary>
    Hashing,

    /// <summary>Antisymmetric, transitive, and operators that agree.</summary>
    Ordering,

    /// <summary>Once more changes nothing.</summary>
    Idempotence,

    /// <summary>Twice gives the value back.</summary>
    Involution,

    Commutativity,

    Associativity,

    /// <summary>A neutral value changes nothing.</summary>
    Neutrality,

    /// <summary>One operation undoes the other.</summary>
    Inverse,

    /// <summary>Of more comes no less.</summary>
    Monotonicity,

    /// <summary>Does, step by step, what a simple collection does.</summary>
    Model,
}
