using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Mutants;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Suites;

/// <summary>A project that people's tests are about.</summary>
/// <param name="Compilation">As it is built, generated sources included; free of errors.</param>
/// <param name="Resources">Embedded ones.</param>
public sealed record SuiteProject(CSharpCompilation Compilation, ImmutableArray<ResourceDescription> Resources)
{
    /// <summary>The same text: all that goes into it besides code and references, such as embedded files, is the same. Null: nobody knows, and nothing made of it is kept.</summary>
    public string? Stamp { get; init; }
}

/// <summary>Projects instrumented in one way, to stand in for their assemblies in one process: numbers run on from one to the next.</summary>
public sealed record SuiteSubject
{
    /// <summary>One per project, in the order given.</summary>
    public required ImmutableArray<string> Assemblies { get; init; }

    /// <summary>What each is kept under, in the same order: of the same key everything is the same, numbers included. Null: it is not kept.</summary>
    public ImmutableArray<string?> Keys { get; init; } = [];

    /// <summary>Index is the site id.</summary>
    public required ImmutableArray<Site> Sites { get; init; }

    /// <summary>Index is the switch id.</summary>
    public required ImmutableArray<SwitchShape> Switches { get; init; }

    /// <summary>Index is the line id.</summary>
    public required ImmutableArray<LineSite> Lines { get; init; }

    /// <summary>Index is the mutant id.</summary>
    public required ImmutableArray<Mutant> Mutants { get; init; }

    /// <summary>What the source says is not to be made, in the order of the walk.</summary>
    public ImmutableArray<IgnoredMutant> Ignored { get; init; } = [];

    /// <summary>Members left as they were because instrumenting them did not compile.</summary>
    public required ImmutableArray<RolledBack> RolledBack { get; init; }

    /// <summary>Compilations that all projects together took; one each where nothing was rolled back.</summary>
    public int Rounds { get; init; }

    /// <summary>Documentation ids of members with an entry probe; index is the entry id.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>Nothing takes the place of anything: tests run on what they were built with.</summary>
    public static SuiteSubject None { get; } = new() { Assemblies = [], Sites = [], Switches = [], Lines = [], Mutants = [], RolledBack = [], Members = [] };

    /// <summary>As a worker is told of it.</summary>
    internal Build Shape => new("", [.. Sites.Select(site => new SiteShape(site.Member, site.IsArm, site.IsSoft))], [.. Switches], [.. Mutants.Select(mutant => new MutantShape(mutant.Member))], Lines.Length, [.. Members]);
}

/// <summary>What is to be seen.</summary>
public enum SuiteProbes
{
    /// <summary>Lines and branches.</summary>
    Coverage,

    /// <summary>Mutants behind a switch.</summary>
    Mutants,
}

/// <summary>Instruments projects for a run of people's tests.</summary>
public static class SuiteSubjectBuilder
{
    /// <summary>Tells a project, and all projects that it references, from any other state of them.</summary>
    /// <returns>Null: what goes into it is not wholly known.</returns>
    public static string? StampOf(SuiteProject project, CancellationToken cancellationToken) => BuildKey.Of(project, SuiteProbes.Coverage, default, [], cancellationToken);

    /// <param name="folder">Gets a folder per project.</param>
    /// <param name="kept">What earlier processes have instrumented, and where this one leaves it; null: nowhere.</param>
    /// <param name="cancellationToken">Asked between files and rounds.</param>
    /// <exception cref="InvalidOperationException">A project does not compile even without probes.</exception>
    public static SuiteSubject Build(IEnumerable<SuiteProject> projects, SuiteProbes probes, string folder, KeptFiles? kept, CancellationToken cancellationToken)
    {
        var entries = new EntryNumbers();
        var assemblies = ImmutableArray.CreateBuilder<string>();
        var keys = ImmutableArray.CreateBuilder<string?>();
        var sites = ImmutableArray.CreateBuilder<Site>();
        var switches = ImmutableArray.CreateBuilder<SwitchShape>();
        var lines = ImmutableArray.CreateBuilder<LineSite>();
        var mutants = ImmutableArray.CreateBuilder<Mutant>();
        var ignored = ImmutableArray.CreateBuilder<IgnoredMutant>();
        var rolledBack = ImmutableArray.CreateBuilder<RolledBack>();
        var emitted = 0;
        foreach (var project in projects)
        {
            var first = new FirstNumbers(sites.Count, switches.Count, lines.Count, mutants.Count);
            var key = kept is null ? null : BuildKey.Of(project, probes, first, entries.Members, cancellationToken);
            InstrumentedProject built;
            if (key is not null && kept!.Find(key) is { } known)
            {
                built = InstrumentedProject.Unpack(known);
                foreach (var member in built.Members)
                    entries.Of(member);
            }
            else
            {
                built = Instrument(project, probes, first, entries, cancellationToken);
                if (key is not null)
                    kept!.Keep(key, built.Pack());
            }

            keys.Add(key);
            emitted += built.Rounds;
            assemblies.Add(EmitRounds.Save(built.Image, Path.Combine(folder, project.Compilation.AssemblyName!), project.Compilation.AssemblyName!));
            sites.AddRange(built.Sites);
            switches.AddRange(built.Switches);
            lines.AddRange(built.Lines);
            mutants.AddRange(built.Mutants);
            ignored.AddRange(built.Ignored);
            rolledBack.AddRange(built.RolledBack);
        }

        return new SuiteSubject
        {
            Assemblies = assemblies.ToImmutable(),
            Keys = keys.ToImmutable(),
            Sites = sites.ToImmutable(),
            Switches = switches.ToImmutable(),
            Lines = lines.ToImmutable(),
            Mutants = mutants.ToImmutable(),
            Ignored = ignored.ToImmutable(),
            RolledBack = rolledBack.ToImmutable(),
            Rounds = emitted,
            Members = entries.Members,
        };
    }

    private static InstrumentedProject Instrument(SuiteProject project, SuiteProbes probes, FirstNumbers first, EntryNumbers entries, CancellationToken cancellationToken)
    {
        var known = entries.Members.Length;
        var original = PlainBuild.WithoutAdvice(project.Compilation);
        var rounds = new EmitRounds(original, ProbedCompilation.Of(original, []), project.Resources, entries, first);
        var built = probes == SuiteProbes.Coverage
            ? rounds.Run("coverage", static (model, map) => new SearchRewriter(model, map), cancellationToken)
            : rounds.Run("mutants", static (model, map) => new SuiteMutantRewriter(model, map) { Restartable = new RestartableTypes(model, map) }, cancellationToken);
        return new InstrumentedProject
        {
            Image = built.Image,
            Sites = built.Map.Sites,
            Switches = built.Map.Switches,
            Lines = built.Map.Lines,
            Mutants = built.Map.Mutants,
            Ignored = built.Map.Ignored,
            RolledBack = built.RolledBack,
            Rounds = built.Rounds,
            Members = entries.Members[known..],
        };
    }
}
