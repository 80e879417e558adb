using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Suites;

/// <summary>How a case ended that was not run again.</summary>
internal readonly record struct RememberedCase(SuiteTestStatus Status, TimeSpan Duration, string? Message);

/// <summary>Gathers what the runs of several test assemblies say about the same subjects, and puts it in the order of the source.</summary>
/// <param name="root">Folder that paths are relative to.</param>
/// <param name="subjects">Projects, in solution order.</param>
internal sealed class SuiteSheet(string root, ImmutableArray<LoadedProject> subjects)
{
    private readonly List<SuiteTest> _tests = [];
    private readonly Dictionary<int, SortedSet<int>> _lines = [];
    private readonly Dictionary<int, SortedSet<int>> _goals = [];
    private readonly Dictionary<int, SortedSet<int>> _mutants = [];
    private readonly Dictionary<int, List<(MutantJudged Verdict, int FirstTest)>> _verdicts = [];
    private readonly Dictionary<int, string> _ignored = [];

    public ImmutableArray<SuiteTest> Tests => [.. _tests];

    /// <summary>Adds the cases of a test assembly, and what they reach.</summary>
    /// <param name="remembered">Cases that were not run, as they ended before, by key.</param>
    /// <returns>The number of its first case.</returns>
    public int AddCases(TestAssembly assembly, SuiteRunOutcome outcome, IReadOnlyDictionary<string, RememberedCase> remembered)
    {
        var first = _tests.Count;
        var places = new TestPlacesInSource(assembly.Project.Compilation, root);
        for (var number = 0; number < outcome.Cases.Length; number++)
        {
            var found = outcome.Cases[number];
            var run = outcome.Runs.GetValueOrDefault(number);
            var (path, line) = places.Of(found.Class, found.Method);
            if (run is null && remembered.TryGetValue(found.Key, out var before))
            {
                _tests.Add(new SuiteTest(assembly.Project.Name, found.FullName, found.DisplayName, path, line, before.Status, before.Duration, before.Message) { IsRemembered = true });
                continue;
            }

            _tests.Add(new SuiteTest(assembly.Project.Name, found.FullName, found.DisplayName, path, line, StatusOf(run), TimeSpan.FromMilliseconds(run?.Milliseconds ?? 0), run is null ? "was not run" : run.Message));
        }

        return first;
    }

    /// <summary>Notes what a case hit when it was run before.</summary>
    public void AddHits(int test, IEnumerable<int> lines, IEnumerable<int> goals)
    {
        foreach (var line in lines)
            Note(_lines, line, test);
        foreach (var goal in goals)
            Note(_goals, goal, test);
    }

    /// <summary>Notes which cases hit what.</summary>
    public void AddHits(SuiteRunOutcome outcome, int firstTest)
    {
        foreach (var (number, run) in outcome.Runs)
        {
            foreach (var line in run.Lines)
                Note(_lines, line, firstTest + number);
            foreach (var goal in run.Goals)
                Note(_goals, goal, firstTest + number);
            foreach (var mutant in run.Mutants)
                Note(_mutants, mutant, firstTest + number);
        }
    }

    /// <summary>Notes verdicts on mutants.</summary>
    public void AddVerdicts(SuiteRunOutcome outcome, int firstTest)
    {
        foreach (var (mutant, verdict) in outcome.Verdicts)
        {
            if (!_verdicts.TryGetValue(mutant, out var all))
                _verdicts.Add(mutant, all = []);
            all.Add((verdict, firstTest));
        }
    }

    /// <summary>Ids of the mutants that tests reach and none notices.</summary>
    public HashSet<int> Survivors() =>
        [.. _verdicts.Where(verdicts => verdicts.Value.Min(verdict => Rank(verdict.Verdict.Fate)) == Rank(MutantFate.Survived)).Select(verdicts => verdicts.Key)];

    /// <summary>Notes that a mutant does not count.</summary>
    public void Ignore(int mutant, string reason) => _ignored[mutant] = reason;

    /// <param name="coverage">The subjects with probes; null: not looked at.</param>
    /// <param name="mutated">The subjects with mutants; null: not tried.</param>
    public ImmutableArray<ProjectFigures> Projects(SuiteSubject? coverage, SuiteSubject? mutated)
    {
        var lines = coverage?.Lines.ToLookup(line => line.File, FilePaths.Comparer);
        var sites = coverage?.Sites.Where(site => !site.IsSoft).ToLookup(site => site.File, FilePaths.Comparer);
        var mutants = mutated?.Mutants.Select(mutant => (Mutant: mutant, WhyIgnored: (string?)null))
            .Concat(mutated.Ignored.Select(ignored => (ignored.Mutant, WhyIgnored: (string?)ignored.Reason)))
            .ToLookup(mutant => mutant.Mutant.File, FilePaths.Comparer);
        return
        [
            .. from subject in subjects
               let members = new MemberSheet(subject.Compilation)
               select new ProjectFigures(subject.Name, Relative(subject.Path),
               [
                   .. from tree in subject.Compilation.SyntaxTrees
                      let file = tree.FilePath
                      where lines?.Contains(file) == true || sites?.Contains(file) == true || mutants?.Contains(file) == true
                      orderby Relative(file)
                      let text = tree.GetText()
                      let excluded = ExcludedCode.In(tree, subject.Compilation)
                      let branches = BranchesOf((sites?[file] ?? []).Where(site => !excluded.Contains(text.Lines.GetTextSpan(site.Span))))
                      let figures = new FileFigures(
                          Relative(file), text.ToString(), [.. members.In(tree).Where(member => !excluded.Contains(SpanOf(text, member.FirstLine, member.LastLine)))],
                          LinesOf((lines?[file] ?? []).Where(line => !excluded.Contains(SpanOf(text, line.Line, line.Line))), branches),
                          branches,
                          MutantsOf(mutants?[file] ?? []))
                      where !figures.Lines.IsEmpty || !figures.Branches.IsEmpty || !figures.Mutants.IsEmpty
                      select figures,
               ]),
        ];
    }

