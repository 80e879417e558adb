using System.Globalization;
using CsCheck;
using FsCheck;
using FsCheck.Fluent;

namespace CodegenLab.Bench.Testing;

/// <summary>
/// Measures on how many values a second one law is tried: an addition that is commutative, of a record of two numbers. By FsCheck with the values that <c>--style property</c> and [Properties] write, by FsCheck with values of its own, and by CsCheck.
/// </summary>
internal static class PropertyRate
{
    private const int Cases = 100_000;

    public static IEnumerable<string> Measure(int rounds)
    {
        (string Name, Action<int> Run)[] runners =
        [
            ("FsCheck, values as we write them", cases => FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases), Prop.ForAll(Values.AnyAmount(), Values.AnyAmount(), (first, second) => first + second == second + first))),
            ("FsCheck, values of its own", cases => FsCheck.Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(cases), Prop.ForAll(ArbMap.Default.ArbFor<(int, int)>(), ArbMap.Default.ArbFor<(int, int)>(), (first, second) => new Amount(first.Item1, first.Item2) + new Amount(second.Item1, second.Item2) == new Amount(second.Item1, second.Item2) + new Amount(first.Item1, first.Item2)))),
            ("CsCheck", cases => CsCheck.Gen.Select(CsCheck.Gen.Int, CsCheck.Gen.Int, CsCheck.Gen.Int, CsCheck.Gen.Int).Sample((one, two, three, four) => new Amount(one, two) + new Amount(three, four) == new Amount(three, four) + new Amount(one, two), iter: cases, threads: 1)),
        ];
        foreach (var (name, run) in runners)
        {
            run(1_000);
            var rates = Enumerable.Range(0, rounds).Select(_ => Rate(run)).Order().ToList();
            yield return string.Create(CultureInfo.InvariantCulture, $"| cases of a law of two values: {name} | {rates[rates.Count / 2]:#,0} |");
        }
    }

    private static double Rate(Action<int> run)
    {
        var clock = Environment.CpuUsage.TotalTime;
        run(Cases);
        return Cases / (Environment.CpuUsage.TotalTime - clock).TotalSeconds;
    }

    private readonly record struct Amount(int Whole, int Part)
    {
        public static Amount operator +(Amount left, Amount right) => new(unchecked(left.Whole + right.Whole), unchecked(left.Part + right.Part));
    }

    /// <summary>As <c>--style property</c> writes them.</summary>
    private static class Values
    {
        public static Arbitrary<Amount> AnyAmount() => Arb.From(
            FsCheck.Fluent.Gen.OneOf(
                from whole in FsCheck.Fluent.Gen.Elements<int>(0, 1)
                from part in FsCheck.Fluent.Gen.Elements<int>(0, 1)
                select new Amount(whole, part),
                from whole in Known<int>().Generator
                from part in Known<int>().Generator
                select new Amount(whole, part)),
            Smaller);

        private static IEnumerable<Amount> Smaller(Amount value) =>
            Known<int>().Shrinker(value.Whole).Select(whole => new Amount(whole, value.Part))
                .Concat(Known<int>().Shrinker(value.Part).Select(part => new Amount(value.Whole, part)))
                .Where(smaller => !smaller.Equals(value));

        public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();
    }
}
