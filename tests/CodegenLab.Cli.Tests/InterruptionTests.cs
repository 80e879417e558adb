namespace CodegenLab.Cli.Tests;

public class InterruptionTests
{
    private readonly Screen _screen = new();
    private readonly List<int> _exits = [];

    [Test]
    public void The_first_press_cancels_and_says_so()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add);

        interruption.Press();

        Assert.That(interruption.Token.IsCancellationRequested, Is.True);
        Assert.That(_screen.Error, Is.EqualTo("Stopping; nothing will be left half-written. Press Ctrl+C again to end at once.\n"));
        Assert.That(_exits, Is.Empty);
    }

    [Test]
    public void The_second_press_ends_the_process()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add);

        interruption.Press();
        interruption.Press();

        Assert.That(_exits, Is.EqualTo(new[] { 130 }));
    }

    [Test]
    public void Nothing_is_cancelled_before_a_press()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add);

        Assert.That(interruption.Token.IsCancellationRequested, Is.False);
    }
}
