using System.Text;

namespace CodegenLab.Engine.Workers;

/// <summary>Reads the standard error of a process and keeps the beginning, where the runtime says why it dies.</summary>
internal sealed class LastWords
{
    private const int Longest = 16 << 10;

    private readonly byte[] _kept = new byte[Longest];
    private readonly Task _reading;
    private int _count;

    /// <param name="stream">Read from now on, to its end.</param>
    public LastWords(Stream stream) => _reading = ReadAsync(stream);

    /// <summary>All of it, once the process has ended.</summary>
    /// <param name="patience">How long to wait for the end of the stream, which a program that the process left behind may hold open.</param>
    public async Task<string> ReadAsync(TimeSpan patience)
    {
        await Task.WhenAny(_reading, Task.Delay(patience));
        lock (_kept)
            return Encoding.UTF8.GetString(_kept, 0, _count);
    }

    private async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[4096];
        int count;
        while ((count = await stream.ReadAsync(buffer)) > 0)
        {
            lock (_kept)
            {
                var fits = Math.Min(count, Longest - _count);
                buffer.AsSpan(0, fits).CopyTo(_kept.AsSpan(_count));
                _count += fits;
            }
        }
    }
}
