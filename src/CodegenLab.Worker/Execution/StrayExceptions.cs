using System.Runtime.ExceptionServices;
using CodegenLab.Probes;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Keeps what a mutant throws on a thread of its own from ending the process. What the original throws there ends it, as it would end the process that
/// runs its tests; but for running out of our fuel, which no other process has.
/// </summary>
internal static class StrayExceptions
{
    private static volatile bool _hasCaught;

    /// <summary>A mutant has thrown so since <see cref="Begin"/>.</summary>
    public static bool HasCaught => _hasCaught;

    public static void Begin() => _hasCaught = false;

    /// <summary>From now on; once per process.</summary>
    public static void Catch() => ExceptionHandling.SetUnhandledExceptionHandler(static thrown =>
    {
        if (Trace.ActiveMutant < 0)
            return thrown is FuelException;
        _hasCaught = true;
        return true;
    });
}
