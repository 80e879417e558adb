namespace CodegenLab.Testing;

/// <summary>Examples with a slip in them: a letter too many, two digits the wrong way round, another sign. All of them, accepted or not, unless a side is named.</summary>
/// <param name="examples">Good values to start from; none: an ordinary value of the type.</param>
public sealed class MutationAttribute(params object[] examples) : GeneratedValuesAttribute
{
    /// <summary>What is started from.</summary>
    public IReadOnlyList<object> Examples => examples;

    /// <summary>Another seed, other slips.</summary>
    public ulong Seed { get; set; }

    /// <summary>How many values of each example, at most.</summary>
    public int Samples { get; set; } = 10;
}
