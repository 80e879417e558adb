using System.Collections.Immutable;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>Values of a type to hold laws against: what tests made of it, what else can be made, and near neighbours, which are the ones that laws break on.</summary>
internal sealed class SampleValues(Runner runner, Universe universe, ExpressionMaker maker, Admission admission)
{
    /// <summary>Every pair of them is asked.</summary>
    private const int Most = 12;

    private const int MostOfTests = 3;
    private const int MostMade = 20;
    private const int MostNeighboursOfOne = 3;

    /// <summary>One statement each, without two alike.</summary>
    public ImmutableArray<Statement> Of(TypeShape type, IReadOnlyList<TestCase> material)
    {
        var values = new List<Statement>();
        var seen = new HashSet<string>();
        foreach (var call in InTests(type, material))
        {
            if (values.Count < MostOfTests)
                Add(call);
        }

        for (var attempt = 0; attempt < MostMade && values.Count < MostOfTests; attempt++)
        {
            if (maker.MakeReceiver(universe.TypeOf(type.Id), [], 2) is Invocation call)
                Add(call);
        }

        foreach (var neighbour in values.Select(value => value.Call).ToList().SelectMany((call, index) => NeighboursOf(call, index).Take(MostNeighboursOfOne)))
        {
            if (values.Count < Most)
                Add(neighbour);
        }

        return [.. values];

        void Add(Invocation call)
        {
            var statement = maker.AsStatement(call);
            var test = new TestCase([statement]);
            if (seen.Add(test.ToString()) && runner.Run(test) == RunEnd.Completed && runner.Search.Results[0].Value is not null && admission.Allows(test, runner.Search.Results))
                values.Add(statement);
        }
    }

    /// <summary>All ways to choose from so many values, by index; one value may be made more than once.</summary>
    public static IEnumerable<ImmutableArray<int>> Tuples(int values, int count) =>
        count == 0 ? [[]] : Tuples(values, count - 1).SelectMany(_ => Enumerable.Range(0, values), (chosen, value) => chosen.Add(value));

    private static IEnumerable<Invocation> InTests(TypeShape type, IReadOnlyList<TestCase> material)
    {
        foreach (var statement in material.SelectMany(test => test.Statements))
        {
            var calls = new List<Invocation>();
            Slots.Visit(statement.Call, expression =>
            {
                if (expression is Invocation call && call.Type == type.Id && !Slots.HasReference(call))
                    calls.Add(call);
            });
            foreach (var call in calls)
                yield return call;
        }
    }

    /// <summary>The same but for one constant: the other case of letters, the opposite, the next number.</summary>
    /// <param name="first">The constant to begin with, so that all have their turn.</param>
    private static IEnumerable<Invocation> NeighboursOf(Invocation call, int first)
    {
        var test = new TestCase([new Statement(call)]);
        var slots = Slots.Of(test);
        for (var i = 0; i < slots.Count; i++)
        {
            var slot = slots[(first + i) % slots.Count];
            if (slot.Value is not Literal { Value: { } value } literal)
                continue;
            foreach (var other in Neighbours(value))
                yield return Slots.Replace(test, slot, literal with { Value = other }).Statements[0].Call;
        }
    }

    private static object[] Neighbours(object value) => value switch
    {
        string text => OtherCase(text) is var other && other != text ? [other] : [text + "a", text + "A"],
        bool flag => [!flag],
        int number => number > int.MaxValue - 2 ? [number - 1, number - 2] : [number + 1, number + 2],
        decimal number => number == 0 ? [1m] : [-number],
        double number => [number + 1],
        DateTime time => time == DateTime.MaxValue ? [time.AddDays(-1)] : [time.AddTicks(1)],
        _ => [],
    };

    private static string OtherCase(string text) => string.Concat(text.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));
}
