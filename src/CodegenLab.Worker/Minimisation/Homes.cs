using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>Says to which type what a suite has to cover and to kill belongs: a test is at home in the type that it is about.</summary>
internal sealed class Homes
{
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Catalog _catalog;
    private readonly int[] _sites;
    private readonly int[] _mutants;
    private readonly int[] _lines;

    public Homes(Catalog catalog, Build search, Build mutants)
    {
        _catalog = catalog;
        _sites = [.. search.Sites.Select(site => Number(site.Member))];
        _mutants = [.. mutants.Mutants.Select(mutant => Number(mutant.Member))];
        _lines = new int[search.Lines];
        for (var i = 0; i < search.LineRuns.Length; i++)
            Array.Fill(_lines, Number(search.LineRuns[i].Member), search.LineRuns[i].First, (i + 1 < search.LineRuns.Length ? search.LineRuns[i + 1].First : _lines.Length) - search.LineRuns[i].First);
    }

    /// <param name="subject">Catalog id of the member that a test is about.</param>
    public int Of(int subject) => Number(_catalog.Members[subject].DocumentationId);

    public int OfGoal(int goal) => _sites[goal >> 1];

    public int OfLine(int line) => _lines[line];

    public int OfMutant(int mutant) => _mutants[mutant];

    private int Number(string member)
    {
        var type = DocumentationId.TypeOf(member) ?? member;
        if (!_types.TryGetValue(type, out var number))
            _types.Add(type, number = _types.Count);
        return number;
    }
}
