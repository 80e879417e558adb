using System.Buffers;
using System.Diagnostics;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Hosting;

/// <summary>The process as a job sees it.</summary>
internal sealed class WorkerHost(Stream input, Stream output, Journal journal) : IWorkerHost
{
    private const long ProgressInterval = 100;

    /// <summary>Milliseconds that a verdict may wait for others: each write wakes the starter, which costs more than judging most mutants.</summary>
    private const long LongestWait = 50;

    private readonly Lock _sending = new();
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private long _sentAt;
    private Progress? _lastProgress;
    private long _lastProgressAt;
    private volatile bool _stopRequested;

    public bool OwnsFolder => true;

    public bool StopRequested => _stopRequested;

    /// <summary>
    /// Sends a line. Progress within a tenth of a second of the last one is left out, unless a new phase has begun: a job may report as often as it likes. Verdicts on mutants go a few
    /// together; those that a process takes with it when it dies are found again by the next.
    /// </summary>
    public void Send(Report report)
    {
        if (report is Progress progress && !IsDue(progress))
            return;

        var line = ProtocolJson.Write(report);
        lock (_sending)
        {
            _waiting.Write(line);
            _waiting.Write("\n"u8);
            if (report is MutantJudged && Environment.TickCount64 - _sentAt < LongestWait)
                return;
            output.Write(_waiting.WrittenSpan);
            _waiting.ResetWrittenCount();
            _sentAt = Environment.TickCount64;
        }
    }

    public void Running(TestCase test, int mutant) => journal.Note(test, mutant);

    public void Calling(int member) => journal.NoteCall(member);

    /// <summary>Starts to listen: a byte asks the job to stop, the end of the stream says that the starter is gone or has all it wanted.</summary>
    public void Listen()
    {
        var listener = new Thread(() =>
        {
            while (input.ReadByte() >= 0)
                _stopRequested = true;
            using var self = Process.GetCurrentProcess();
            self.Kill();
        });
        listener.IsBackground = true;
        listener.Name = "Starter";
        listener.Start();
    }

    private bool IsDue(Progress progress)
    {
        var now = Environment.TickCount64;
        if (_lastProgress?.Phase == progress.Phase && now - _lastProgressAt < ProgressInterval)
            return false;
        _lastProgress = progress;
        _lastProgressAt = now;
        return true;
    }
}
