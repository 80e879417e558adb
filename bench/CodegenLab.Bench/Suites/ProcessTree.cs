using System.Globalization;

namespace CodegenLab.Bench.Suites;

/// <summary>A process and all its descendants, as /proc shows them.</summary>
/// <param name="root">Process id.</param>
internal sealed class ProcessTree(int root)
{
    /// <summary>Ticks per second of the times in /proc, on every Linux there is.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>User and system time so far, of those that live and of those that they have waited for.</summary>
    public double CpuSeconds() => Living().Sum(process => process.Ticks) / TicksPerSecond;

    /// <summary>Bytes: the resident sets of all of them together.</summary>
    public long ResidentBytes() => Living().Sum(process => process.Pages) * Environment.SystemPageSize;

    private IEnumerable<(long Ticks, long Pages)> Living()
    {
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Stat(id) : null)
            .OfType<(int Id, int Parent, long Ticks, long Pages)>()
            .ToList();
        var children = all.ToLookup(process => process.Parent);
        var open = new Stack<(int Id, int Parent, long Ticks, long Pages)>(all.Where(process => process.Id == root));
        while (open.TryPop(out var process))
        {
            yield return (process.Ticks, process.Pages);
            foreach (var child in children[process.Id])
                open.Push(child);
        }
    }

    private static (int Id, int Parent, long Ticks, long Pages)? Stat(int id)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }

        // proc(5): the name in brackets may contain anything; from the state on, field 3 is the first.
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return (id, (int)Field(4), Field(14) + Field(15) + Field(16) + Field(17), Field(24));
    }
}
