using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>Says to which member, and to which type, what a suite has to cover and to kill belongs: a test is at home in the member that it is about.</summary>
internal sealed class Homes
{
    private readonly Dictionary<string, int> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Catalog _catalog;
    private readonly Home[] _sites;
    private readonly Home[] _mutants;
    private readonly Home[] _lines;

    public Homes(Catalog catalog, Build search, Build mutants)
    {
        _catalog = catalog;
        _sites = [.. search.Sites.Select(site => Of(site.Member))];
        _mutants = [.. mutants.Mutants.Select(mutant => Of(mutant.Member))];
        _lines = new Home[search.Lines];
        for (var i = 0; i < search.LineRuns.Length; i++)
            Array.Fill(_lines, Of(search.LineRuns[i].Member), search.LineRuns[i].First, (i + 1 < search.LineRuns.Length ? search.LineRuns[i + 1].First : _lines.Length) - search.LineRuns[i].First);
    }

    /// <summary>Number of a type.</summary>
    public int Of(Type type) => Number(_types, DocumentationId.Of(type));

    /// <param name="subject">Catalog id of the member that a test is about.</param>
    public Home Of(int subject) => Of(_catalog.Members[subject].DocumentationId);

    public Home OfGoal(int goal) => _sites[goal >> 1];

    public Home OfLine(int line) => _lines[line];

    public Home OfMutant(int mutant) => _mutants[mutant];

    private Home Of(string member) => new(Number(_types, DocumentationId.TypeOf(member) ?? member), Number(_members, member));

    private static int Number(Dictionary<string, int> numbers, string name)
    {
        if (!numbers.TryGetValue(name, out var number))
            numbers.Add(name, number = numbers.Count);
        return number;
    }
}

/// <summary>Numbers that are the same for the same type, and for the same member.</summary>
internal readonly record struct Home(int Type, int Member);
