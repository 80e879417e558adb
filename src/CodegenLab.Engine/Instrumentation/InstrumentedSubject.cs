using System.Collections.Immutable;
using CodegenLab.Engine.Mutants;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Both builds of a subject, on disk, and the map from ids back to source.</summary>
public sealed record InstrumentedSubject
{
    /// <summary>The assembly with probes: branch distances, lines, entries, fuel.</summary>
    public required string SearchAssembly { get; init; }

    /// <summary>The assembly with all mutants behind one switch, fuel too.</summary>
    public required string MutantAssembly { get; init; }

    /// <summary>Index is the site id.</summary>
    public required ImmutableArray<Site> Sites { get; init; }

    /// <summary>Index is the switch id.</summary>
    public required ImmutableArray<SwitchShape> Switches { get; init; }

    /// <summary>Index is the line id.</summary>
    public required ImmutableArray<LineSite> Lines { get; init; }

    /// <summary>Documentation ids of members with an entry probe; index is the entry id. The two builds number entries alike.</summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>Index is the mutant id.</summary>
    public required ImmutableArray<Mutant> Mutants { get; init; }

    /// <summary>Members left as they were because instrumenting them did not compile, with the compiler's words.</summary>
    public required ImmutableArray<RolledBack> RolledBack { get; init; }

    /// <summary>The assembly with probes, as a worker is told of it.</summary>
    internal Build SearchBuild => new(SearchAssembly, [.. Sites.Select(site => new SiteShape(site.Member, site.IsArm, site.IsSoft))], [.. Switches], [], Lines.Length, [.. Members])
    {
        LineRuns = [.. Lines.Where((line, index) => index == 0 || Lines[index - 1].Member != line.Member).Select(line => new LineRun(line.Id, line.Member))],
    };

    /// <summary>The assembly with all mutants, as a worker is told of it.</summary>
    internal Build MutantBuild => new(MutantAssembly, [], [], [.. Mutants.Select(mutant => new MutantShape(mutant.Member))], 0, [.. Members]);
}

/// <summary>A place where control decides.</summary>
/// <param name="Member">Documentation id of the source member that holds it (of the enclosing member for lambdas and local functions).</param>
/// <param name="Text">Source of the condition or of the case label, on one line, uncut.</param>
/// <param name="IsArm">One outcome (a switch arm, a section); else true and false.</param>
/// <param name="IsSoft">Guides the search only (a boolean expression that decides nothing by itself); not counted as branches.</param>
public sealed record Site(int Id, string Member, string File, LinePositionSpan Span, string Text, bool IsArm, bool IsSoft);

/// <summary>A statement whose execution is recorded.</summary>
/// <param name="Line">First line of the statement, 1-based.</param>
public sealed record LineSite(int Id, string Member, string File, int Line);

/// <summary>A member left uninstrumented in one of the builds.</summary>
public sealed record RolledBack(string Member, string File, int Line, string Build, string Reason);
