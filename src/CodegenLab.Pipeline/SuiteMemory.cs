using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline;

/// <summary>What one run of suites takes from the history, and adds to it.</summary>
internal sealed class SuiteMemory
{
    private readonly LoadedSuites _suites;
    private readonly SuiteMeasurementRequest _request;
    private readonly CancellationToken _cancellationToken;
    private readonly SuiteHistory? _history;
    private readonly SuiteCode _code;
    private readonly Lazy<ILookup<string, KnownTest>> _known;
    private TestDependencies? _dependencies;
    private readonly List<RecordedTest> _tests = [];
    private readonly List<TestName> _waiting = [];
    private readonly Dictionary<string, ImmutableHashSet<string>> _complete = [];
    private readonly List<SelectedTest> _selected = [];
    private readonly Lazy<Dictionary<(string Project, string Key), KnownTest>> _names;

    /// <param name="history">Null: nothing is remembered.</param>
    public SuiteMemory(LoadedSuites suites, SuiteCode code, SuiteHistory? history, SuiteMeasurementRequest request, CancellationToken cancellationToken)
    {
        (_suites, _code, _history, _request, _cancellationToken) = (suites, code, history, request, cancellationToken);
        _known = new(() => (_history?.Tests() ?? []).ToLookup(test => test.Name.Project, StringComparer.Ordinal));
        _names = new(() => _known.Value.SelectMany(project => project).ToDictionary(test => (test.Name.Project, test.Name.Key)));
    }

    /// <param name="discover">Finds the cases of a test project without running any.</param>
    /// <returns>Null: all tests are run.</returns>
    public async Task<SelectionPlan?> PlanAsync(Func<TestAssembly, Task<ImmutableArray<SuiteCase>>> discover) => _request.Selection is not { } asked ? null :
        await new SelectionPlanner(GitCommand.RunAsync, discover).PlanAsync(asked, _suites, _code.Snapshot, [.. _suites.Assemblies.SelectMany(assembly => _known.Value[assembly.Project.Name])], _cancellationToken);

    public RememberedTests Remembered => new(_known.Value);

    /// <summary>Notes what a run of a test project showed.</summary>
    /// <param name="subject">What it was run on, with probes for lines and branches.</param>
    public void Note(TestAssembly assembly, SuiteSubject subject, SuiteRunOutcome outcome, SelectionPlan? plan)
    {
        var project = assembly.Project.Name;
        var chosen = plan?.Projects[project];
        var asked = chosen?.Cases?.ToHashSet(StringComparer.Ordinal);
        var ran = Enumerable.Range(0, outcome.Cases.Length).Where(number => outcome.Cases[number].Key is var key && asked?.Contains(key) != false && chosen?.Omitted.Contains(key) != true).ToList();
        var durations = _known.IsValueCreated ? _known.Value[project].ToDictionary(test => test.Name.Key, test => test.Results, StringComparer.Ordinal) : [];
        foreach (var number in ran)
            NoteSelected(plan, project, outcome.Cases[number], durations);
        if (_history is null)
            return;

        // A case without a run is one that its framework does not run.
        var runs = ran.ToImmutableDictionary(number => number, number => outcome.Runs.GetValueOrDefault(number) ?? new CaseRun(number, CaseStatus.Skipped, "was not run", 0, [], [], [], []));
        var known = _history.Bases(project);
        var code = _code.StampOf(assembly);
        var bases = code is null ? [] : runs.ToDictionary(run => run.Key, run => new CoverageBasis(code, ReachedStamp(run.Value, outcome)));
        var anew = runs.RemoveRange(bases.Where(basis => known.GetValueOrDefault(outcome.Cases[basis.Key].Key) == basis.Value).Select(basis => basis.Key));
        var coverage = new Dictionary<int, TestCoverage>();
        if (!anew.IsEmpty)
        {
            var layout = new ProbeLayout(subject);
            _dependencies ??= _code.DependenciesOn(subject);
            var dependencies = _dependencies.Of(assembly.Project.Compilation, assembly.Used.Select(used => used.Compilation.AssemblyName!), outcome with { Runs = anew });
            foreach (var (number, run) in anew)
                coverage[number] = new TestCoverage(dependencies[number], layout.Hits(run), HasHits: true) { Basis = bases.GetValueOrDefault(number) };
        }

        _complete[project] = [.. outcome.Cases.Select(found => found.Key)];
        if (plan is not null)
        {
            var names = _known.Value[project].Select(test => test.Name.Key).ToHashSet(StringComparer.Ordinal);
            _waiting.AddRange(outcome.Cases.Where((found, number) => !runs.ContainsKey(number) && !names.Contains(found.Key)).Select(found => SelectionPlanner.NameOf(project, found)));
        }

        foreach (var (number, run) in runs)
            _tests.Add(new RecordedTest(SelectionPlanner.NameOf(project, outcome.Cases[number]), SuiteSheet.StatusOf(run), TimeSpan.FromMilliseconds(run.Milliseconds), run.Message, coverage.GetValueOrDefault(number)));
    }

