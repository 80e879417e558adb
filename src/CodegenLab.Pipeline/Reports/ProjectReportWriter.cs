using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Reports;

/// <summary>Accounts for one project, type by type, from what the emitted tests did under the real test runner.</summary>
/// <param name="targets">Documentation ids that tests were asked for; empty: all.</param>
/// <param name="suspicions">Those of the engine.</param>
internal sealed class ProjectReportWriter(LoadedProject project, ImmutableArray<string> targets, TestProjectPlan plan, GeneratedSuite suite, DraftedSuite drafted, ImmutableArray<Suspicion> suspicions)
{
    private static readonly SymbolDisplayFormat MemberFormat = new(
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly Dictionary<string, ISymbol> _symbols = SymbolsOf(project.Compilation);
    private readonly ImmutableArray<JudgedTest> _tests =
    [
        .. suite.Tests.Select(test => new JudgedTest(suite.Catalog.Members[test.Subject].DocumentationId, test.Goals, test.Kills, null)),
        .. drafted.Tests.Select(test => new JudgedTest(test.Member, [.. test.Goals], [.. test.Kills], test)),
    ];

    private readonly ImmutableHashSet<int> _reached = suite.ReachedMutants.Union(drafted.Tests.SelectMany(test => test.Reached));

    /// <param name="before">Hits of the tests that people wrote; null: there are none, or they could not be measured.</param>
    /// <param name="emitted">Hits of the emitted tests; null: none was emitted.</param>
    public ProjectReport Write(ProofOutcome proof, RecordedHits? before, RecordedHits? emitted)
    {
        var standing = proof.Fixtures.SelectMany(fixture => fixture.Tests).SelectMany(test => test.Found).ToHashSet();
        return new ProjectReport
        {
            Project = project.Path,
            TestProject = proof.Fixtures.IsEmpty ? null : plan.Path,
            TestProjectIsNew = plan.IsNew,
            Files = proof.Files,
            KeptFiles = proof.KeptFiles,
            Types = Types([.. standing, .. proof.AlreadyThere], [.. proof.Fixtures.SelectMany(fixture => fixture.Tests).SelectMany(test => test.Cases), .. proof.AlreadyThere], UntestedIn(proof, standing), before, emitted),
            Tests = [.. TestsOf(proof)],
            Dropped = [.. proof.Dropped, .. drafted.Dropped],
            Suspicions = [.. drafted.Suspicions, .. suspicions],
            MoreSuspicions = suite.MoreSuspicions,
            Seams = [.. Seams([.. standing, .. proof.AlreadyThere], before, emitted)],
            Drafts = Counts(standing),
            Confinement = suite.Confinement,
            Reproducible = suite.Reproducible && suite.Chances.IsEmpty,
            Remarks = [.. Remarks(proof)],
        };
    }

    /// <summary>As the drafting left them, less what went in the proof.</summary>
    private DraftCounts Counts(HashSet<int> standing)
    {
        var drafts = drafted.Tests.Where((_, index) => standing.Contains(suite.Tests.Length + index)).ToList();
        return drafted.Counts with
        {
            Accepted = drafts.Count,
            NewBranches = drafts.Sum(test => test.NewGoals),
            NewMutants = drafts.Sum(test => test.NewKills),
            ReplacedTests = drafted.Superfluous.Count(index => !standing.Contains(index)),
        };
    }

    /// <summary>Every test method that stands, with what it adds to those before it: the engine's first.</summary>
    private IEnumerable<TestReport> TestsOf(ProofOutcome proof)
    {
        var goals = new HashSet<int>();
        var kills = new HashSet<int>();
        var methods = proof.Fixtures.SelectMany((fixture, place) => fixture.Tests.Select(test => (FullName: $"{proof.Classes[place]}.{test.Name}", test.Found)));
        foreach (var (name, found) in methods.OrderBy(method => _tests[method.Found[0]].Draft is not null))
        {
            var tests = found.Select(index => _tests[index]).ToList();
            var draft = tests[0].Draft;
            var seeds = found.Where(index => index < suite.Tests.Length && suite.Tests[index].Case.Origin >= 0).Select(index => drafted.Seeds[suite.Tests[index].Case.Origin]).ToList();
            yield return new TestReport(
                name,
                draft?.Model ?? TestReport.Engine,
                draft?.Source?.Words,
                tests.SelectMany(test => test.Goals).Count(goals.Add),
                tests.SelectMany(test => test.Kills).Count(kills.Add),
                draft is null ? Sum(seeds) : draft.Cost)
            {
                GrownFrom = [.. seeds.Select(seed => new GrownFrom(seed.Test, seed.Model)).Distinct()],
            };
        }
    }

    /// <summary>Null: one of them has no price.</summary>
    private static decimal? Sum(List<Seed> seeds) => seeds.Aggregate((decimal?)0, (sum, seed) => sum + seed.Cost);

    private IEnumerable<string> Remarks(ProofOutcome proof)
    {
        if (proof.Failure is { } failure)
            yield return failure;
        if (suite.Remembered is { } remembered)
            yield return remembered.Changed is not { } changed
                ? "Nothing has changed since the last run: its tests were proven again, and nothing was searched. --no-history searches all anew."
                : FormattableString.Invariant($"{changed} {(changed == 1 ? "member has" : "members have")} changed since the last run; of its tests {remembered.Kept} stand as they were. --no-history searches all anew.");
        foreach (var remark in plan.Remarks.Concat(proof.Remarks).Concat(project.Warnings))
            yield return remark;
        foreach (var rolledBack in suite.Subject.RolledBack.Where(member => member.Build == "search"))
            yield return $"{rolledBack.Member} could not be instrumented and is tested without guidance: {rolledBack.Reason}";
        foreach (var remark in Crashes().Concat(drafted.Remarks))
            yield return remark;
        if (HiddenTypes() is { } hidden)
            yield return hidden;
        if (!suite.Reproducible)
            yield return "A time limit, a timer of the code or a crash shaped these tests; another run with the same seed may give others.";
        if (suite.Chances is [var first, ..])
        {
            var others = suite.Chances.Select(chance => chance.Member).Distinct().Count() - 1;
            var more = others switch { 0 => "", 1 => ", and 1 more member does the like", _ => FormattableString.Invariant($", and {others} more members do the like") };
            yield return $"{TypeOf(first.Member)}.{Display(first.Member)} uses {first.Source}{more}; another run with the same seed may give other tests.";
        }
    }

    private IEnumerable<string> Crashes()
    {
        foreach (var deeds in suite.Crashes.Where(crash => crash.Mutant < 0).GroupBy(crash => (Member: crash.Members.FirstOrDefault(), crash.Deed)))
        {
            var who = deeds.Key.Member is not { } member ? "A test"
                : deeds.First() is { Kind: WorkerCrashKind.ThrewOnThread } && TypeOf(member) is { } type ? $"Code of {type}"
                : $"{TypeOf(member)}.{Display(member)}";
            yield return $"{who} {deeds.Key.Deed}{(deeds.Count() > 1 ? FormattableString.Invariant($", in {deeds.Count()} tests") : "")}.";
        }

        var mutants = suite.Crashes.Where(crash => crash.Mutant >= 0).Select(crash => crash.Mutant).Distinct().Count();
        if (mutants > 0)
            yield return FormattableString.Invariant($"{mutants} {(mutants == 1 ? "mutant" : "mutants")} crashed or hung the process and {(mutants == 1 ? "counts" : "count")} as not killed.");
    }

    /// <summary>Members without a test, by type: what the search found no test for, and those whose tests all went in the proof.</summary>
    private ILookup<string?, UntestedMember> UntestedIn(ProofOutcome proof, HashSet<int> standing)
    {
        var tested = standing.Concat(proof.AlreadyThere).Select(SubjectOf).ToHashSet();
        var dropped = proof.DroppedFound.Where(found => !tested.Contains(SubjectOf(found.Key))).OrderBy(found => found.Key).DistinctBy(found => SubjectOf(found.Key))
            .Select(found => (Member: SubjectOf(found.Key), Reason: found.Value.ToString(), Detail: "its tests were dropped"));
        return suite.Untested.Where(member => !tested.Contains(member.Member)).Select(member => (member.Member, Reason: member.Reason.ToString(), member.Detail)).Concat(dropped)
            .ToLookup(member => TypeOf(member.Member), member => new UntestedMember(Display(member.Member), member.Reason, member.Detail));

        string SubjectOf(int test) => _tests[test].Member;
    }

    /// <summary>What is reached where branches are open, or no test stands; what is tested in full all the same needs no advice.</summary>
    private IEnumerable<MissingSeam> Seams(HashSet<int> standing, RecordedHits? before, RecordedHits? emitted)
    {
        var covered = (before?.Goals ?? []).Union(emitted?.Goals ?? []);
        var sites = suite.Subject.Sites.Where(site => !site.IsSoft).ToLookup(site => site.Member);
        var tested = standing.Select(test => _tests[test].Member).ToHashSet();
        var untested = suite.Untested.Where(member => member.Reason == UntestedReason.NeedsSeam).Select(member => member.Member).ToHashSet();
        foreach (var seam in suite.Seams)
        {
            var open = sites[seam.Member].Sum(site => GoalsOf(site).Count(goal => !covered.Contains(goal)));
            if ((open > 0 || (untested.Contains(seam.Member) && !tested.Contains(seam.Member))) && TypeOf(seam.Member) is { } type && IsWanted(type))
                yield return new MissingSeam(type, Display(seam.Member), seam.World.ToString(), seam.Source, SeamFinder.Advice(seam.World), open);
        }
    }

    /// <summary>Names the types that one line would open to tests; null: there are none, or all are such.</summary>
    private string? HiddenTypes()
    {
        const int MostNamed = 5;

        if (plan.InternalsVisible || !suite.Catalog.Members.Any(member => member.IsSubject))
            return null;
        var types = suite.Subject.Mutants.Select(mutant => SymbolOf(mutant.Member)?.ContainingType).OfType<INamedTypeSymbol>().Where(IsInternal)
            .Select(type => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (types.Count == 0)
            return null;
        var more = types.Count > MostNamed ? FormattableString.Invariant($" and {types.Count - MostNamed} more") : "";
        return $"Not tested because {(types.Count == 1 ? "it is" : "they are")} internal: {string.Join(", ", types.Take(MostNamed))}{more}. <InternalsVisibleTo Include=\"{plan.AssemblyName}\" /> in {Path.GetFileName(project.Path)} would open {(types.Count == 1 ? "it" : "them")} to tests.";
    }

    /// <summary>Attributes are left out: libraries bring dozens for tools that read the code, and nobody tests them.</summary>
    private static bool IsInternal(INamedTypeSymbol type)
    {
        if (type.BaseType?.Name == nameof(Attribute))
            return false;
        var isInternal = false;
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
                return false;
            isInternal |= at.DeclaredAccessibility != Accessibility.Public;
        }

        return isInternal;
    }

    /// <param name="standing">All tests that stand.</param>
    /// <param name="cases">Of those, one for each that a runner counts.</param>
    private ImmutableArray<TypeReport> Types(HashSet<int> standing, HashSet<int> cases, ILookup<string?, UntestedMember> untested, RecordedHits? before, RecordedHits? emitted)
    {
        var subject = suite.Subject;
        var sites = subject.Sites.Where(site => !site.IsSoft).ToLookup(site => TypeOf(site.Member));
        var lines = subject.Lines.GroupBy(line => (line.File, line.Line)).ToLookup(line => TypeOf(line.First().Member));
        var mutants = subject.Mutants.Where(mutant => !suite.EquivalentMutants.Contains(mutant.Id)).ToLookup(mutant => TypeOf(mutant.Member));
        var equivalent = suite.EquivalentMutants.CountBy(mutant => TypeOf(subject.Mutants[mutant].Member) ?? "").ToDictionary();
        var members = suite.Catalog.Members.Where(member => member is { IsSubject: true }).Select(member => member.DocumentationId).Concat(suite.Untested.Select(untested => untested.Member)).Distinct().ToLookup(TypeOf);
        var tests = cases.ToLookup(index => TypeOf(_tests[index].Member));
        var killed = standing.SelectMany(index => _tests[index].Kills).ToHashSet();
        var goalsBefore = before?.Goals;
        var goalsAfter = (before?.Goals ?? []).Union(emitted?.Goals ?? []);
        var linesAfter = (before?.Lines ?? []).Union(emitted?.Lines ?? []);

        var names = sites.Select(group => group.Key).Concat(lines.Select(group => group.Key)).Concat(members.Select(group => group.Key)).OfType<string>().Distinct();
        return
        [
            .. names.Where(IsWanted).Order(StringComparer.Ordinal).Select(name => new TypeReport
            {
                Type = name,
                Members = members[name].Count(),
                Tests = tests[name].Count(),
                Branches = new Coverage(
                    goalsBefore is null ? null : sites[name].Sum(site => GoalsOf(site).Count(goalsBefore.Contains)),
                    sites[name].Sum(site => GoalsOf(site).Count(goalsAfter.Contains)),
                    sites[name].Sum(site => GoalsOf(site).Count())),
                Lines = new Coverage(
                    before is null ? null : lines[name].Count(line => line.Any(probe => before.Lines.Contains(probe.Id))),
                    lines[name].Count(line => line.Any(probe => linesAfter.Contains(probe.Id))),
                    lines[name].Count()),
                Mutants = new MutantCounts(
                    mutants[name].Count(mutant => killed.Contains(mutant.Id)),
                    mutants[name].Count(mutant => _reached.Contains(mutant.Id)),
                    mutants[name].Count())
                {
                    Equivalent = equivalent.GetValueOrDefault(name),
                },
                Survivors =
                [
                    .. mutants[name].Where(mutant => _reached.Contains(mutant.Id) && !killed.Contains(mutant.Id))
                        .OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Span.Start).ThenBy(mutant => mutant.Id)
                        .Select(mutant => new SurvivingMutant(mutant.File, mutant.Span.Start.Line + 1, mutant.Mutator, mutant.Original, mutant.Replacement, drafted.Equivalent.Contains(mutant.Id))),
                ],
                Untested = [.. untested[name].OrderBy(member => member.Member, StringComparer.Ordinal)],
            }),
        ];
    }

