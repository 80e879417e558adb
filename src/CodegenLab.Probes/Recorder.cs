using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text;
using System.Threading;

namespace CodegenLab.Probes;

/// <summary>
/// Writes down everything that is ever hit in this process, for an instrumented assembly inside somebody else's test run.
/// On when the environment variable <c>CODEGEN_LAB_TRACE</c> names a folder; fuel and distances are off then. Any number of threads.
/// </summary>
/// <remarks>
/// One file per process, one hit per line: <c>goal 12</c>, <c>line 3</c>, <c>member 0</c>, <c>mutant 7</c>. A goal is site × 2, plus 1 for false.
/// Appended several times a second, because test hosts may be killed while they exit.
/// </remarks>
internal static class Recorder
{
    public static readonly string? Folder = Environment.GetEnvironmentVariable("CODEGEN_LAB_TRACE") is { Length: > 0 } folder ? folder : null;
    public static readonly bool On = Folder is not null;

    private static readonly Marks Goals = new("goal");
    private static readonly Marks Lines = new("line");
    private static readonly Marks Members = new("member");
    private static readonly Marks Mutants = new("mutant");
    private static readonly ConcurrentQueue<string> New = new();
    private static readonly ConcurrentDictionary<int, Arrivals> Patterns = new();
    private static readonly object Writing = new();
    private static readonly string Path = Folder is null ? "" : System.IO.Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".hits");

    private static int _started;

    public static bool Goal(int site, bool outcome)
    {
        Goals.Set((site * 2) + (outcome ? 0 : 1));
        return outcome;
    }

    public static void Line(int line) => Lines.Set(line);

    public static void Member(int member) => Members.Set(member);

    public static void Mutant(int mutant) => Mutants.Set(mutant);

    /// <summary>A pattern is about to be tried. That it fails shows in the end: no <see cref="Matched"/> follows.</summary>
    public static void Tried(int site)
    {
        Start();
        Interlocked.Increment(ref Patterns.GetOrAdd(site, static _ => new Arrivals()).Unmatched);
    }

    public static void Matched(int site)
    {
        Interlocked.Decrement(ref Patterns.GetOrAdd(site, static _ => new Arrivals()).Unmatched);
        Goal(site, true);
    }

    /// <param name="last">The process ends: no pattern is under way any more.</param>
    private static void Write(bool last)
    {
        lock (Writing)
        {
            foreach (var pattern in Patterns)
                if (pattern.Value.HasFailed(last))
                    Goal(pattern.Key, false);

            var text = new StringBuilder();
            while (New.TryDequeue(out var hit))
                text.Append(hit).Append('\n');

            if (text.Length == 0)
                return;

            Directory.CreateDirectory(Folder!);
            File.AppendAllText(Path, text.ToString());
        }
    }

    private static void Start()
    {
        if (Volatile.Read(ref _started) != 0 || Interlocked.Exchange(ref _started, 1) != 0)
            return;

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(last: true);
        new Thread(WriteForever) { IsBackground = true, Name = "Codegen Lab recorder" }.Start();
    }

    private static void WriteForever()
    {
        while (true)
        {
            Thread.Sleep(200);
            Write(last: false);
        }
    }

    /// <summary>A set of ids that grows without moving what it has, so that no hit is lost between threads.</summary>
    private sealed class Marks(string kind)
    {
        private const int ChunkBits = 12;

        // 4096 chunks of 4096 ids: more than any assembly has.
        private readonly bool[]?[] _chunks = new bool[1 << ChunkBits][];

        public void Set(int id)
        {
            var chunk = _chunks[id >> ChunkBits] ?? Make(id >> ChunkBits);
            var place = id & ((1 << ChunkBits) - 1);
            if (chunk[place])
                return;

            chunk[place] = true;
            New.Enqueue(kind + " " + id);
            Start();
        }

        private bool[] Make(int index)
        {
            Interlocked.CompareExchange(ref _chunks[index], new bool[1 << ChunkBits], null);
            return _chunks[index]!;
        }
    }

    /// <summary>Arrivals at one pattern.</summary>
    private sealed class Arrivals
    {
        public int Unmatched;
        private int _before;

        /// <summary>An arrival seen unmatched twice in a row has failed; one seen once may be on its way.</summary>
        public bool HasFailed(bool last)
        {
            var now = Volatile.Read(ref Unmatched);
            var failed = now > 0 && (last || _before > 0);
            _before = now;
            return failed;
        }
    }
}
