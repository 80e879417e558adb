using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Bench.Testing;

/// <summary>Measures how fast values are made up for the parts of a flat record, by the source that the generators and <c>codegen-lab data</c> are compiled of.</summary>
internal static class DataRate
{
    private const int Samples = 200_000;

    /// <summary>record Order(int Number, string Customer, decimal Total, bool Paid, DateTime Due), with limits where such a record has them.</summary>
    private static readonly (string Name, ValueShape Shape, Limits Limits)[] Parts =
    [
        ("Number", new ValueShape("int", ValueKind.Integer, false, int.MinValue, int.MaxValue), new Limits { Min = 1 }),
        ("Customer", new ValueShape("string", ValueKind.Text, false), new Limits { MinLength = 1, MaxLength = 20 }),
        ("Total", new ValueShape("decimal", ValueKind.Decimal, false), new Limits { Min = 0, Max = 10_000 }),
        ("Paid", new ValueShape("bool", ValueKind.Boolean, false), Limits.None),
        ("Due", new ValueShape("global::System.DateTime", ValueKind.DateTime, false), Limits.None),
    ];

    public static IEnumerable<string> Measure(int rounds)
    {
        var rates = Enumerable.Range(0, rounds + 1).Select(round => Once((ulong)round)).Skip(1).Order().ToList();
        yield return string.Create(CultureInfo.InvariantCulture, $"| values made up for a flat record of five parts, at random | {rates[rates.Count / 2]:#,0} |");
    }

    private static double Once(ulong seed)
    {
        var clock = Environment.CpuUsage.TotalTime;
        var made = 0L;
        foreach (var (name, shape, limits) in Parts)
            made += ValueMaker.Make(shape, limits, new Wish(Strategy.Random, Side.Inside, seed, Samples, name, EquatableArray<string>.Empty)).Count is var distinct && shape.Kind == ValueKind.Boolean ? Samples : distinct;
        return made / (Environment.CpuUsage.TotalTime - clock).TotalSeconds;
    }
}
