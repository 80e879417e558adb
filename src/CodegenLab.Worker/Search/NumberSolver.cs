using System.Globalization;
using CodegenLab.Probes;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Solves for the numbers in a test: moves each of them a little, sees how fast the two sides of the comparison in the way come together, and goes where they meet if they go on like
/// that. Where an earlier decision would come out otherwise, it moves several numbers at once so that the sides of that one keep their distance: systems of equations fall one after the other.
/// </summary>
/// <remarks>Secant steps, in the null space of the decisions that must stay. Of integers that is a lattice; Euclid's algorithm on the slopes gives its basis.</remarks>
/// <param name="run">Runs a test and keeps what is new about it; false: it did not come to an end.</param>
internal sealed class NumberSolver(RandomStream random, Func<TestCase, bool> run)
{
    private const int MostNumbers = 6;

    /// <summary>Secant steps for one goal and the decisions on the way to it; most curves take fewer than six.</summary>
    private const int MostSteps = 24;

    /// <summary>How far reals are moved to find a slope, as a share of them: coarse ones leave narrow ranges, fine ones drown in rounding.</summary>
    private static readonly double[] Moves = [1, 1e-2, 1e-4];

    /// <summary>How far reals go beyond the point where sides meet: which of these stays inside a range that has another end depends on its width.</summary>
    private static readonly double[] Margins = [1e-7, 5e-4, .5];

    /// <param name="test">One that arrives at the goal's site and takes the other way.</param>
    /// <param name="goal">Site × 2, plus 1 for the false outcome.</param>
    public void Solve(TestCase test, int goal)
    {
        var numbers = Slots.Of(test).Where(slot => slot.Value is Literal { Value: { } value } && IsNumber(value)).ToList();
        if (numbers.Count is 0 or > MostNumbers)
            return;

        var attempt = new Attempt(test, numbers, random.Pick(Moves) * (random.Chance(.5) ? 1 : -1), random.Pick(Margins), run);
        var here = attempt.Look([.. numbers.Select(slot => ToReal(((Literal)slot.Value).Value!))]);
        if (here is null || !here.Decisions.ContainsKey(goal >> 1))
            return;

        // From elsewhere the same way may lead to another root, or past an overflow.
        var way = here.WayTo(goal);
        if (random.Chance(.5))
            here = attempt.Look([.. numbers.Select(_ => random.Between(-400, 400) / 10.0)]);
        for (var step = 0; step < MostSteps && here is not null && here.Next(way) is { } next; step++)
            here = attempt.Step(here, next);
    }

    // An enum is stored as a number, but its type says that sums of it mean nothing.
    private static bool IsNumber(object value) => value is int or long or double or float or decimal or short or byte or uint or ulong or ushort or sbyte;

    private static double ToReal(object value) => System.Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static bool IsIntegral(object value) => value is not (double or float or decimal);

    private static object Like(object value, double number) => value switch
    {
        double => number,
        float => (float)number,
        decimal => Math.Abs(number) < 7e27 ? (decimal)number : value,
        int => (int)Math.Clamp(number, int.MinValue, int.MaxValue),
        long => (long)Math.Clamp(number, -9e18, 9e18),
        short => (short)Math.Clamp(number, short.MinValue, short.MaxValue),
        byte => (byte)Math.Clamp(number, byte.MinValue, byte.MaxValue),
        uint => (uint)Math.Clamp(number, uint.MinValue, uint.MaxValue),
        ulong => (ulong)Math.Clamp(number, 0, 1.8e19),
        ushort => (ushort)Math.Clamp(number, ushort.MinValue, ushort.MaxValue),
        sbyte => (sbyte)Math.Clamp(number, sbyte.MinValue, sbyte.MaxValue),
        _ => throw new InvalidOperationException($"No number: {value.GetType()}."),
    };

    /// <summary>What a run saw at a site.</summary>
    /// <param name="Difference">Left side less right side; NaN: no numbers were compared.</param>
    private readonly record struct Decision(bool CameTrue, bool CameFalse, double Difference);

