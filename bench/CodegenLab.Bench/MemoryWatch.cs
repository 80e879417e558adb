using System.Globalization;

namespace CodegenLab.Bench;

/// <summary>Looks into /proc while a tool runs, and keeps the largest resident sets of it and of its workers.</summary>
/// <param name="tool">Process id of the tool.</param>
internal sealed class MemoryWatch(int tool) : IDisposable
{
    private const string Worker = "CodegenLab.Worker.dll";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<int> _workers = [];
    private readonly HashSet<int> _others = [];
    private readonly CancellationTokenSource _end = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Bytes.</summary>
    public long PeakTool { get; private set; }

    /// <summary>Bytes of the largest worker.</summary>
    public long PeakWorker { get; private set; }

    public void Start() => _watching = Task.Run(WatchAsync);

    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _watching;
    }

    public void Dispose() => _end.Dispose();

    private async Task WatchAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            PeakTool = Math.Max(PeakTool, Peak(tool));
            foreach (var descendant in Descendants())
            {
                if (IsWorker(descendant))
                    PeakWorker = Math.Max(PeakWorker, Peak(descendant));
            }

            await Task.Delay(Pause, _end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private IEnumerable<int> Descendants()
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(Parent);
        var open = new Stack<int>(children[tool]);
        while (open.TryPop(out var id))
        {
            yield return id;
            foreach (var child in children[id])
                open.Push(child);
        }
    }

    private bool IsWorker(int id)
    {
        if (_workers.Contains(id))
            return true;
        if (_others.Contains(id))
            return false;

        var commandLine = Read($"/proc/{id}/cmdline");
        // Between fork and exec a child still looks like its parent.
        if (commandLine is null || commandLine == Read($"/proc/{tool}/cmdline"))
            return false;

        var isWorker = commandLine.Contains(Worker, StringComparison.Ordinal);
        (isWorker ? _workers : _others).Add(id);
        return isWorker;
    }

    private static int Parent(int id)
    {
        // The name in brackets may contain anything; the parent is the second field behind it.
        var stat = Read($"/proc/{id}/stat");
        return stat is null ? 0 : int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>High-water mark of the resident set; 0 when the process is gone.</summary>
    private static long Peak(int id)
    {
        var line = Read($"/proc/{id}/status")?.Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // The process has ended meanwhile.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