    /// <param name="Draft">Null: the engine's.</param>
    private sealed record JudgedTest(string Member, int[] Goals, int[] Kills, DraftedTest? Draft);

    private static IEnumerable<int> GoalsOf(Site site) => site.IsArm ? [site.Id * 2] : [site.Id * 2, site.Id * 2 + 1];

    private bool IsWanted(string type) => targets.IsEmpty || targets.Any(target => TypeOf(target) == type);

    /// <summary>C# name of the type that declares a member, nested types with their outer ones; null when the id names nothing.</summary>
    private string? TypeOf(string member)
    {
        var symbol = SymbolOf(member);
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;

        // An extension block is a type to the compiler and to nobody else.
        while (type is { TypeKind: TypeKind.Extension })
            type = type.ContainingType;
        return type?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
    }

    private string Display(string member) => SymbolOf(member) is { } symbol ? symbol.ToDisplayString(MemberFormat) : member;

    private ISymbol? SymbolOf(string member) => _symbols.GetValueOrDefault(member);

    /// <summary>Everything declared, by documentation id. Looked up by their ids, explicit implementations of generic interfaces are not found.</summary>
    private static Dictionary<string, ISymbol> SymbolsOf(Compilation compilation)
    {
        var symbols = new Dictionary<string, ISymbol>();
        var open = new Stack<INamespaceOrTypeSymbol>([compilation.Assembly.GlobalNamespace]);
        while (open.TryPop(out var place))
        {
            foreach (var symbol in place.GetMembers())
            {
                if (symbol is INamespaceOrTypeSymbol inner)
                    open.Push(inner);
                if (symbol.GetDocumentationCommentId() is { } id)
                    symbols.TryAdd(id, symbol);
            }
        }

        return symbols;
    }
}
