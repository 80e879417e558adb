using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Workers;

/// <summary>What is known of test methods that killed workers.</summary>
internal static class TrialDeaths
{
    /// <summary>A mutant that ends its worker costs seconds. After so many, what else mutants do is not worth the wait.</summary>
    private const int MostOfMutants = 5;

    /// <summary>The job with which trials go on after a death.</summary>
    public static TrialJob GoOn(TrialJob dead, WorkerDeath death)
    {
        var known = dead.Known.Concat(death.Trials).GroupBy(trial => trial.Method).ToDictionary(trials => trials.Key, trials => trials.Last());
        var crash = death.Crashes[^1];
        var blamed = BlamedBy(dead, crash);
        if (crash.Mutant >= 0)
        {
            foreach (var trial in blamed.Where(known.ContainsKey).Select(method => known[method]))
                known[trial.Method] = trial with { Kills = [.. trial.Kills.Append(crash.Mutant)] };
        }

        // To load a class is noted without a mutant.
        return dead with
        {
            Blacklist = crash.Mutant >= 0 ? dead.Blacklist : [.. dead.Blacklist, .. blamed.Select(TrialJob.NoteOf)],
            Known = [.. known.Values],
            Wanted = [.. dead.Wanted.Where(mutant => mutant != crash.Mutant)],
            Mutants = death.Crashes.Count(one => one.Mutant >= 0) < MostOfMutants ? dead.Mutants : null,
        };
    }

    /// <summary>The methods whose doing it was: the one that ran, all of the class that was being loaded, or the one whose thread threw.</summary>
    public static IReadOnlyList<int> BlamedBy(TrialJob job, WorkerCrash crash)
    {
        if (crash.Kind == WorkerCrashKind.ThrewOnThread && Array.FindIndex(job.Methods, method => IsIn(crash.LastWords, method)) is var thrower and >= 0)
            return [thrower];
        return crash.Culprit is { } culprit ? [.. job.MethodsOf(culprit)] : [];
    }

    /// <summary>Its frame, or that of a lambda in it, stands in the stack.</summary>
    private static bool IsIn(string stack, string method)
    {
        var type = TrialJob.ClassOf(method);
        var name = method[(type.Length + 1)..];
        return stack.Split('\n').Any(line => line.Contains($"at {type}.", StringComparison.Ordinal)
            && (line.Contains($".{name}(", StringComparison.Ordinal) || line.Contains($"<{name}>", StringComparison.Ordinal)));
    }
}
