using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Verdicts;
using CodegenLab.Worker.Confinement;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>A program that tries what a test of a model should not get away with, and says how each attempt ended.</summary>
[TestFixture]
[Platform("Linux")]
public sealed class ConfinedDotnetTests
{
    private const string Program = """
        using System;
        using System.Diagnostics;
        using System.IO;
        using System.Net;
        using System.Net.Sockets;

        string theirs = args[0];
        Try("reads", () => File.ReadAllText(theirs));
        Try("writes in the temporary folder", () => File.WriteAllText(Path.Combine(Path.GetTempPath(), "x"), "x"));
        Try("starts a process", () => Process.Start("/bin/true").WaitForExit());
        Try("speaks to its own kind", () =>
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            new TcpClient().Connect((IPEndPoint)listener.LocalEndpoint);
        });
        Try("writes", () => File.WriteAllText(theirs, "changed"));
        Try("deletes", () => File.Delete(theirs));
        Try("changes rights", () => File.SetUnixFileMode(theirs, UnixFileMode.None));
        Try("lets a process write", () =>
        {
            var shell = Process.Start("/bin/sh", new[] { "-c", "exec 2>/dev/null; echo changed > " + theirs });
            shell.WaitForExit();
            if (shell.ExitCode != 0)
                throw new UnauthorizedAccessException();
        });
        Try("connects", () => new TcpClient().Connect(IPAddress.Loopback, 443));
        Try("listens on a port of its choice", () => new TcpListener(IPAddress.Loopback, int.Parse(args[1])).Start());
        Try("sends datagrams", () => new UdpClient("127.0.0.1", 53).Send(new byte[1]));
        Try("talks to other programs", () => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        Try("ends another program", () => Process.GetProcessById(int.Parse(args[2])).Kill());

        static void Try(string deed, Action attempt)
        {
            try
            {
                attempt();
                Console.WriteLine(deed + ": done");
            }
            catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException or SocketException { SocketErrorCode: SocketError.AccessDenied } or System.ComponentModel.Win32Exception { NativeErrorCode: 1 })
            {
                Console.WriteLine(deed + ": refused");
            }
        }
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("confined").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_command_and_what_it_starts_write_to_one_folder_and_speak_to_each_other_alone()
    {
        if (ConfinedCommand.Trouble is { } trouble)
            Assert.Ignore(trouble);
        var theirs = Path.Combine(_folder, "theirs.txt");
        await File.WriteAllTextAsync(theirs, "as it was");
        using var victim = Process.Start("sleep", "600");
        try
        {
            string[] arguments = ["exec", Compile(), theirs, FreePort(), victim.Id.ToString(CultureInfo.InvariantCulture)];
            var outcome = await new ConfinedDotnet(DotnetCommand.RunAsync, Directory.CreateDirectory(Path.Combine(_folder, "scratch")).FullName).RunAsync(arguments, _folder, null, default);

            Assert.That(outcome.Output, Is.EqualTo(new[]
            {
                "reads: done",
                "writes in the temporary folder: done",
                "starts a process: done",
                "speaks to its own kind: done",
                "writes: refused",
                "deletes: refused",
                "changes rights: refused",
                "lets a process write: refused",
                "connects: refused",
                "listens on a port of its choice: refused",
                "sends datagrams: refused",
                "talks to other programs: refused",
                "ends another program: refused",
            }));
            Assert.That(await File.ReadAllTextAsync(theirs), Is.EqualTo("as it was"));
            Assert.That(victim.HasExited, Is.False);
        }
        finally
        {
            victim.Kill();
        }
    }

    [Test]
    public async Task What_cannot_be_confined_is_not_run()
    {
        if (ConfinedCommand.Trouble is { } trouble)
            Assert.Ignore(trouble);
        var missing = Path.Combine(_folder, "missing");

        var outcome = await DotnetCommand.RunAsync(ConfinedCommand.Wrap(missing, ["--version"]), _folder, null, default);

        Assert.That(outcome.ExitCode, Is.EqualTo(125));
        Assert.That(outcome.Output.Single(), Does.StartWith("The command was not run, because it could not be confined: no Landlock rule for"));
    }

    private string Compile()
    {
        var path = Path.Combine(_folder, "Escape.dll");
        var references = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator).Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("Microsoft.Win32.", StringComparison.Ordinal));
        var result = CSharpCompilation.Create("Escape", [CSharpSyntaxTree.ParseText(Program)], [.. references.Select(file => MetadataReference.CreateFromFile(file))]).Emit(path);
        Assert.That(result.Success, Is.True, string.Join('\n', result.Diagnostics));
        File.Copy(Path.ChangeExtension(typeof(Worker.Protocol.Job).Assembly.Location, ".runtimeconfig.json"), Path.ChangeExtension(path, ".runtimeconfig.json"));
        return path;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
