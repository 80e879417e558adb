using System.Diagnostics;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// <c>Debug.Assert</c> and <c>Trace.Assert</c> of the code under test: where they fail, the runtime by itself would end the process. Here they throw,
/// as they do in the test host of <c>dotnet test</c>.
/// </summary>
internal sealed class FailedAssertions : TraceListener
{
    private static volatile bool _hasSeen;

    /// <summary>One has failed since <see cref="Begin"/>, on whatever thread, and even where the code has caught the exception.</summary>
    public static bool HasSeen => _hasSeen;

    public static void Begin() => _hasSeen = false;

    /// <summary>From now on, for the whole process.</summary>
    public static void Catch()
    {
        Trace.Listeners.Clear();
        Trace.Listeners.Add(new FailedAssertions());
    }

    public override void Fail(string? message, string? detailMessage)
    {
        _hasSeen = true;
        throw new FailedAssertionException($"Assertion failed. {message} {detailMessage}".TrimEnd());
    }

    public override void Write(string? message) { }

    public override void WriteLine(string? message) { }

    private sealed class FailedAssertionException(string message) : Exception(message);
}
