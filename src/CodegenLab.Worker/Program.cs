using System.Globalization;
using CodegenLab.Worker.Confinement;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Hosting;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker;

/// <summary>
/// Runs one job and waits to be killed. The argument is the run's folder (<see cref="WorkerFolder"/>). Reports go to standard output as JSON lines;
/// a byte on standard input asks the job to stop, its end ends the process. Or else becomes a confined command (<see cref="ConfinedCommand"/>).
/// </summary>
internal static class Program
{
    /// <summary>
    /// Bytes, those of a test host's threads on Windows, the least of any system: a test that needs more would end the host there. It is dear too:
    /// unwinding endless recursion cost Superpower's search 18 of 48 s of CPU time with 16 MB, and none worth counting with 2 MB.
    /// </summary>
    private const int StackSize = 3 << 19;

    public static int Main(string[] arguments)
    {
        if (arguments is [ConfinedCommand.Switch, var writable, .. var command])
            return ConfinedCommand.Run(writable, command);

        var folder = new WorkerFolder(arguments[0]);
        var isConfined = !arguments.Contains(WorkerFolder.Unconfined);
        var trouble = isConfined ? Confine.Files(arguments, folder.Private, folder.Journal) : null;

        var (input, output) = StandardStreams.Take();
        using var journal = Journal.Open(folder.Journal);
        var host = new WorkerHost(input, output, journal);
        host.Listen();
        var job = ProtocolJson.ReadJob(File.ReadAllBytes(folder.Job));
        // Tests of people wait for what the confinement has refused them: the starter shall know.
        if (isConfined && job is SuiteJob)
            RefusalWatch.Tell(journal.NoteRefusal);
        host.Send(new Started(isConfined ? Confine.Calls(trouble) : new ConfinementStatement(false, false, false, "none, as asked for")));

        var runner = new Thread(() => Run(job, host), StackSize) { Name = "Job" };
        runner.Start();
        runner.Join();
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static void Run(Job job, WorkerHost host)
    {
        if (job is SuiteJob suite)
            BeTestHost(suite);
        else
            SetCulture(job);
        FailedAssertions.Catch();
        if (job is SearchJob)
            StrayExceptions.Catch();

        try
        {
            if (job is SelfTestJob selfTest)
                new SelfTest(host).Run(selfTest);
            else
                JobRunner.Run(job, host);
        }
        catch (Exception exception)
        {
            // The starter decides: it knows what the user asked for, and shows the stack.
            host.Send(new Failed(exception.ToString()));
        }
    }

    private static void SetCulture(Job job) =>
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture =
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = job.Culture is null ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(job.Culture);

    /// <summary>People's tests find their files beside their assembly, and run in the culture of the machine.</summary>
    private static void BeTestHost(SuiteJob job) => AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", Path.GetDirectoryName(job.Assembly) + Path.DirectorySeparatorChar);
}
