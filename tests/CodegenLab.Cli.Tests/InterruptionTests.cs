namespace CodegenLab.Cli.Tests;

public class InterruptionTests
{
    private readonly Screen _screen = new();
    private readonly List<int> _exits = [];
    private readonly Clock _clock = new();

    [Test]
    public void The_first_press_cancels_and_says_so()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add, _clock);

        interruption.Press();

        Assert.That(interruption.Token.IsCancellationRequested, Is.True);
        Assert.That(_screen.Error, Is.EqualTo("Stopping; nothing will be left half-written. Press Ctrl+C again to end at once.\n"));
        Assert.That(_exits, Is.Empty);
    }

    [Test]
    public void The_second_press_ends_the_process()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add, _clock);

        interruption.Press();
        _clock.Pass(0.2);
        interruption.Press();

        Assert.That(_exits, Is.EqualTo(new[] { 130 }));
    }

    [Test]
    public void A_signal_that_comes_twice_at_once_is_one_press()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add, _clock);

        interruption.Press();
        interruption.Press();

        Assert.That(_exits, Is.Empty);
    }

    [Test]
    public void Nothing_is_cancelled_before_a_press()
    {
        using var interruption = new Interruption(_screen.Terminal.Error, _exits.Add, _clock);

        Assert.That(interruption.Token.IsCancellationRequested, Is.False);
    }
}
