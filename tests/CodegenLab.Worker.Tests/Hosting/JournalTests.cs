using CodegenLab.Worker.Hosting;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Hosting;

[TestFixture]
public class JournalTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void Delete() => File.Delete(_path);

    [Test]
    public void The_starter_sees_what_the_worker_noted_last()
    {
        using var starter = Journal.Create(_path);
        using var worker = Journal.Open(_path);
        Assert.That((starter.Count, starter.Last, starter.LastMutant), Is.EqualTo((0L, (TestCase?)null, -1)));

        worker.Note(Calling("long text first"), mutant: -1);
        worker.Note(Calling("short"), mutant: 7);

        Assert.That((starter.Count, starter.LastMutant), Is.EqualTo((2L, 7)));
        Assert.That(starter.Last?.ToString(), Is.EqualTo(Calling("short").ToString()));
    }

    [Test]
    public void Running_a_test_again_counts()
    {
        using var starter = Journal.Create(_path);
        using var worker = Journal.Open(_path);
        var test = Calling("x");

        worker.Note(test, mutant: -1);
        worker.Note(test, mutant: -1);

        Assert.That(starter.Count, Is.EqualTo(2));
    }

    [Test]
    public void A_refusal_is_held_against_the_test_that_runs()
    {
        using var starter = Journal.Create(_path);
        using var worker = Journal.Open(_path);

        worker.Note(Calling("x"), mutant: -1);
        worker.NoteRefusal();
        var first = starter.HasRefused;
        worker.Note(Calling("y"), mutant: -1);

        Assert.That((first, starter.HasRefused), Is.EqualTo((true, false)));
    }

    [Test]
    public void A_test_that_does_not_fit_is_counted_but_not_known()
    {
        using var starter = Journal.Create(_path);
        using var worker = Journal.Open(_path);

        worker.Note(Calling(new string('x', 2 << 20)), mutant: -1);

        Assert.That((starter.Count, starter.Last), Is.EqualTo((1L, (TestCase?)null)));
    }

    [Test]
    public void Noting_does_not_allocate()
    {
        using var journal = Journal.Create(_path);
        TestCase[] tests = [Calling("a"), Calling("b")];
        journal.Note(tests[0], mutant: -1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
            journal.Note(tests[i % 2], mutant: -1);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static TestCase Calling(string text) =>
        new([new Statement(new Invocation(1, 2, null, [new Literal(3, text), new Literal(4, -1), new Literal(5, Guid.AllBitsSet), new Literal(6, 1.5m)], []))]);
}
