namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>Hash of a sequence of texts.</summary>
/// <remarks>FNV-1a in 64 bits (Fowler, Noll, Vo 1991): two of a few thousand texts share one with a probability below one in a million million.</remarks>
internal struct Fingerprint()
{
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = 14695981039346656037;

    public static ulong Of(string text)
    {
        var one = new Fingerprint();
        one.Add(text);
        return one.Value;
    }

    public void Add(string text)
    {
        foreach (var letter in text)
            Add(letter);
        // So that "ab" and "c" are not "a" and "bc".
        Add('\uffff');
    }

    public void Add(char letter) => Value = unchecked((Value ^ letter) * Prime);
}
