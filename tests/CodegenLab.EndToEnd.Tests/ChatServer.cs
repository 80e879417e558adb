using System.Net;
using System.Text.Json;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>Speaks OpenAI's chat completions, on this machine alone.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private int _calls;

    /// <param name="answer">From the body of the request.</param>
    public ChatServer(int status, Func<string, string> answer)
    {
        for (var port = 48_700; ; port++)
        {
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                _listener.Start();
                Address = $"http://127.0.0.1:{port}/v1";
                break;
            }
            catch (HttpListenerException) when (port < 48_900)
            {
                _listener.Prefixes.Clear();
            }
        }

        _serving = Task.Run(() => ServeAsync(status, answer));
    }

    public string Address { get; }

    public int Calls => _calls;

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private async Task ServeAsync(int status, Func<string, string> answer)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Interlocked.Increment(ref _calls);
                using var reader = new StreamReader(context.Request.InputStream);
                var question = await reader.ReadToEndAsync();
                var reply = status == 200
                    ? JsonSerializer.SerializeToUtf8Bytes(new
                    {
                        id = "chatcmpl-1",
                        @object = "chat.completion",
                        created = 1764000000,
                        model = "some-model",
                        choices = new[] { new { index = 0, message = new { role = "assistant", content = answer(question) }, finish_reason = "stop" } },
                        usage = new { prompt_tokens = 700, completion_tokens = 200, total_tokens = 900 },
                    })
                    : JsonSerializer.SerializeToUtf8Bytes(new { error = new { message = "Incorrect API key provided.", type = "invalid_request_error", code = "invalid_api_key" } });
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(reply);
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The test is done with it.
            }
        }
    }
}
