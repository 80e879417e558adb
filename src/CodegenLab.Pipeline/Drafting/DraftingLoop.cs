using System.Collections.Immutable;
using System.Diagnostics;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>
/// Has a model draft tests, and lets in what the judge finds worth it: what words promise first, before the code is shown; then branches, then mutants
/// that no test reaches or notices. Repair by rule comes before repair by the model. An expectation that words back is never changed: when the code does
/// not meet it, that is a suspicion. One loop serves one project.
/// </summary>
/// <param name="subject">The project, and what the engine made of it.</param>
/// <param name="desk">Asks the model.</param>
/// <param name="basis">What drafts are compiled with.</param>
/// <param name="trial">Runs compiled drafts in the confined worker.</param>
/// <param name="specification">A text of the user's with its name; null: there is none.</param>
/// <param name="scratch">Folder outside the repository.</param>
public sealed class DraftingLoop(
    DraftingSubject subject,
    ReplyDesk desk,
    PromptWriter prompts,
    DraftBasis basis,
    Func<DraftAssembly, CancellationToken, Task<DraftTrialOutcome>> trial,
    DraftingOptions options,
    (string Name, string Text)? specification,
    string scratch)
{
    private readonly Gains _gains = new(subject.Suite);

    /// <exception cref="InputException">A recording is missing, or a prompt template does not parse.</exception>
    public async Task<DraftedSuite> RunAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var whole = Stopwatch.StartNew();
        var asks = new Asks(subject, prompts, options, specification, _gains);
        var drafter = new Drafter(desk, prompts, subject.Plan.Rendering.Framework, SpaceOf);
        var batch = new DraftBatch(basis, subject.Plan.Rendering.Framework, subject.Project.Compilation, trial, scratch);
        var (accepted, dropped, compilability) = (new AcceptedTests(), new DroppedTests(), new Compilability());
        var seeding = new Seeding(subject, _gains);
        var opinions = new SecondOpinions(subject, drafter, batch, dropped, SpaceOf);
        var rounds = new DraftingRounds(desk, asks, drafter, batch, _gains, seeding, opinions, compilability, accepted, dropped);
        string? failure = null;
        try
        {
            await rounds.RunAsync("what words promise", asks.ForExpectations, _gains.NotKilledByDrafts, progress, cancellationToken);

            // Class first: what that leaves is asked member by member, where a member is hard or the class was too long to be shown.
            await rounds.RunAsync("branches that no test covers", asks.ForBranches, _gains.NotKilled, progress, cancellationToken);
            await rounds.RunAsync("branches of members that are still open", asks.ForBranchesOfMembers, _gains.NotKilled, progress, cancellationToken);
            SetEquivalentAside(asks, drafter, progress, cancellationToken);
            await rounds.RunAsync("mutants that no test notices", asks.ForMutants, _gains.NotKilled, progress, cancellationToken);
        }
        catch (WorkerException ended)
        {
            // What no worker survives costs itself, not what the engine found and what got in before.
            failure = $"Drafting ended early, because every process died that ran drafts or searched on from them: {ended.Message}";
        }

        var superfluous = _gains.Superfluous([.. Fixtures([]).SelectMany(fixture => fixture.Tests).Where(test => test.IsSpecified)]);
        var grown = seeding.GrownOf(superfluous);
        var fixtures = Fixtures(grown).ToImmutableArray();
        return new DraftedSuite
        {
            Fixtures = fixtures,
            Superfluous = superfluous,
            Names = options.NamesByModel && !drafter.IsOver ? await NameAsync(drafter, superfluous, progress, cancellationToken) : ImmutableDictionary<int, GivenName>.Empty,
            Dropped = dropped.All,
            Suspicions = opinions.Suspicions,
            Repros = opinions.Repros,
            Counts = compilability.Counts with
            {
                Accepted = accepted.Count,
                NewBranches = fixtures.SelectMany(fixture => fixture.Tests).Sum(test => test.NewGoals),
                NewMutants = fixtures.SelectMany(fixture => fixture.Tests).Sum(test => test.NewKills),
                EdgeCases = fixtures.SelectMany(fixture => fixture.Code.Tests).Count(EdgeCases.IsOne),
                GrownBranches = seeding.GrownBranches,
                GrownMutants = seeding.GrownMutants,
                OwnTime = whole.Elapsed - drafter.Waited,
            },
            Equivalent = [.. drafter.Equivalent],
            Grown = _gains.Suite == subject.Suite ? null : _gains.Suite,
            Seeds = seeding.Told(answer => accepted.Of(answer) + grown.GetValueOrDefault(answer)),
            Remarks = [.. drafter.Remarks, .. failure is null ? [] : new[] { failure }],
            ModelFailed = drafter.HasFailed,
        };

        IEnumerable<DraftedFixture> Fixtures(Dictionary<Answer, int> grown) => asks.Types.SelectMany(type => accepted.FixturesOf(type, SpaceOf(type), answer => grown.GetValueOrDefault(answer)));
    }

    /// <summary>Before a model is asked about mutants, the compiler is: those that it makes the same code of count no more.</summary>
    private void SetEquivalentAside(Asks asks, Drafter drafter, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var wanted = drafter.IsOver ? [] : asks.MutantsWanted().SelectMany(type => type.Mutants).ToList();
        if (wanted.Count == 0)
            return;
        progress.Report($"comparing the code of {Amounts.Of(wanted.Count, "mutant")} with the original's");
        var proven = new EquivalenceByCode(subject.Project.Compilation, MutatorSet.Search).Prove(wanted, cancellationToken);
        if (!proven.IsEmpty)
            _gains.Suite = _gains.Suite with { EquivalentMutants = _gains.Suite.EquivalentMutants.Union(proven) };
    }

    private async Task<ImmutableDictionary<int, GivenName>> NameAsync(Drafter drafter, ImmutableHashSet<int> superfluous, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var standing = subject.Render(_gains.Suite).Select(fixture => fixture with { Tests = [.. fixture.Tests.Where(test => test.Found.Any(index => !superfluous.Contains(index)))] }).Where(fixture => !fixture.Tests.IsEmpty);
        return await new Naming(prompts, drafter).NameAsync([.. standing], new Relay<string>(text => progress.Report($"names of the engine's tests: {text}")), cancellationToken);
    }

    private string SpaceOf(DraftedType type) =>
        subject.Plan.Rendering.NamespaceFor(type.Type.ContainingNamespace.IsGlobalNamespace ? "" : type.Type.ContainingNamespace.ToDisplayString());
}
