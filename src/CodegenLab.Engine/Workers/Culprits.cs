using System.Collections.Immutable;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Workers;

/// <summary>Finds out which members kill workers, so that they do not use up the restarts of all others.</summary>
internal static class Culprits
{
    /// <summary>One deadly input may be an exception; a second one is a habit.</summary>
    private const int Patience = 2;

    /// <summary>After so many deaths in all, no member gets a second chance.</summary>
    private const int EndOfPatience = 8;

    private const string Frame = "   at ";

    /// <summary>The member that was being called, or that the test was about; what threw on a thread of its own, as a finalizer does, blames all members of the type that threw.</summary>
    /// <param name="catalog">Vocabulary of the culprit; null: it has none.</param>
    public static ImmutableArray<string> MembersOf(WorkerCrash crash, Catalog? catalog)
    {
        if (catalog is null)
            return [];
        if (crash.Kind == WorkerCrashKind.ThrewOnThread && TypeThatThrew(crash, catalog) is { } type)
            return [.. catalog.Members.Where(member => member.DeclaringType == type).Select(member => member.DocumentationId).Distinct()];
        if (crash.Culprit is not { Statements: [.., var last] })
            return [];
        var member = crash.Calling >= 0 ? crash.Calling : last.Call.Member;
        return member < catalog.Members.Count ? [catalog.Members[member].DocumentationId] : [];
    }

    /// <summary>
    /// Members that are not to be called any more. A call that did not end costs many seconds: once is enough, but for one with a large number or text, after which small ones are still tried.
    /// What mutants do is not held against the member.
    /// </summary>
    public static AvoidedMember[] MembersToAvoid(ImmutableArray<WorkerCrash> crashes)
    {
        var patience = crashes.Length >= EndOfPatience ? 1 : Patience;
        return
        [
            .. crashes.Where(crash => crash.Mutant < 0)
                .SelectMany(crash => crash.Members.Select(member => (Member: member, Crash: crash)))
                .GroupBy(one => one.Member, one => one.Crash)
                .Where(group => group.Count() >= patience || group.Any(crash => crash.Kind is WorkerCrashKind.Stalled or WorkerCrashKind.ThrewOnThread))
                .Select(group => new AvoidedMember(group.Key, "a call " + group.Last().Deed, group.Any(crash => crash.Kind == WorkerCrashKind.ThrewOnThread)) { SmallIsFine = patience > 1 && IsOneTooLarge([.. group]) }),
        ];
    }

    private static bool IsOneTooLarge(WorkerCrash[] crashes) => crashes is [{ Kind: WorkerCrashKind.Stalled, Culprit: { } test }] && LargeValues.AreIn(test);

    /// <summary>The first type of the subject in the stack; null: none is there.</summary>
    private static int? TypeThatThrew(WorkerCrash crash, Catalog catalog)
    {
        var types = catalog.Types.Where(type => type is { IsSubject: true, Name.Length: > 0 }).ToList();
        return crash.LastWords.Split('\n')
            .Where(line => line.StartsWith(Frame, StringComparison.Ordinal))
            .Select(line => types.Where(type => line.AsSpan(Frame.Length).StartsWith(type.Name + ".", StringComparison.Ordinal)).MaxBy(type => type.Name.Length)?.Id)
            .FirstOrDefault(type => type is not null);
    }
}
