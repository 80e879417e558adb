using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What a proof works on.</summary>
/// <param name="Scratch">An empty folder outside the repository; the caller deletes it when the outcome is used up.</param>
/// <param name="DryRun">Nothing is written into the repository: a stand-in in <paramref name="Scratch"/> is proven (<see cref="ShadowProject"/>).</param>
public sealed record ProofRequest(TestProjectPlan Plan, string Scratch, bool DryRun);

/// <summary>
/// Writes the tests, builds them with the real <c>dotnet build</c> and runs them with the real <c>dotnet test</c>, twice, in fresh
/// processes: as the repository does, then in reverse order, under other conditions (<see cref="OtherConditions"/>). What does not
/// compile, pass and repeat is dropped, and the rest is proven again. What stays on disk in the end is what was proven.
/// </summary>
/// <param name="confined">Runs the tests where they are not to be trusted; null: <paramref name="dotnet"/> does.</param>
public sealed partial class Proof(TestProjectWriter writer, RunDotnet dotnet, RunDotnet? confined = null)
{
    /// <summary>Rounds in which the bad rows of a method are told from the good ones; later the method goes as a whole.</summary>
    private const int PatientRounds = 4;

    private const int MostRounds = 8;

    /// <param name="render">Renders all found tests but the excluded ones; the same exclusions give the same text.</param>
    /// <exception cref="InputException">The place cannot be written. Nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">Nothing was changed.</exception>
    public async Task<ProofOutcome> ProveAsync(
        ProofRequest request, Func<Exclusions, ImmutableArray<RenderedFixture>> render, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var transaction = new FileTransaction();
        var trial = new Trial(request, render);
        var place = request.DryRun ? ShadowProject.Begin(request.Plan, request.Scratch) : request.Plan;
        var build = new TestBuild(dotnet);
        var test = new TestCommand(confined ?? dotnet, request.Scratch);
        var isFresh = true;
        for (var round = 1; round <= MostRounds; round++)
        {
            var placed = trial.Render(place);
            if (placed.IsEmpty)
                return trial.Nothing();

            progress?.Report($"round {round}: building {Trial.Tests(placed)} test methods");
            var written = writer.Write(transaction, place, placed, trial.Suppressed, trial.Written);
            trial.Written = written.Select(fixture => fixture.Path).ToHashSet(FilePaths.Comparer);
            var built = await build.BuildAsync(place, request.Scratch, isFresh, cancellationToken);
            var compiles = new CompileJudge(place, trial.Suppressed).Judge(built, written);
            if (compiles.IsHopeless)
                return trial.Failed($"{place.Path} does not build, and not because of the tests: {string.Join("; ", compiles.Foreign.Take(3))}");
            if (!compiles.IsClean)
            {
                foreach (var stale in compiles.Stale)
                {
                    transaction.Delete(stale);
                    trial.Remark($"{stale} was generated before its subject changed and no longer compiles: it is gone.");
                }

                trial.Learn(compiles);
                // What a restore warns about is silenced by the next restore only.
                isFresh = compiles.Suppress.Any(code => code.StartsWith("NU", StringComparison.Ordinal));
                continue;
            }

            progress?.Report($"round {round}: running {Trial.Tests(placed)} test methods");
            var runs = await RunAsync(place, test, built, written, round <= PatientRounds, trial, cancellationToken);
            if (runs.Failure is { } failure)
                return trial.Failed(failure);
            if (runs.Verdict.IsClean)
            {
                if (place.UsesTestingPlatform && GlobalJson.AsksForTestingPlatform(place.Folder) && await test.RunOnTestingPlatformAsync(place, cancellationToken) is { } complaint)
                {
                    if (place.IsNew)
                        return trial.Failed(complaint);
                    trial.Remark(complaint);
                }

                if (!request.DryRun)
                    await writer.AddToSolutionAsync(transaction, place, cancellationToken);
                var outcome = trial.Proven(written, built.Assembly!, request.DryRun ? null : transaction.Changed);
                if (!request.DryRun)
                    transaction.Commit();
                return outcome;
            }

            trial.Learn(runs.Verdict);
            isFresh = false;
        }

        return trial.Failed($"After {MostRounds} rounds some test still failed that had passed before. Nothing was written.");
    }

    private async Task<(RunVerdict Verdict, string? Failure)> RunAsync(
        TestProjectPlan plan, TestCommand test, BuildOutcome built, ImmutableArray<PlacedFixture> fixtures, bool mayUnmerge, Trial trial, CancellationToken cancellationToken)
    {
        ImmutableArray<string> names = plan.IsNew ? [] : [.. fixtures.Select(placed => placed.FullName + ".")];
        // A confined run of the project could not write to its folders.
        var usual = plan.UsesTestingPlatform || confined is not null
            ? await test.RunAssemblyAsync(built.Assembly!, names, [], cancellationToken)
            : await test.RunProjectAsync(plan, names, cancellationToken);
        if (usual.Results.IsEmpty && usual.EndedIn is null)
            return (new RunVerdict([], [], 0), $"dotnet test ran none of the tests in {plan.Path}: {string.Join(' ', usual.Output.Where(line => line.Length > 0).TakeLast(6))}");

        var (reordered, remark) = await new ReorderedTests(dotnet, plan, trial.Scratch).CopyAsync(built, cancellationToken);
        trial.Remark(remark);
        var other = await test.RunAssemblyAsync(reordered, names, OtherConditions.Variables, cancellationToken);
        var verdict = RunJudge.Judge(fixtures, usual, other, null, mayUnmerge);
        if (remark is null && verdict.Rejected.Any(rejection => rejection.Reason == DropReason.DependsOnCulture))
        {
            var otherOrder = await test.RunAssemblyAsync(reordered, names, [], cancellationToken);
            verdict = RunJudge.Judge(fixtures, usual, other, otherOrder, mayUnmerge);
        }

        return verdict.Unjudged > 0 && verdict.Rejected.IsEmpty && verdict.Unmerge.IsEmpty
            ? (verdict, $"dotnet test in {plan.Path} ended early without saying why: {string.Join(' ', other.Output.Where(line => line.Length > 0).TakeLast(6))}")
            : (verdict, null);
    }

