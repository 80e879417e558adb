using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Holds figures against targets. What a target asks for and nobody measured is missed: a gate does not open on a guess.</summary>
public sealed class Gate(GateTargets targets)
{
    private const int MostPlaces = 5;

    /// <summary>Figures are fractions of counts: less than this is the arithmetic, not the tests.</summary>
    private const double Tiny = 1e-9;

    /// <param name="changed">Null: not looked at.</param>
    /// <param name="before">What the ratchet remembers; null: nothing yet, and it holds nobody.</param>
    /// <param name="others">Findings that are not in the figures: weak and stale tests; null: not looked for.</param>
    /// <exception cref="InputException">A target is for a project or a namespace that there is not.</exception>
    public GateVerdict Judge(SuiteFigures figures, ChangedLines? changed = null, RatchetMemory? before = null, IReadOnlyCollection<Finding>? others = null)
    {
        var findings = Findings.Of(figures, others);
        return new GateVerdict(
            [
                .. Shares(figures, targets.Whole, "", () => [.. figures.Projects.SelectMany(project => project.Files).Select(CodePart.Whole)]),
                .. Changed(figures, changed),
                .. targets.Projects.SelectMany(named => Project(figures, named)),
                .. targets.Namespaces.SelectMany(named => Namespace(figures, named)),
                .. Ratchet(figures, before),
                .. Counts(figures, findings, others is not null),
            ],
            figures.Tests.Count(test => test.Status == SuiteTestStatus.Failed),
            findings);
    }

    private IEnumerable<TargetRow> Changed(SuiteFigures figures, ChangedLines? changed)
    {
        if (changed is not null)
            return Shares(figures, targets.Changed, " changed", () => ChangedCode.Of(figures, changed));
        return Wanted(targets.Changed).Select(target => NotMeasured($"{target.Measure.Title} changed", target.Measure, target.Share, "nobody looked what was changed"));
    }

    private static IEnumerable<TargetRow> Project(SuiteFigures figures, NamedTargets named)
    {
        var glob = new Glob(named.Name);
        var projects = figures.Projects.Where(project => glob.Matches(project.Name)).ToList();
        if (projects.Count == 0)
            throw NoSuch("projects", "project", named.Name, figures.Projects.Select(project => project.Name));
        return projects.SelectMany(project => Shares(figures, named.Shares, $" of {NameOf(project)}", () => [.. project.Files.Select(CodePart.Whole)]));

        // A project may be held by its name and by patterns, and two may have one name: each row has its own.
        string NameOf(ProjectFigures project) =>
            (projects.Exists(other => other != project && other.Name == project.Name) ? project.Path : project.Name) + (project.Name == named.Name ? "" : $" ({named.Name})");
    }

    private static ImmutableArray<TargetRow> Namespace(SuiteFigures figures, NamedTargets named)
    {
        var parts = figures.Projects.SelectMany(project => project.Files)
            .Select(file => (File: file, Members: file.Members.Where(member => Namespaces.IsIn(member.Type, named.Name)).Select(member => member.Id).ToHashSet(StringComparer.Ordinal)))
            .Where(file => file.Members.Count > 0).Select(file => CodePart.Of(file.File, file.Members.Contains)).ToImmutableArray();
        if (parts.IsEmpty)
        {
            throw NoSuch("namespaces", "namespace", named.Name, figures.Projects.SelectMany(project => project.Files)
                .SelectMany(file => file.Members.Select(member => new Namespaces(file.Text).Of(member.Type))).Distinct());
        }

        return Shares(figures, named.Shares, $" of namespace {named.Name}", () => parts);
    }

    private IEnumerable<TargetRow> Ratchet(SuiteFigures figures, RatchetMemory? before)
    {
        if (targets.Ratchet is not { } ratchet || before is null)
            yield break;
        var all = RatchetMemory.Of(figures);
        // A project that is new is held to nothing, and one that is gone, or was not asked for, holds nobody.
        var (then, now) = (before.Without(name => !all.Projects.ContainsKey(name)), all.Without(name => !before.Projects.ContainsKey(name)));
        foreach (var (measure, isHeld, of) in ((TargetMeasure, bool, Func<RatchetFigures, RatchetShare?>)[])
            [(TargetMeasure.Line, ratchet.Line, reached => reached.Line), (TargetMeasure.Branch, ratchet.Branch, reached => reached.Branch), (TargetMeasure.Mutation, ratchet.Mutation, reached => reached.Mutation)])
        {
            if (!isHeld)
                continue;
            if (Held("", of(then.Whole), of(now.Whole)) is { } whole)
                yield return whole;
            foreach (var project in now.Projects.Where(_ => all.Projects.Count > 1))
            {
                if (Held($" of {project.Key}", of(then.Projects[project.Key]), of(project.Value)) is { } row)
                    yield return row;
            }

            TargetRow? Held(string part, RatchetShare? old, RatchetShare? reached)
            {
                if (old is not { All: > 0 })
                    return null;
                var target = Math.Max(0, (double)old.Met / old.All - ratchet.Tolerance);
                var name = $"{measure.Title}{part}, not below before";
                if (reached is null)
                    return NotMeasured(name, measure, target, "not measured");
                var share = new Share(reached.Met, reached.All);
                var files = figures.Projects.Where(project => part.Length == 0 ? now.Projects.ContainsKey(project.Name) : part == $" of {project.Name}").SelectMany(project => project.Files).Select(CodePart.Whole);
                return Row(name, measure, target, share, () => [.. files]) with { Remark = FormattableString.Invariant($"before: {old.Met} of {old.All}") };
            }
        }
    }

