using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Replies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AuditLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_full_log_becomes_the_older_one()
    {
        var log = new AuditLog(_folder.Path, TimeProvider.System, longest: 1000);

        for (var number = 1; number <= 9; number++)
            log.Judged(Desks.Ask("a", round: number), 1, 0, 0);

        var older = File.ReadAllLines(_folder.At("audit.older.jsonl"));
        var newer = File.ReadAllLines(_folder.At("audit.jsonl"));
        Assert.That(new FileInfo(_folder.At("audit.older.jsonl")).Length, Is.LessThanOrEqualTo(1000));
        Assert.That(older.Concat(newer).Last(), Does.Contain("\"round\":9"));
        Assert.That(older, Has.Length.GreaterThan(1));
    }

    [Test]
    public void Two_who_write_lose_nothing()
    {
        AuditLog[] logs = [new(_folder.Path, TimeProvider.System), new(_folder.Path, TimeProvider.System)];

        Parallel.ForEach(Enumerable.Range(1, 60), number => logs[number % 2].Judged(Desks.Ask("a", round: number), 1, 0, 0));

        var lines = File.ReadAllLines(_folder.At("audit.jsonl"));
        Assert.That(lines, Has.Length.EqualTo(60).And.All.Matches("^{.*}$"));
        Assert.That(Enumerable.Range(1, 60).Where(number => !lines.Any(line => line.Contains($"\"round\":{number},", StringComparison.Ordinal))), Is.Empty);
    }
}