    /// <summary>What is known so far.</summary>
    private sealed class Trial(ProofRequest request, Func<Exclusions, ImmutableArray<RenderedFixture>> render)
    {
        private readonly FixturePlacement _placement = new(request.Plan);
        private readonly List<Rejection> _rejected = [];
        private readonly HashSet<int> _unmerged = [];
        private readonly HashSet<int> _alreadyThere = [];
        private readonly HashSet<string> _suppressed = [];
        private readonly SortedSet<string> _kept = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _remarks = new(StringComparer.Ordinal);
        private bool _begun;

        public string Scratch => request.Scratch;

        public IReadOnlySet<string> Suppressed => _suppressed;

        public IReadOnlySet<string> Written { get; set; } = new HashSet<string>();

        public void Remark(string? text)
        {
            if (text is not null)
                _remarks.Add(text);
        }

        /// <summary>The fixtures with tests in them, at their places; in a dry run at the stand-in's.</summary>
        public ImmutableArray<PlacedFixture> Render(TestProjectPlan place)
        {
            while (true)
            {
                var placed = render(new Exclusions(Dropped(), _unmerged.ToImmutableHashSet()))
                    .Where(fixture => !fixture.Tests.IsEmpty)
                    .Select(_placement.Place)
                    .ToImmutableArray();
                var known = placed.SelectMany(AlreadyThere).SelectMany(test => test.Found).ToList();
                _alreadyThere.UnionWith(known);
                if (known.Count > 0)
                    continue;
                if (!_begun && !request.Plan.IsNew)
                    _suppressed.UnionWith(placed.SelectMany(SuppressedBefore));
                _begun = true;
                return request.DryRun
                    ? [.. placed.Select(fixture => fixture with { Path = Path.Combine(place.Folder, Path.GetRelativePath(request.Plan.Folder, fixture.Path)) })]
                    : placed;
            }
        }

        public static int Tests(ImmutableArray<PlacedFixture> placed) => placed.Sum(fixture => fixture.Fixture.Tests.Length);

        public void Learn(CompileVerdict verdict)
        {
            _rejected.AddRange(verdict.Rejected);
            _suppressed.UnionWith(verdict.Suppress);
        }

        public void Learn(RunVerdict verdict)
        {
            _rejected.AddRange(verdict.Rejected);
            _unmerged.UnionWith(verdict.Unmerge);
        }

        public ProofOutcome Nothing() => Outcome();

        public ProofOutcome Failed(string why) => Outcome() with { Failure = why };

        /// <param name="changed">Null: a dry run.</param>
        public ProofOutcome Proven(ImmutableArray<PlacedFixture> written, string assembly, IReadOnlyList<string>? changed) => Outcome() with
        {
            Fixtures = [.. written.Select(placed => placed.Fixture)],
            Classes = [.. written.Select(placed => placed.FullName)],
            Assembly = assembly,
            Files = changed is not null ? [.. changed.Where(File.Exists)] : [.. WouldChange(written)],
        };

        private ProofOutcome Outcome() => new()
        {
            Fixtures = [],
            Dropped = [.. _rejected.Select(rejection => new DroppedTest(rejection.FullName, rejection.Reason.ToString(), rejection.Detail))],
            DroppedFound = _rejected.SelectMany(rejection => rejection.Found.Select(index => (index, rejection.Reason))).DistinctBy(found => found.index).ToImmutableDictionary(found => found.index, found => found.Reason),
            AlreadyThere = _alreadyThere.ToImmutableHashSet(),
            Files = [],
            KeptFiles = [.. _kept],
            Classes = [],
            Assembly = null,
            Failure = null,
            Remarks = [.. _remarks],
        };

        private IEnumerable<string> WouldChange(ImmutableArray<PlacedFixture> written)
        {
            if (request.Plan.IsNew)
                yield return request.Plan.Path;
            foreach (var placed in written.Select(fixture => _placement.Place(fixture.Fixture)))
                if (!File.Exists(placed.Path) || File.ReadAllText(placed.Path).ReplaceLineEndings("\n") != placed.Fixture.Source.ReplaceLineEndings("\n"))
                    yield return placed.Path;
        }

        private ImmutableHashSet<int> Dropped() => [.. _rejected.SelectMany(rejection => rejection.Found), .. _alreadyThere];

        private IEnumerable<RenderedTest> AlreadyThere(PlacedFixture placed)
        {
            if (placed.KeptFile is null)
                return [];
            _kept.Add(placed.KeptFile);
            return ExistingTests.In(File.ReadAllText(placed.KeptFile)).AlreadyThere(placed.Fixture);
        }

        // What had to be silenced in the last run has to be in this one: one round less, and the same text.
        private static IEnumerable<string> SuppressedBefore(PlacedFixture placed) =>
            File.Exists(placed.Path) && Pragma().Match(File.ReadAllText(placed.Path)) is { Success: true } match
                ? match.Groups["codes"].Value.Split(',', StringSplitOptions.TrimEntries)
                : [];
    }

    [GeneratedRegex(@"^#pragma warning disable (?<codes>[A-Za-z0-9, ]+?)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Pragma();
}
