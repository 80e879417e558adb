using System.ComponentModel;
using System.Diagnostics;

namespace CodegenLab.Engine.Workers;

/// <summary>Ends a process with all that it started.</summary>
public static class ProcessTree
{
    /// <summary>One that has ended, or is about to by itself, is fine; the caller waits for its end.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception refused) when (refused is Win32Exception or AggregateException)
        {
            // Windows refuses to end what is ending already.
        }
    }
}
