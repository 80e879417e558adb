using CodegenLab.Pipeline.Contexts;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>What a model is asked.</summary>
/// <param name="System">The same for every subject of a run, byte for byte: providers charge less for a beginning they have seen.</param>
/// <param name="User">About one subject.</param>
public sealed record Prompt(string System, string User)
{
    /// <summary>Characters that <see cref="User"/> begins with in every question on the same type; 0: none.</summary>
    public int Shared { get; init; }

    /// <summary>Counted with o200k_base.</summary>
    public int Tokens => TokenCounter.Count(System) + TokenCounter.Count(User);
}

/// <summary>A change of the code that no test notices.</summary>
/// <param name="Place">src/Shop/Money.cs:12.</param>
/// <param name="Replacement">Empty: it is taken away.</param>
public sealed record UnnoticedChange(string Place, string Original, string Replacement)
{
    /// <summary>Both replace the same.</summary>
    public bool IsOfSameLine(UnnoticedChange other) => (Place, Original) == (other.Place, other.Original) && Replacement.Length > 0;
}

/// <summary>A test that came back with complaints.</summary>
/// <param name="Complaints">Parsed facts, never the output of a compiler or runner as it is.</param>
public sealed record FaultyTest(string Name, IReadOnlyList<string> Complaints);