    /// <summary>What stands on these lines, counted from 1, without blanks around it.</summary>
    private static TextSpan SpanOf(SourceText text, int first, int last)
    {
        var (start, end) = (text.Lines[first - 1].Start, text.Lines[last - 1].End);
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return TextSpan.FromBounds(start, end);
    }

    /// <summary>Lines on which statements begin, and those of initialisers that branch: no statement begins above them.</summary>
    private ImmutableArray<LineFigures> LinesOf(IEnumerable<LineSite> sites, ImmutableArray<BranchFigures> branches)
    {
        var lines = (from site in sites
                     group site by site.Line into same
                     select new LineFigures(same.Key, same.First().Member, [.. same.SelectMany(site => TestsOf(_lines, site.Id)).Distinct().Order()])).ToList();
        var ofMember = lines.ToLookup(line => line.Member, line => line.Line);
        return
        [
            .. lines.Concat(
                from branch in branches
                where !ofMember[branch.Member].Any(line => line <= branch.Line)
                group branch by (branch.Line, branch.Member) into same
                select new LineFigures(same.Key.Line, same.Key.Member, [.. same.SelectMany(branch => branch.Tests).Distinct().Order()])).OrderBy(line => line.Line),
        ];
    }

    private ImmutableArray<BranchFigures> BranchesOf(IEnumerable<Site> sites) =>
    [
        .. from site in sites
           orderby site.Span.Start, site.Id
           from outcome in site.IsArm ? new bool?[] { null } : [true, false]
           select new BranchFigures(
               site.Span.Start.Line + 1, site.Span.Start.Character + 1, site.Span.End.Line + 1, site.Span.End.Character + 1, site.Text, outcome, site.Member,
               [.. TestsOf(_goals, (site.Id * 2) + (outcome is false ? 1 : 0))]),
    ];

    /// <param name="mutants">Without a reason those that were made.</param>
    private ImmutableArray<MutantFigures> MutantsOf(IEnumerable<(Mutant Mutant, string? WhyIgnored)> mutants) =>
    [
        .. from named in MutantIds.Of(mutants, entry => entry.Mutant)
           let figures = FiguresOf(named.Entry.Mutant, named.Id)
           select named.Entry.WhyIgnored is { } reason ? figures with { Status = MutantStatus.Ignored, Reason = reason } : figures,
    ];

    /// <summary>The best of the verdicts: one test assembly that notices is enough.</summary>
    private MutantFigures FiguresOf(Mutant mutant, string id)
    {
        var verdicts = _verdicts.GetValueOrDefault(mutant.Id) ?? [];
        var best = verdicts.OrderBy(verdict => Rank(verdict.Verdict.Fate)).Select(verdict => verdict.Verdict).FirstOrDefault();
        var ignored = _ignored.GetValueOrDefault(mutant.Id);
        var killers = verdicts.SelectMany(verdict => verdict.Verdict.Killers.Select(killer => killer + verdict.FirstTest)).Distinct().Order();
        return new MutantFigures(
            id, mutant.Mutator, mutant.Member,
            mutant.Span.Start.Line + 1, mutant.Span.Start.Character + 1, mutant.Span.End.Line + 1, mutant.Span.End.Character + 1, mutant.Original, mutant.Replacement,
            ignored is null ? StatusOf(best?.Fate ?? MutantFate.NotReached) : MutantStatus.Ignored, ignored ?? best?.Detail, [.. TestsOf(_mutants, mutant.Id)], [.. killers], verdicts.Exists(verdict => verdict.Verdict.IsStatic), verdicts.Sum(verdict => verdict.Verdict.Runs))
        {
            IsRemembered = best?.IsRemembered == true,
        };
    }

    private static int Rank(MutantFate fate) => fate switch
    {
        MutantFate.Killed => 0,
        MutantFate.Crashed => 1,
        MutantFate.TimedOut => 2,
        MutantFate.Survived => 3,
        _ => 4,
    };

    private static MutantStatus StatusOf(MutantFate fate) => fate switch
    {
        MutantFate.Killed or MutantFate.Crashed => MutantStatus.Killed,
        MutantFate.TimedOut => MutantStatus.Timeout,
        MutantFate.Survived => MutantStatus.Survived,
        _ => MutantStatus.NoCoverage,
    };

    internal static SuiteTestStatus StatusOf(CaseRun? run) => run?.Status switch
    {
        CaseStatus.Passed => SuiteTestStatus.Passed,
        CaseStatus.Failed or CaseStatus.Crashed => SuiteTestStatus.Failed,
        CaseStatus.NotRepeatable => SuiteTestStatus.Flaky,
        _ => SuiteTestStatus.Skipped,
    };

    private static void Note(Dictionary<int, SortedSet<int>> notes, int what, int test)
    {
        if (!notes.TryGetValue(what, out var tests))
            notes.Add(what, tests = []);
        tests.Add(test);
    }

    private static IEnumerable<int> TestsOf(Dictionary<int, SortedSet<int>> notes, int what) => notes.TryGetValue(what, out var tests) ? tests : [];

    private string Relative(string path) => Path.GetRelativePath(root, path).Replace('\\', '/');
}
