using CodegenLab.Worker.Confinement;

namespace CodegenLab.Worker.Tests.Confinement;

[TestFixture]
[NonParallelizable]
public class RefusalWatchTests
{
    [Test]
    public void A_refusal_that_was_caught_is_seen()
    {
        RefusalWatch.Begin();

        Assert.That(Delete(() => throw new UnauthorizedAccessException()), Is.False);

        Assert.That(RefusalWatch.HasSeen, Is.True);
    }

    [Test]
    public void Other_exceptions_are_none()
    {
        RefusalWatch.Begin();

        Assert.That(Delete(() => throw new UnauthorizedAccessException()), Is.False);
        RefusalWatch.Begin();
        Assert.That(Delete(() => throw new FileNotFoundException()), Is.False);

        Assert.That(RefusalWatch.HasSeen, Is.False);
    }

    [Test]
    public void Each_refusal_is_told_while_somebody_wants_to_know()
    {
        var told = 0;
        RefusalWatch.Tell(() => told++);

        Delete(() => throw new UnauthorizedAccessException());
        Delete(() => throw new FileNotFoundException());
        Delete(() => throw new UnauthorizedAccessException());
        RefusalWatch.Tell(null);
        Delete(() => throw new UnauthorizedAccessException());

        Assert.That(told, Is.EqualTo(2));
    }

    private static bool Delete(Action delete)
    {
        try
        {
            delete();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
