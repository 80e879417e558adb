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
}
