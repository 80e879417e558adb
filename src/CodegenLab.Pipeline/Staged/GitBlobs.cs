using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CodegenLab.Engine.Workers;

namespace CodegenLab.Pipeline.Staged;

/// <summary>Contents of files in git, as they would be checked out: line ends and filters applied. One process for all of them, started with the first.</summary>
/// <param name="root">Of the work tree.</param>
internal sealed class GitBlobs(string root) : IDisposable
{
    // With filters the length that git tells is the one before them, so that an object that does not exist has to tell where a content ends.
    private const string Nothing = "codegen-lab-end";

    private static readonly byte[] End = Encoding.ASCII.GetBytes($"\n{Nothing} missing\n");

    private readonly Lock _gate = new();
    private Process? _process;

    /// <param name="name">Path from the root, with forward slashes.</param>
    /// <exception cref="InputException">Git does not give it.</exception>
    public byte[] Read(string id, string name)
    {
        lock (_gate)
        {
            _process ??= Start();
            var path = name.Replace("\n", "", StringComparison.Ordinal);
            _process.StandardInput.Write($"{id} {path}\n{Nothing} {Nothing}\n");
            _process.StandardInput.Flush();
            var answer = ReadToEnd(_process.StandardOutput.BaseStream, name);
            var head = Array.IndexOf(answer, (byte)'\n');
            return head > 0 && Encoding.ASCII.GetString(answer, 0, head).Split(' ') is [_, "blob", _]
                ? answer[(head + 1)..]
                : throw new InputException($"Git has no content for {name} ({id}) in {root}: the repository is damaged, or a partial clone.");
        }
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        ProcessTree.End(_process);
        _process.Dispose();
    }

    private byte[] ReadToEnd(Stream stream, string name)
    {
        var answer = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (true)
        {
            var read = stream.Read(buffer);
            if (read == 0)
                throw new InputException($"Git ended before it gave {name} in {root}.");
            answer.Write(buffer, 0, read);
            if (answer.Length >= End.Length && answer.GetBuffer().AsSpan(0, (int)answer.Length).EndsWith(End))
                return answer.GetBuffer()[..((int)answer.Length - End.Length)];
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("git", ["cat-file", "--batch", "--filters"])
        {
            WorkingDirectory = root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardInputEncoding = new UTF8Encoding(false),
            Environment = { ["LC_ALL"] = "C", ["GIT_OPTIONAL_LOCKS"] = "0", ["GIT_TERMINAL_PROMPT"] = "0" },
        };
        try
        {
            var process = Process.Start(start)!;
            process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception notStarted)
        {
            throw new InputException($"What is staged is known to git, and the command 'git' cannot be started ({notStarted.Message}). Install it and put it on the PATH.");
        }
    }
}
