using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class DotnetCommandTests
{
    [Test]
    public void The_answer_of_a_command_that_Ctrl_C_ended_too_is_no_verdict()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(async () => await DotnetCommand.RunAsync(["--version"], Path.GetTempPath(), null, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sockets are no files there.")]
    public async Task A_command_that_is_ended_leaves_no_socket()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var temporary = Directory.CreateDirectory(folder.At("temporary")).FullName;
        var project = folder.Write("wait.proj", """<Project><Target Name="Wait"><Touch Files="started" AlwaysCreate="true" /><Exec Command="sleep 60" /></Target></Project>""");

        var command = DotnetCommand.RunAsync(["msbuild", project], folder.Path, new Dictionary<string, string?> { ["TMPDIR"] = temporary }, source.Token);
        while (!command.IsCompleted && !File.Exists(folder.At("started")))
            await Task.Yield();
        await source.CancelAsync();

        Assert.That(async () => await command, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(temporary), Is.Empty);
    }
}
