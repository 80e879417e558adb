using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Memory;

/// <summary>What one run found for a subject, for the next one. Only the same build of the tool reads it again.</summary>
internal sealed record KeptSuite
{
    /// <summary>Of the sources, letter by letter, and of what tests in the repository covered: where it is the same, so is the suite.</summary>
    public required string Sources { get; init; }

    /// <summary>Hashes of the code of members, by documentation id.</summary>
    public required Dictionary<string, string> Members { get; init; }

    /// <summary>Index is the site id.</summary>
    public required NamedProbe[] Sites { get; init; }

    /// <summary>Index is the line id.</summary>
    public required NamedProbe[] Lines { get; init; }

    /// <summary>Index is the mutant id.</summary>
    public required NamedProbe[] Mutants { get; init; }

    public required Catalog Catalog { get; init; }

    public required FoundTest[] Tests { get; init; }

    /// <summary>Tests that are not of the suite and reach mutants that none of it does.</summary>
    public required TestCase[] Reachers { get; init; }

    public required FoundSuspicion[] Suspicions { get; init; }

    public required int MoreSuspicions { get; init; }

    public required int[] CoveredGoals { get; init; }

    public required Untested[] Untested { get; init; }

    public required int[] ReachedMutants { get; init; }

    public required int NotRepeated { get; init; }

    public required string Confinement { get; init; }

    public required WorkerCrash[] Crashes { get; init; }

    public required bool Reproducible { get; init; }

    public required long WorkerMemory { get; init; }

    public static KeptSuite Of(GeneratedSuite suite, string sources, SubjectPrint print) => new()
    {
        Sources = sources,
        Members = print.Members.OrderBy(member => member.Key, StringComparer.Ordinal).ToDictionary(),
        Sites = SitesOf(suite.Subject),
        Lines = LinesOf(suite.Subject),
        Mutants = MutantsOf(suite.Subject),
        Catalog = suite.Catalog,
        Tests = [.. suite.Tests],
        Reachers = [.. suite.Reachers],
        Suspicions = [.. suite.Suspicions],
        MoreSuspicions = suite.MoreSuspicions,
        CoveredGoals = [.. suite.CoveredGoals],
        Untested = [.. suite.Untested],
        ReachedMutants = [.. suite.ReachedMutants.Order()],
        NotRepeated = suite.NotRepeated,
        Confinement = suite.Confinement,
        Crashes = [.. suite.Crashes],
        Reproducible = suite.Reproducible,
        WorkerMemory = suite.WorkerMemory,
    };

    public static NamedProbe[] SitesOf(InstrumentedSubject subject) => [.. subject.Sites.Select(site => new NamedProbe(site.Member, $"{site.IsArm} {site.IsSoft} {OnOneLine(site.Text)}"))];

    public static NamedProbe[] LinesOf(InstrumentedSubject subject) => [.. subject.Lines.Select(line => new NamedProbe(line.Member, ""))];

    public static NamedProbe[] MutantsOf(InstrumentedSubject subject) => [.. subject.Mutants.Select(mutant => new NamedProbe(mutant.Member, $"{mutant.Mutator}: {OnOneLine(mutant.Original)} → {OnOneLine(mutant.Replacement)}"))];

    private static string OnOneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Something that was put into the code, by what stays the same while its number changes: with its place among those of the member it is known again.</summary>
/// <param name="Member">Documentation id.</param>
/// <param name="Text">Of the code that it stands for.</param>
internal sealed record NamedProbe(string Member, string Text);