    /// <summary>Of what a case was seen to reach, and of what is reached once per process, by whichever case comes first.</summary>
    private static string ReachedStamp(CaseRun run, SuiteRunOutcome outcome)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var numbers in new IEnumerable<int>[] { run.Goals, run.Lines, run.Mutants, run.Members, outcome.MembersOnce })
        {
            var sorted = numbers.Order().ToArray();
            hash.AppendData(MemoryMarshal.AsBytes<int>([sorted.Length, .. sorted]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Adds what was noted to the history.</summary>
    public async Task SaveAsync(DateTimeOffset time)
    {
        if (_history is null || _complete.Count == 0)
            return;
        _history.Record(new RecordedRun(time, await CommitAsync(), Generation.ToolVersion, _request.Command ?? "test", [.. _tests], _complete.ToImmutableDictionary()) { Waiting = [.. _waiting] });
    }

    /// <summary>All that is selected, nothing of it run.</summary>
    public SuiteFigures Listed(SelectionPlan plan, DateTimeOffset time) => new()
    {
        ToolVersion = Generation.ToolVersion,
        Root = _suites.Root,
        Opened = _suites.Opened,
        OnlyProjects = [.. _request.TestProjects],
        Time = time,
        Tests = [],
        Projects = [],
        Elapsed = _suites.Clock.Elapsed,
        Selection = SelectionOf(plan),
        Problems = _suites.Solution.Problems,
        Remarks = Remarks(plan),
    };

    public SuiteSelection SelectionOf(SelectionPlan plan) => new()
    {
        Since = _request.Selection?.Affected == true ? plan.Since : null,
        Tests = plan.Ranked is { } ranked ? [.. ranked.Select(one => Selected(plan, one.Test.Candidate.Name, one.Test.Expected, one.IsLeftOut))] : [.. _selected],
        All = plan.Ranked is not null ? plan.All : _selected.Count + _suites.Assemblies.Sum(assembly => OmittedOf(plan, assembly)),
        Budget = _request.Selection?.Budget,
        Quality = plan.Quality,
    };

    public ImmutableArray<string> Remarks(SelectionPlan? plan) => [.. plan?.Remarks ?? [], .. _history?.Remarks ?? []];

    private int OmittedOf(SelectionPlan plan, TestAssembly assembly)
    {
        var omitted = plan.Projects[assembly.Project.Name].Omitted;
        return _complete.TryGetValue(assembly.Project.Name, out var complete) ? omitted.Count(complete.Contains) : omitted.Count;
    }

    private void NoteSelected(SelectionPlan? plan, string project, SuiteCase found, Dictionary<string, ImmutableArray<PastResult>> durations)
    {
        if (plan is not null && plan.Ranked is null)
            _selected.Add(Selected(plan, SelectionPlanner.NameOf(project, found), durations.TryGetValue(found.Key, out var results) && !results.IsEmpty ? results[0].Duration : TimeSpan.Zero, false));
    }

    private SelectedTest Selected(SelectionPlan plan, TestName name, TimeSpan expected, bool isLeftOut)
    {
        var reason = plan.Reasons.GetValueOrDefault((name.Project, name.Key));
        var known = _names.Value.GetValueOrDefault((name.Project, name.Key));
        return new SelectedTest(name.Project, name.FullName, name.DisplayName, reason?.Reason ?? (known is null ? SelectionReason.Unknown : null), reason?.Piece?.Name, expected, isLeftOut)
        {
            WasSkipped = known is { Last.Status: SuiteTestStatus.Skipped },
        };
    }

    /// <returns>Null: there is no repository, no commit or no git.</returns>
    private async Task<string?> CommitAsync()
    {
        try
        {
            var asked = await GitCommand.RunAsync(["rev-parse", "--verify", "--quiet", "HEAD"], _suites.Root, _cancellationToken);
            return asked.ExitCode == 0 ? asked.Output.Trim() : null;
        }
        catch (InputException)
        {
            // No git: a commit is nice to know and no more.
            return null;
        }
    }
}
