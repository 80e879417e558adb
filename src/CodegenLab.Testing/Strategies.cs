namespace CodegenLab.Testing;

/// <summary>How values are chosen. They can be combined.</summary>
[Flags]
public enum Strategies
{
    /// <summary>None: as good as no data.</summary>
    None = 0,

    /// <summary>At the limits and next to them.</summary>
    Boundary = 1,

    /// <summary>One of each class of values that programs treat alike.</summary>
    Equivalence = 2,

    /// <summary>At random, the same for a seed on every platform.</summary>
    Random = 4,

    /// <summary>Ordinary values with a slip in them.</summary>
    Mutation = 8,
}
