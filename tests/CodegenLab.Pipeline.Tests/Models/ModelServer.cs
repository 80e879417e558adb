using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CodegenLab.Pipeline.Tests.Models;

/// <summary>A request as it came over the wire.</summary>
internal sealed record WireRequest(string Method, string Target, Dictionary<string, string> Headers, string Body);

/// <summary>What the server does with one request.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    public sealed record Answer(int Status, string Body, params (string Name, string Value)[] Headers) : Reply
    {
        public string Type { get; init; } = "application/json";
    }

    /// <summary>Closes the connection without a word.</summary>
    public sealed record Cut : Reply;

    /// <summary>Closes the connection in the middle of the answer.</summary>
    public sealed record CutInTheMiddle(string Body) : Reply;

    /// <summary>Says nothing until the client gives up.</summary>
    public sealed record Silence : Reply;
}

/// <summary>A server on the loopback interface that speaks in whatever way a test wants: one reply per request, the last one again and again.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Reply> _replies;
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _listening;

    public ModelServer(params Reply[] replies)
    {
        _replies = new ConcurrentQueue<Reply>(replies);
        _listener.Start();
        _listening = ListenAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public WireRequest[] Requests => [.. _requests];

    /// <summary>Completes when one more request is there.</summary>
    public Task ArrivalAsync() => _arrived.WaitAsync(_end.Token);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _listening;
        _listener.Dispose();
        _end.Dispose();
        _arrived.Dispose();
    }

    private async Task ListenAsync()
    {
        var open = new List<Task>();
        try
        {
            while (!_end.IsCancellationRequested)
                open.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception ended) when (_end.IsCancellationRequested && ended is (OperationCanceledException or SocketException or InvalidOperationException))
        {
            // Stopped while it waited for the next one.
        }

        await Task.WhenAll(open);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            _requests.Enqueue(await ReadAsync(stream));
            var reply = _replies.TryPeek(out var only) && _replies.Count == 1 ? only : _replies.TryDequeue(out var next) ? next : throw new InvalidOperationException("No reply is left.");
            _arrived.Release();
            switch (reply)
            {
                case Reply.Answer answer:
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Head(answer, Encoding.UTF8.GetByteCount(answer.Body)) + answer.Body), _end.Token);
                    break;
                case Reply.CutInTheMiddle cut:
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Head(new Reply.Answer(200, ""), 2 * cut.Body.Length) + cut.Body), _end.Token);
                    break;
                case Reply.Silence:
                    await stream.ReadExactlyAsync(new byte[1], _end.Token);
                    break;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The client or the test is done with it.
        }
    }

    private static string Head(Reply.Answer answer, int length)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Status\r\nContent-Type: {answer.Type}\r\nContent-Length: {length}\r\nConnection: close\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return head.Append("\r\n").ToString();
    }

    private async Task<WireRequest> ReadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (!(bytes.Count >= 4 && bytes[^4] == '\r' && bytes[^3] == '\n' && bytes[^2] == '\r' && bytes[^1] == '\n'))
        {
            await stream.ReadExactlyAsync(one, _end.Token);
            bytes.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. bytes]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _end.Token);
        var start = lines[0].Split(' ');
        return new WireRequest(start[0], start[1], headers, Encoding.UTF8.GetString(body));
    }
}
