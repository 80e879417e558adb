namespace CodegenLab.Testing;

/// <summary>Values at random: the same for a seed and a parameter on every platform. NUnit has an attribute Random of its own, hence the name.</summary>
/// <param name="seed">Another seed, other values.</param>
public sealed class SeededAttribute(ulong seed) : GeneratedValuesAttribute
{
    /// <summary>Another seed, other values.</summary>
    public ulong Seed => seed;

    /// <summary>How many values, before equal ones are dropped.</summary>
    public int Samples { get; set; } = 10;
}
