using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Hosting;

/// <summary>Does a <see cref="SelfTestJob"/>.</summary>
internal sealed class SelfTest(IWorkerHost host)
{
    public void Run(SelfTestJob job)
    {
        var blacklist = job.Blacklist.Select(test => test.ToString()).ToHashSet();
        var results = new List<SelfTestResult>();
        foreach (var step in job.Steps)
        {
            var test = step.AsTestCase();
            if (blacklist.Contains(test.ToString()))
                continue;
            host.Running(test, mutant: -1);
            results.Add(new SelfTestResult(step, Attempt(step)));
        }

        host.Send(new SelfTestOutcome([.. results]));
    }

    private string? Attempt(SelfTestStep step)
    {
        try
        {
            Do(step);
            return null;
        }
        catch (Exception refusal) when (step != SelfTestStep.Throw)
        {
            return $"{refusal.GetType().Name}: {refusal.Message}";
        }
    }

    private void Do(SelfTestStep step)
    {
        switch (step)
        {
            case SelfTestStep.Report:
                host.Send(new Progress(Phase.Searching, null, 1, 2, 0, 0, 0.5));
                host.Send(new Checkpoint(new Catalog(), [step.AsTestCase()], WorkSpent: 1000));
                break;
            case SelfTestStep.UseConsole:
                UseConsole();
                break;
            case SelfTestStep.WritePrivateFile:
                WritePrivateFile();
                break;
            case SelfTestStep.WriteElsewhere:
                WriteElsewhere();
                break;
            case SelfTestStep.OpenSocket:
                new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Dispose();
                break;
            case SelfTestStep.StartProcess:
                Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true })!.Dispose();
                break;
            case SelfTestStep.StartThreads:
                Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Thread.Yield());
                var thread = new Thread(() => Thread.Yield());
                thread.Start();
                thread.Join();
                break;
            case SelfTestStep.WriteElsewhereInFinaliser:
                LastWish.Refusal = null;
                Drop();
                GC.Collect();
                GC.WaitForPendingFinalizers();
                if (LastWish.Refusal is { } refusal)
                    throw refusal;
                break;
            case SelfTestStep.WaitForStop:
                while (!host.StopRequested)
                    Thread.Sleep(1);
                break;
            case SelfTestStep.Exit:
                Environment.Exit(0);
                break;
            case SelfTestStep.OverflowStack:
                _ = Recurse(1);
                break;
            case SelfTestStep.ThrowOnThread:
                new Thread(() => throw new InvalidOperationException("boom")).Start();
                Thread.Sleep(Timeout.Infinite);
                break;
            case SelfTestStep.Allocate:
                for (var kept = new List<byte[]>(); ; kept.Add(new byte[1 << 20]))
                    GC.KeepAlive(kept);
            case SelfTestStep.Spin:
                for (var turns = 0L; ; turns++)
                    Volatile.Write(ref turns, turns);
            case SelfTestStep.Block:
                Thread.Sleep(Timeout.Infinite);
                break;
            case SelfTestStep.Throw:
                throw new InvalidOperationException("The self-test was asked to throw.");
            default:
                throw new InvalidOperationException($"No self-test for {step}.");
        }
    }

    private static void UseConsole()
    {
        Console.Out.WriteLine("standard output");
        Console.Error.WriteLine("standard error");
        using var output = Console.OpenStandardOutput();
        output.Write("raw standard output\n"u8);
        if (Console.In.ReadLine() is { } line)
            throw new InvalidOperationException($"Standard input said «{line}».");
    }

    private static void WritePrivateFile()
    {
        var file = Path.Combine(Path.GetTempPath(), "file");
        File.WriteAllText(file, "text");
        File.Move(file, file + ".moved");
        File.Delete(file + ".moved");
    }

    private static void WriteElsewhere()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetTempPath()))!, "elsewhere");
        Directory.CreateDirectory(folder);
        Directory.Delete(folder);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop() => GC.KeepAlive(new LastWish());

    private static int Recurse(int depth) => depth == 0 ? 0 : Recurse(depth + 1) + depth;

    private sealed class LastWish
    {
        public static Exception? Refusal { get; set; }

        ~LastWish()
        {
            try
            {
                WriteElsewhere();
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                Refusal = refusal;
            }
        }
    }
}
