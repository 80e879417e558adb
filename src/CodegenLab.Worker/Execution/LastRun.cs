using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Execution;

/// <summary>What the last run has left in the trace.</summary>
internal static class LastRun
{
    /// <summary>Goals that a person would count, in order of first arrival at their sites.</summary>
    public static List<int> Goals(Build build)
    {
        var goals = new List<int>();
        for (var i = 0; i < Trace.TouchedCount; i++)
        {
            var site = Trace.Touched[i];
            if (site >= build.Sites.Length || build.Sites[site].IsSoft)
                continue;
            if (Trace.TrueDistance[site] <= 0)
                goals.Add(site * 2);
            if (!build.Sites[site].IsArm && Trace.FalseDistance[site] <= 0)
                goals.Add(site * 2 + 1);
        }

        return goals;
    }

    /// <summary>Line probes of a build.</summary>
    public static List<int> Lines(Build build) => Hit(Trace.LineEpoch, build.Lines);

    /// <summary>Mutants of a build that were reached.</summary>
    public static List<int> Mutants(Build build) => Hit(Trace.MutantEpoch, build.Mutants.Length);

    /// <summary>Members of a build that were entered, by entry id.</summary>
    public static List<int> Members(Build build) => Hit(Trace.MemberEpoch, build.Members.Length);

    private static List<int> Hit(int[] epochs, int count)
    {
        var hit = new List<int>();
        for (var i = 0; i < count; i++)
        {
            if (epochs[i] == Trace.Epoch)
                hit.Add(i);
        }

        return hit;
    }
}
