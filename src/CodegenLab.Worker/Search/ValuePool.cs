using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Where constants come from: a few that are good everywhere, those of the source (static pool), texts that the subject returned
/// (dynamic pool) and texts of tests that covered something (bank). Fraser and Arcuri, «Seeding strategies in search-based unit test generation», 2016.
/// </summary>
internal sealed class ValuePool
{
    private const int LongestText = 100;
    private const int ShortestWords = 8;
    private const int LargestDynamicPool = 3_000;
    private const int LargestBank = 4_000;
    private const int LongestRun = 1_000;

    private readonly HashSet<string> _dynamicSet = [];
    private readonly HashSet<string> _bankSet = [];
    private readonly ConstantPool _constants;
    private readonly Dictionary<string, bool> _isFromSubject = [];

    public ValuePool(ConstantPool constants)
    {
        _constants = constants;
        Texts = [.. new[] { "", " ", "a", "abc", "A", "0", "1", "-1", "test", "a b", "\t", "é", "1.5", "a.b" }.Concat(constants.Texts).Distinct()];
        Integers = [.. new long[] { 0, 1, -1, 2, 3, 5, 7, 10, 16, 31, 60, 100, 127, 128, 255, 256, 1000, 65535, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue }.Concat(constants.Integers).Distinct()];
        Lengths = [.. constants.Integers.Where(number => number is > 1 and < LongestRun).Select(number => (int)number).Distinct()];
        Reals = [.. new[] { 0, 1, -1, 0.5, 1.5, 100, 1e10, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon }.Concat(constants.Reals).Distinct()];
        Characters = [.. new[] { 'a', 'z', 'A', 'Z', '0', '9', ' ', '.', '-', '+', '*', '/', ',', '_', '\n', '\t', '\0', 'é' }.Concat(constants.Characters).Distinct()];
    }

    public List<string> Texts { get; }

    /// <summary>Texts that the subject reads objects from.</summary>
    public IReadOnlyList<string> Documents => _constants.Documents;

    public List<long> Integers { get; }

    /// <summary>Numbers of the subject that may be the length of a text: <c>MaximumLength(200)</c> of a library compares where nobody sees it.</summary>
    public IReadOnlyList<int> Lengths { get; }

    public List<double> Reals { get; }

    public List<char> Characters { get; }

    /// <summary>Texts that members of the subject returned.</summary>
    public List<string> Dynamic { get; } = [];

    /// <summary>Texts of tests that covered something first.</summary>
    public List<string> Bank { get; } = [];

    public IReadOnlyList<string> TextsOf(string member) => _constants.TextsOfMember.GetValueOrDefault(member, []);

    public IReadOnlyList<long> IntegersOf(string member) => _constants.IntegersOfMember.GetValueOrDefault(member, []);

    /// <summary>Whether a message is made of the source's own words: it is a constant, or contains one of some length.</summary>
    public bool IsFromSubject(string message)
    {
        if (!_isFromSubject.TryGetValue(message, out var known))
            _isFromSubject.Add(message, known = _constants.Texts.Concat(_constants.Messages).Any(text => text.Length >= ShortestWords ? Says(message, text) : message == text));
        return known;
    }

    /// <summary>Whether a message has all parts of a text, in their order.</summary>
    private static bool Says(string message, string text)
    {
        var at = 0;
        foreach (var part in text.Trim().Split(ConstantPool.Gap))
        {
            var found = message.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return true;
    }

    public void Returned(string text)
    {
        if (text.Length is > 0 and < 80 && !FilesOfTests.AreNamedIn(text) && _dynamicSet.Count < LargestDynamicPool && _dynamicSet.Add(text))
            Dynamic.Add(text);
    }

    public void Covering(string text)
    {
        if (text.Length < LongestText && Bank.Count < LargestBank && _bankSet.Add(text))
            Bank.Add(text);
    }
}
