namespace CodegenLab.Testing.Tests;

public sealed class CallLogTests
{
    [Test]
    public void Shows_calls_as_they_would_be_written()
    {
        var log = new CallLog();
        log.Add("Charge", "DE02", 12.5m, 'x', true, null);
        log.Add("Name =", "Ada");
        log.Add("Paid +=");

        Assert.That(log.ToString(), Is.EqualTo("Charge(\"DE02\", 12.5, 'x', true, null)\nName = \"Ada\"\nPaid +="));
    }

    [Test]
    public void Is_empty_again_when_cleared()
    {
        var log = new CallLog();
        log.Add("Charge");

        log.Clear();

        Assert.That(log, Is.Empty);
    }

    [Test]
    public void Takes_calls_of_several_threads()
    {
        var calls = new Calls<int>();

        Parallel.For(0, 1000, calls.Add);

        Assert.That(calls, Has.Count.EqualTo(1000).And.Unique);
        Assert.That(calls[0], Is.InRange(0, 999));
    }

    [Test]
    public async Task A_sequence_without_anything_ends_at_once()
    {
        await foreach (var line in NothingAsync.Of<string>())
            Assert.Fail(line);
    }
}
