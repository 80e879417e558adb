using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline;

/// <summary>What one run with mutants takes from the verdicts of the last, and leaves to the next.</summary>
/// <param name="worthwhile">How long mutants have to be judged for verdicts to be worth remembering: that costs a second or so itself.</param>
internal sealed class MutantMemory(LoadedSuites suites, SuiteCode code, SuiteMeasurementRequest request, TimeSpan worthwhile)
{
    /// <summary>Seconds that a person notices.</summary>
    public static readonly TimeSpan Worthwhile = TimeSpan.FromSeconds(5);

    private readonly VerdictHistory _history = new(suites.Folder);
    private readonly List<(TestAssembly Assembly, SuiteRunOutcome Outcome)> _runs = [];
    private bool _hasKnown;

    /// <summary>For people.</summary>
    public ImmutableArray<string> Remarks => _history.Remarks;

    /// <summary>Adds what is remembered.</summary>
    public SuiteRequest With(SuiteRequest asked, TestAssembly assembly, SuiteSubject mutants)
    {
        if (_history.Of(assembly.Project.Name) is not { } known || known.Setting != SettingOf(assembly))
            return asked;
        _hasKnown = true;
        var numbers = IdsOf(mutants).ToDictionary(named => named.Id, named => named.Number);
        return asked with
        {
            Affected = [.. known.Tests.Where(test => !AreSame(test.Value)).Select(test => test.Key)],
            Remembered =
            [
                .. from verdict in known.Verdicts
                   where numbers.ContainsKey(verdict.Mutant) && AreSame(verdict.Strayed)
                   select new RememberedVerdict(
                       numbers[verdict.Mutant], verdict.Fate, [.. verdict.Killers], verdict.Runs, verdict.IsStatic, verdict.Detail, verdict.Say,
                       [.. verdict.Strayed.Where(piece => piece.Key.Kind == PieceKind.Member).Select(piece => piece.Key.Name)]),
            ],
        };
    }

    /// <summary>Notes what a run of a test project showed.</summary>
    public void Note(TestAssembly assembly, SuiteRunOutcome outcome) => _runs.Add((assembly, outcome));

    /// <summary>Puts what was noted in the place of what was known, if it is worth it.</summary>
    public void Save(SuiteSubject mutants)
    {
        if (!_hasKnown && _runs.Aggregate(TimeSpan.Zero, (sum, run) => sum + run.Outcome.Judging) < worthwhile)
            return;
        var dependencies = code.DependenciesOn(mutants);
        var ids = IdsOf(mutants).ToDictionary(named => named.Number, named => named.Id);
        _history.Record([.. _runs.Select(run => Judged(run.Assembly, run.Outcome))]);

        JudgedProject Judged(TestAssembly assembly, SuiteRunOutcome outcome)
        {
            var tests = dependencies.Of(assembly.Project.Compilation, assembly.Used.Select(used => used.Compilation.AssemblyName!), outcome);
            return new JudgedProject(
                assembly.Project.Name,
                SettingOf(assembly),
                tests.ToImmutableDictionary(test => outcome.Cases[test.Key].Key, test => test.Value, StringComparer.Ordinal),
                [
                    .. from verdict in outcome.Verdicts.Values
                       // What was not reached is seen again at no cost; of a worker that died it is not known what else it entered.
                       where verdict.Fate is not (MutantFate.NotReached or MutantFate.Crashed) && verdict.Say != 0
                       select new PastVerdict(
                           ids[verdict.Mutant], verdict.Fate, [.. verdict.Killers.Select(killer => outcome.Cases[killer].Key)], verdict.Runs, verdict.IsStatic, verdict.Detail, verdict.Say,
                           dependencies.Of(verdict.Strayed)),
                ]);
        }
    }

    private bool AreSame(ImmutableArray<KeyValuePair<CodePiece, string>> pieces) =>
        pieces.All(piece => piece.Key.Kind == PieceKind.Suite || code.Snapshot.Pieces.GetValueOrDefault(piece.Key) == piece.Value);

    private string SettingOf(TestAssembly assembly) =>
        $"{Generation.ToolVersion} {assembly.Project.TargetFramework} {RuntimeInformation.FrameworkDescription} {RuntimeInformation.RuntimeIdentifier}{(request.Unconfined ? " unconfined" : "")}{(request.FindsAllKillers ? " all killers" : "")}";

    private static IEnumerable<(int Number, string Id)> IdsOf(SuiteSubject mutants) =>
        mutants.Mutants.Concat(mutants.Ignored.Select(ignored => ignored.Mutant)).GroupBy(mutant => mutant.File, FilePaths.Comparer)
            .SelectMany(file => MutantIds.Of(file, mutant => mutant)).Where(named => named.Entry.Id >= 0).Select(named => (named.Entry.Id, named.Id));
}
