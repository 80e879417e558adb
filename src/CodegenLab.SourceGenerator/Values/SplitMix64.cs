namespace CodegenLab.SourceGenerator.Values;

/// <summary>Random numbers that are the same for a seed on every platform and in every version of it.</summary>
/// <remarks>
/// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants as in Vigna's public-domain
/// <c>splitmix64.c</c> (2015). Changing a line here changes the data of every test: it is part of the package's contract.
/// </remarks>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15UL;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>From 0 to below the limit, each with the same chance.</summary>
    public ulong Below(ulong limit)
    {
        // The last, incomplete stretch of the range is thrown again.
        var whole = ulong.MaxValue - (ulong.MaxValue % limit + 1) % limit;
        ulong value;
        do
            value = Next();
        while (value > whole);
        return value % limit;
    }

    /// <summary>From the first to the last, both included.</summary>
    public decimal Between(decimal first, decimal last)
    {
        var range = last - first;
        return first + (range >= ulong.MaxValue ? Next() : Below((ulong)range + 1));
    }

    /// <summary>From 0 to below 1, in steps of 2⁻⁵³.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> items) => items[(int)Below((ulong)items.Count)];

    /// <summary>Another stream for each name, so that a parameter's values do not depend on its neighbours.</summary>
    public static SplitMix64 For(ulong seed, string name)
    {
        // FNV-1a, 64 bits: Fowler, Noll, Vo.
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return new SplitMix64(unchecked(seed + hash));
    }
}
