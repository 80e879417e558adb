namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>What means something else than before.</summary>
/// <param name="Names">Hashes; null: anything may.</param>
internal sealed record Change(HashSet<int>? Names)
{
    public static Change Everything { get; } = new((HashSet<int>?)null);

    public static Change Nothing { get; } = new([]);

    /// <summary>Whether an answer that rests on code with these words has to be read again.</summary>
    public bool Concerns(FileOutline file) => Names is null || (Names.Count > 0 && file.Names.Overlaps(Names));

    /// <inheritdoc cref="Concerns(FileOutline)"/>
    public bool Concerns(NameSet words) => Names is null || (Names.Count > 0 && words.Overlaps(Names));
}