    private IEnumerable<TargetRow> Counts(SuiteFigures figures, ImmutableArray<Finding> findings, bool knowsTests)
    {
        foreach (var (measure, target, kind, isKnown) in ((TargetMeasure, int?, FindingKind, bool)[])
        [
            (TargetMeasure.WeakTests, targets.WeakTests, FindingKind.WeakTest, knowsTests),
            (TargetMeasure.StaleTests, targets.StaleTests, FindingKind.StaleTest, knowsTests),
            (TargetMeasure.UntestedMembers, targets.UntestedMembers, FindingKind.UntestedMember, figures.HasCoverage),
        ])
        {
            if (target is not { } most)
                continue;
            var found = findings.Where(finding => finding.Kind == kind).ToList();
            yield return !isKnown ? NotMeasured(measure.Title, measure, most, "not looked for") : new TargetRow
            {
                Name = measure.Title, Measure = measure, Target = most, Actual = found.Count, IsMet = found.Count <= most,
                Worst = found.Count <= most ? [] : [.. found.Take(MostPlaces).Select(finding => new WorstPlace(finding.Path, finding.Line, finding.Member, 1, 0))],
            };
        }
    }

    private static ImmutableArray<TargetRow> Shares(SuiteFigures figures, ShareTargets shares, string part, Func<ImmutableArray<CodePart>> code)
    {
        if (shares == ShareTargets.None)
            return [];
        var parts = code();
        var totals = parts.Aggregate(Totals.None, (sum, one) => sum + one.Totals);
        return
        [
            .. Wanted(shares).Select(target =>
            {
                var name = target.Measure.Title + part;
                return (target.Measure == TargetMeasure.Mutation ? figures.HasMutants : figures.HasCoverage)
                    ? Row(name, target.Measure, target.Share, Of(totals, target.Measure), () => parts)
                    : NotMeasured(name, target.Measure, target.Share, "not measured");
            }),
        ];
    }

    private static IEnumerable<(TargetMeasure Measure, double Share)> Wanted(ShareTargets shares)
    {
        if (shares.Line is { } line)
            yield return (TargetMeasure.Line, line);
        if (shares.Branch is { } branch)
            yield return (TargetMeasure.Branch, branch);
        if (shares.Mutation is { } mutation)
            yield return (TargetMeasure.Mutation, mutation);
    }

    private static TargetRow Row(string name, TargetMeasure measure, double target, Share share, Func<ImmutableArray<CodePart>> parts)
    {
        var isMet = share.Ratio is not { } ratio || ratio >= target - Tiny;
        return new TargetRow
        {
            Name = name, Measure = measure, Target = target, Actual = share.Ratio, Share = share, IsMet = isMet,
            Remark = share.All == 0 ? "there are none" : null,
            Worst = isMet ? [] : Worst(parts(), measure, share.All),
        };
    }

    private static TargetRow NotMeasured(string name, TargetMeasure measure, double target, string remark) =>
        new() { Name = name, Measure = measure, Target = target, Actual = null, IsMet = false, Remark = remark };

    private static Share Of(Totals totals, TargetMeasure measure) => measure switch
    {
        TargetMeasure.Line => totals.Lines,
        TargetMeasure.Branch => totals.Branches,
        _ => totals.Mutants,
    };

    private static ImmutableArray<WorstPlace> Worst(ImmutableArray<CodePart> parts, TargetMeasure measure, int all) =>
    [
        .. (from part in parts
            let members = part.File.Members.ToDictionary(member => member.Id)
            from missing in Missing(part, measure).GroupBy(place => place.Member)
            let member = members.GetValueOrDefault(missing.Key)
            let count = missing.Count()
            select new WorstPlace(part.File.Path, missing.Min(place => place.Line), member is null ? missing.Key : $"{member.Type}.{member.Name}", count, (double)count / all))
            .OrderByDescending(place => place.Missing).ThenBy(place => place.Path, StringComparer.Ordinal).ThenBy(place => place.Line).Take(MostPlaces),
    ];

    private static IEnumerable<(string Member, int Line)> Missing(CodePart part, TargetMeasure measure) => measure switch
    {
        TargetMeasure.Line => part.Lines.Where(line => line.Tests.IsEmpty).Select(line => (line.Member, line.Line)),
        TargetMeasure.Branch => part.Branches.Where(branch => branch.Tests.IsEmpty).Select(branch => (branch.Member, branch.Line)),
        _ => part.Mutants.Where(mutant => mutant.Status.IsUndetected).Select(mutant => (mutant.Member, mutant.Line)),
    };

    private static InputException NoSuch(string section, string what, string name, IEnumerable<string> there)
    {
        var names = there.ToList();
        var near = NearMatches.Question(name, names);
        return new InputException($"The section targets.{section} of codegen-lab.json is for '{name}', and there is no such {what}.{(near.Length > 0 ? near : names.Count == 0 ? "" : $" There are: {string.Join(", ", names.Take(20))}.")}");
    }
}