    /// <summary>What a run with certain numbers saw.</summary>
    /// <param name="Order">Sites in the order of arrival.</param>
    private sealed record View(double[] Numbers, Dictionary<int, Decision> Decisions, int[] Order)
    {
        /// <summary>The decisions that lead to a goal, and the goal itself. A decision that came out both ways, as in a loop, asks for nothing.</summary>
        public List<Wish> WayTo(int goal) =>
        [
            .. Order.TakeWhile(site => site != goal >> 1)
                .Where(site => Decisions[site].CameTrue != Decisions[site].CameFalse)
                .Select(site => new Wish(site, Decisions[site].CameTrue)),
            new Wish(goal >> 1, (goal & 1) == 0),
        ];

        /// <summary>The first wish that is open; null: there is none, or none that numbers have a say in.</summary>
        public Wish? Next(List<Wish> way)
        {
            var open = way.FindIndex(wish => !Decisions.TryGetValue(wish.Site, out var decision) || !wish.IsMetBy(decision));
            return open >= 0 && IsOnTheWayTo(way[open]) ? way[open] : null;
        }

        public bool Meets(Wish wish) => Decisions.TryGetValue(wish.Site, out var decision) && wish.IsMetBy(decision);

        /// <summary>Arrives at the site, takes the other way, and compares numbers there.</summary>
        public bool IsOnTheWayTo(Wish wish) => Decisions.TryGetValue(wish.Site, out var decision) && !wish.IsMetBy(decision) && !double.IsNaN(decision.Difference);
    }

    /// <summary>An outcome of a decision.</summary>
    private readonly record struct Wish(int Site, bool Outcome)
    {
        public bool IsMetBy(Decision decision) => Outcome ? decision.CameTrue : decision.CameFalse;
    }

    /// <summary>Moves the numbers of one test.</summary>
    private sealed class Attempt
    {
        private readonly TestCase _test;
        private readonly List<Slot> _slots;
        private readonly double _move;
        private readonly double _margin;
        private readonly Func<TestCase, bool> _run;
        private readonly bool[] _isIntegral;
        private readonly bool _isLattice;

        public Attempt(TestCase test, List<Slot> slots, double move, double margin, Func<TestCase, bool> run)
        {
            _test = test;
            _slots = slots;
            (_move, _margin) = (move, margin);
            _run = run;
            _isIntegral = [.. slots.Select(slot => IsIntegral(((Literal)slot.Value).Value!))];
            _isLattice = _isIntegral.All(integral => integral);
        }

        /// <summary>Runs the test with other numbers; null when it does not come to an end.</summary>
        public View? Look(double[] numbers)
        {
            var test = _test;
            for (var i = 0; i < numbers.Length; i++)
            {
                if (!double.IsFinite(numbers[i]))
                    return null;
                if (_isIntegral[i])
                    numbers[i] = Math.Round(numbers[i]);
                var literal = (Literal)_slots[i].Value;
                test = Slots.Replace(test, _slots[i], literal with { Value = Like(literal.Value!, numbers[i]) });
            }

            if (!_run(test))
                return null;

            // Two threads of the subject that come to a place at the same time may both note it.
            int[] order = [.. Trace.Touched.Take(Trace.TouchedCount).Distinct()];
            return new View(numbers, order.ToDictionary(site => site, Seen), order);
        }

