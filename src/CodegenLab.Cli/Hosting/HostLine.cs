using System.IO.Pipes;
using System.Text;
using System.Text.Json;

namespace CodegenLab.Cli.Hosting;

/// <summary>A connection that speaks <see cref="HostMessage"/>.</summary>
internal sealed class HostLine(PipeStream stream) : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamReader _reader = new(stream, Utf8, false, 4096, leaveOpen: true);
    private readonly SemaphoreSlim _writing = new(1);

    /// <exception cref="IOException">The other side has hung up.</exception>
    public async Task SendAsync(HostMessage message, CancellationToken cancellationToken)
    {
        var line = Utf8.GetBytes(JsonSerializer.Serialize(message) + "\n");
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(line, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <returns>Null: the other side has hung up, or says what nobody understands.</returns>
    public async Task<HostMessage?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellationToken) is { } line ? JsonSerializer.Deserialize<HostMessage>(line) : null;
        }
        catch (Exception broken) when (broken is IOException or JsonException or NotSupportedException or ObjectDisposedException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _writing.Dispose();
        await stream.DisposeAsync();
    }
}
