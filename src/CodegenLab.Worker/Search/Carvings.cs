using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Objects in states that tests have brought them into by calls, for use in other tests: an order with lines, made by a test about orders, for one about discounts (carving: Elbaum, Chin, Dwyer, Dokulil, FSE 2006).
/// </summary>
internal sealed class Carvings(Vocabulary vocabulary, RandomStream random)
{
    /// <summary>Of one type; a later one takes the place of an earlier one.</summary>
    private const int MostPerType = 60;

    /// <summary>More would make a test that nobody reads.</summary>
    private const int MostStatements = 5;

    private readonly Dictionary<Type, List<Carving>> _byType = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Keeps the objects of a test that something was called on which may change them.</summary>
    /// <param name="length">Statements that come to an end without an exception.</param>
    public void Add(TestCase test, int length)
    {
        for (var i = 0; i < length; i++)
        {
            if (test.Statements[i].Take != 0 || vocabulary.VariableType(test.Statements[i]) is not { IsValueType: false } type || Carve(test, i, type, length) is not { } carving || !_known.Add(carving.ToString()!))
                continue;
            if (!_byType.TryGetValue(type, out var carvings))
                _byType.Add(type, carvings = []);
            if (carvings.Count < MostPerType)
                carvings.Add(carving);
            else
                carvings[random.Below(MostPerType)] = carving;
        }
    }

    /// <summary>One that fits a place; null: there is none.</summary>
    public Carving? For(Type place)
    {
        var fitting = _byType.Where(carvings => place.IsAssignableFrom(carvings.Key)).Select(carvings => carvings.Value).ToList();
        return fitting.Count == 0 ? null : random.Pick(random.Pick(fitting));
    }

    /// <summary>The statement that makes an object, those that change it, and all that these refer to; null: nothing changes it, or it takes too much.</summary>
    private Carving? Carve(TestCase test, int variable, Type type, int length)
    {
        var changers = vocabulary.ChangersOf(type).Select(member => member.Id).ToHashSet();
        var needed = new SortedSet<int>(Enumerable.Range(variable + 1, length - variable - 1).Where(at => changers.Contains(test.Statements[at].Call.Member) && test.Statements[at].Call.Receiver is Reference receiver && receiver.Statement == variable));
        if (needed.Count == 0)
            return null;
        needed.Add(variable);
        foreach (var at in Enumerable.Range(0, length).Reverse().Where(needed.Contains))
        {
            Slots.Visit(test.Statements[at].Call, inner =>
            {
                if (inner is Reference reference)
                    needed.Add(reference.Statement);
            });
        }

        if (needed.Count > MostStatements)
            return null;
        var order = needed.ToList();
        return new Carving([.. order.Select(at => Slots.Map(test.Statements[at], order.IndexOf))], order.IndexOf(variable));
    }
}

/// <param name="Statements">Refer to each other by their places here.</param>
/// <param name="Variable">Which of them makes the object.</param>
internal sealed record Carving(ImmutableArray<Statement> Statements, int Variable)
{
    public override string ToString() => new TestCase(Statements) + "/" + Variable.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