        /// <summary>A view nearer to the wish, or one that meets it; null when there is no way to either.</summary>
        public View? Step(View here, Wish wish)
        {
            var directions = new List<double[]>();
            for (var i = 0; i < here.Numbers.Length; i++)
            {
                var direction = new double[here.Numbers.Length];
                direction[i] = _isIntegral[i] ? Math.Sign(_move) : _move * Math.Max(1, Math.Abs(here.Numbers[i]));
                directions.Add(direction);
            }

            while (directions.Count > 0)
            {
                var views = directions.ConvertAll(direction => Look(Moved(here, direction, 1)));
                if (views.Find(view => view?.Meets(wish) == true) is { } there)
                    return there;
                var barrier = views.Select(view => Barrier(here, view, wish)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
                if (barrier < 0)
                {
                    if (Meet(here, wish, directions, views, out barrier) is { } nearer)
                        return nearer;
                    if (barrier < 0)
                        return null;
                }

                directions = Along(directions, Slopes(here, views, here.Order[barrier]));
            }

            return null;
        }

        /// <summary>Goes where the sides of the wish's comparison meet, by each direction alone and then by all together.</summary>
        /// <param name="barrier">Index in the order of <paramref name="here"/> of the first decision that came out otherwise on the way; -1: none did.</param>
        private View? Meet(View here, Wish wish, List<double[]> directions, List<View?> views, out int barrier)
        {
            barrier = -1;
            View? best = null;
            var slopes = Slopes(here, views, wish.Site);
            var together = new List<double[]>(directions);
            var slopesTogether = (double[])slopes.Clone();
            Reduce(together, slopesTogether);
            foreach (var (direction, slope) in directions.Zip(slopes).Concat(together.Zip(slopesTogether)).Where(one => one.Second != 0 && double.IsFinite(one.Second)))
            {
                var difference = here.Decisions[wish.Site].Difference;
                foreach (var aim in (double[])[0, -Math.Sign(difference) * (_isLattice ? 1 : _margin)])
                {
                    var view = Look(Moved(here, direction, (aim - difference) / slope));
                    if (view?.Meets(wish) == true)
                        return view;
                    var blocked = Barrier(here, view, wish);
                    if (blocked >= 0)
                        barrier = barrier < 0 ? blocked : Math.Min(barrier, blocked);
                    else if (view is not null && view.IsOnTheWayTo(wish) && Math.Abs(view.Decisions[wish.Site].Difference) < Math.Abs((best ?? here).Decisions[wish.Site].Difference))
                        best = view;
                }
            }

            return best;
        }

        /// <summary>Directions along which a comparison keeps the difference of its sides.</summary>
        private List<double[]> Along(List<double[]> directions, double[] slopes)
        {
            var kept = Enumerable.Range(0, directions.Count).Where(i => double.IsFinite(slopes[i])).ToList();
            var all = kept.ConvertAll(i => directions[i]);
            double[] left = [.. kept.Select(i => slopes[i])];

            // What stands in the way does not depend on numbers.
            if (left.All(slope => slope == 0))
                return [];
            Reduce(all, left);
            return [.. all.Where((_, i) => left[i] == 0)];
        }

        /// <summary>Combines directions until only one has a slope; on a lattice, the smallest there is.</summary>
        private void Reduce(List<double[]> directions, double[] slopes)
        {
            const int MostTurns = 64;
            for (var turn = 0; turn < MostTurns; turn++)
            {
                var sloping = Enumerable.Range(0, slopes.Length).Where(i => slopes[i] != 0 && double.IsFinite(slopes[i])).OrderBy(i => Math.Abs(slopes[i])).ToList();
                if (sloping.Count < 2)
                    return;
                var pivot = _isLattice ? sloping[0] : sloping[^1];
                foreach (var i in sloping.Where(i => i != pivot))
                {
                    var times = slopes[i] / slopes[pivot];
                    if (_isLattice)
                        times = Math.Round(times);
                    directions[i] = [.. directions[i].Zip(directions[pivot], (own, other) => own - (times * other))];
                    slopes[i] = _isLattice ? slopes[i] - (times * slopes[pivot]) : 0;
                }
            }
        }

        private static double[] Slopes(View here, List<View?> views, int site) =>
            [.. views.Select(view => view is not null && view.Decisions.TryGetValue(site, out var decision) ? decision.Difference - here.Decisions[site].Difference : double.NaN)];

        /// <summary>Index in the order of <paramref name="here"/> of the first decision before the wish's that came out otherwise; -1: none did.</summary>
        private static int Barrier(View here, View? view, Wish wish)
        {
            if (view is null || view.Decisions.ContainsKey(wish.Site))
                return -1;
            for (var i = 0; here.Order[i] != wish.Site; i++)
            {
                var before = here.Decisions[here.Order[i]];
                if (!view.Decisions.TryGetValue(here.Order[i], out var after) || before.CameTrue != after.CameTrue || before.CameFalse != after.CameFalse)
                    return i;
            }

            return -1;
        }

        private static double[] Moved(View here, double[] direction, double times) => [.. here.Numbers.Zip(direction, (number, by) => number + (times * by))];

        private static Decision Seen(int site)
        {
            var operands = Trace.Operands[site];
            var difference = operands.Kind switch
            {
                OperandKind.Integer => (double)operands.LeftInteger - operands.RightInteger,
                OperandKind.Real => operands.LeftReal - operands.RightReal,
                _ => double.NaN,
            };
            return new Decision(Trace.TrueDistance[site] <= 0, Trace.FalseDistance[site] <= 0, difference);
        }
    }
}
