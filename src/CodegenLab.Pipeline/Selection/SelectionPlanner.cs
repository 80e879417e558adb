using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.Selection;

/// <summary>What of a test project is run.</summary>
/// <param name="RunsNothing">Its cases are those that the history knows, and none of them is to be run.</param>
/// <param name="Cases">Keys, in the order in which they run; null: all but <paramref name="Omitted"/>.</param>
/// <param name="Omitted">Keys.</param>
/// <param name="Stale">Keys of cases that are to be run but left out: what is remembered of them holds no more.</param>
internal sealed record ProjectPlan(bool RunsNothing, ImmutableArray<string>? Cases, ImmutableHashSet<string> Omitted, ImmutableHashSet<string> Stale);

/// <summary>Which tests are run.</summary>
/// <param name="Projects">By name of the test project.</param>
/// <param name="Reasons">Of tests that the history knows, by project and key.</param>
/// <param name="Ranked">All that are selected, in order, with those that the budget leaves out; null: the order does not matter.</param>
internal sealed record SelectionPlan(
    string Since, ImmutableDictionary<string, ProjectPlan> Projects, ImmutableDictionary<(string Project, string Key), AffectedTest> Reasons, ImmutableArray<(RankedTest Test, bool IsLeftOut)>? Ranked, OrderQuality? Quality, int All, ImmutableArray<string> Remarks);

/// <summary>Decides which tests are run, from the code, the history and git.</summary>
/// <param name="discover">Finds the cases of a test project without running any.</param>
internal sealed class SelectionPlanner(RunGit git, Func<TestAssembly, Task<ImmutableArray<SuiteCase>>> discover)
{
    private const string EachLast = "the last run of each test";

    /// <exception cref="InputException">Git does not know the commit.</exception>
    public async Task<SelectionPlan> PlanAsync(SelectionRequest request, LoadedSuites suites, CodeSnapshot code, ImmutableArray<KnownTest> known, CancellationToken cancellationToken)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        var (since, changed, affected) = await AffectedAsync(request, suites, code, known, cancellationToken);
        if (request.Affected && known.IsEmpty)
            remarks.Add("Nothing is remembered of these tests yet, so all of them are run.");

        // A run of mutants alone tells no lines: what such a test covers is not known.
        var reasons = affected.Concat(known.Where(test => test.Coverage?.HasHits == false).Select(test => new AffectedTest(test, SelectionReason.Unknown, null)))
            .GroupBy(test => (test.Test.Name.Project, test.Test.Name.Key)).ToImmutableDictionary(group => group.Key, group => group.First());
        var plans = ImmutableDictionary.CreateBuilder<string, ProjectPlan>();
        var candidates = new List<Candidate>();
        var all = 0;
        foreach (var assembly in suites.Assemblies)
        {
            var name = assembly.Project.Name;
            var own = known.Where(test => test.Name.Project == name).ToList();
            var selected = own.Where(test => !request.Affected || reasons.ContainsKey((name, test.Name.Key))).ToList();
            var isCurrent = own.Count > 0 && IsCurrent(assembly, code, own);
            if (request.Budget is null && !request.ListsOnly)
            {
                plans[name] = new ProjectPlan(isCurrent && selected.Count == 0, null, [.. own.Except(selected).Select(test => test.Name.Key)], []);
                continue;
            }

            var depends = assembly.Used.Any(project => changed.Any(piece => piece.Assembly == project.Compilation.AssemblyName));
            var keys = own.ToDictionary(test => test.Name.Key, StringComparer.Ordinal);
            var cases = isCurrent ? own.Select(test => test.Name) : (await discover(assembly)).Select(found => NameOf(name, found));
            var found = cases.ToList();
            all += found.Count;
            candidates.AddRange(found.Where(test => !request.Affected || !keys.ContainsKey(test.Key) || reasons.ContainsKey((name, test.Key))).Select(test => new Candidate(test, keys.GetValueOrDefault(test.Key), depends)));
            plans[name] = new ProjectPlan(false, [], [.. own.Except(selected).Select(test => test.Name.Key)], []);
        }

        var quality = request.JudgesOrder ? new OrderJudge(known).Judge() : null;
        if (request.Budget is null && !request.ListsOnly)
            return new SelectionPlan(since, plans.ToImmutable(), reasons, null, quality, 0, remarks.ToImmutable());

        var ranked = Cut(TestPrioritizer.Order(candidates, changed), request.Budget);
        foreach (var project in ranked.GroupBy(one => one.Test.Candidate.Name.Project))
        {
            plans[project.Key] = plans[project.Key] with
            {
                Cases = [.. project.Where(one => !one.IsLeftOut).Select(one => one.Test.Candidate.Name.Key)],
                Stale = [.. project.Where(one => one.IsLeftOut).Select(one => one.Test.Candidate.Name.Key)],
            };
        }

        return new SelectionPlan(since, plans.ToImmutable(), reasons, ranked, quality, all, remarks.ToImmutable());
    }

    internal static TestName NameOf(string project, SuiteCase found) => new(project, found.Key, found.Class, found.Method, found.FullName, found.DisplayName);

    private async Task<(string Since, IReadOnlySet<CodePiece> Changed, ImmutableArray<AffectedTest> Affected)> AffectedAsync(
        SelectionRequest request, LoadedSuites suites, CodeSnapshot code, ImmutableArray<KnownTest> known, CancellationToken cancellationToken)
    {
        var tests = new AffectedTests(known);
        if (request.Since is { } from)
        {
            var lines = await new ChangedLinesReader(git).ReadAsync(new ChangeScope.Since(from), suites.Root, cancellationToken);
            var changed = await new ChangesSince(git).ReadAsync([.. suites.Assemblies.SelectMany(assembly => assembly.Used).Distinct()], lines, cancellationToken);
            return (lines.Since, changed, tests.By(changed, code.TestAssemblies));
        }

        var stale = known.Select(test => test.Coverage).OfType<TestCoverage>().SelectMany(coverage => coverage.Pieces).Where(piece => piece.Key.Kind != PieceKind.Suite && code.Pieces.GetValueOrDefault(piece.Key) != piece.Value).Select(piece => piece.Key).ToHashSet();
        return (EachLast, stale, tests.Since(code));
    }

    /// <summary>The test project has no other cases than those that are known: nothing in it is new or changed.</summary>
    private static bool IsCurrent(TestAssembly assembly, CodeSnapshot code, List<KnownTest> known)
    {
        var remembered = known.Select(test => test.Coverage).OfType<TestCoverage>().SelectMany(coverage => coverage.Pieces).Where(piece => piece.Key.Kind is PieceKind.Suite or PieceKind.Project).ToHashSet();
        return assembly.Used.Where(project => project.IsTestProject).Select(project => project.Compilation.AssemblyName!)
            .SelectMany(name => new[] { CodeSnapshot.SuiteOf(name), CodeSnapshot.ProjectOf(name) }).All(piece => remembered.Contains(KeyValuePair.Create(piece, code.Pieces[piece])));
    }

    /// <summary>As many as fit, the best first: one that is too long does not keep shorter ones out.</summary>
    private static ImmutableArray<(RankedTest Test, bool IsLeftOut)> Cut(ImmutableArray<RankedTest> order, TimeSpan? budget)
    {
        var left = budget ?? TimeSpan.MaxValue;
        var cut = ImmutableArray.CreateBuilder<(RankedTest, bool)>(order.Length);
        foreach (var test in order)
        {
            var fits = budget is null || test.Expected <= left;
            if (fits && budget is not null)
                left -= test.Expected;
            cut.Add((test, !fits));
        }

        return cut.ToImmutable();
    }
}
