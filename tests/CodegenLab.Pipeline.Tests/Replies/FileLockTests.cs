using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.Models;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Replies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HastyClock _clock = new(TimeSpan.FromMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Who_comes_second_waits_and_the_last_leaves_nothing_behind()
    {
        var path = _folder.At("a.lock");
        var first = await FileLock.TakeAsync(path, _clock, CancellationToken.None);
        var second = FileLock.TakeAsync(path, _clock, CancellationToken.None);
        while (_clock.Waits.Length < 3)
            await Task.Yield();

        Assert.That(second.IsCompleted, Is.False);
        Assert.That(path, Does.Exist);

        first.Dispose();
        (await second).Dispose();
        Assert.That(path, Does.Not.Exist);
    }

    /// <summary>As a process that was killed leaves it.</summary>
    [Test]
    public async Task A_lock_file_that_nobody_holds_is_no_lock()
    {
        using var held = await FileLock.TakeAsync(_folder.Write("a.lock"), _clock, CancellationToken.None);

        Assert.That(held, Is.Not.Null);
    }

    [Test]
    public void A_place_that_cannot_be_written_is_named()
    {
        var file = _folder.Write("file");

        Assert.That(() => FileLock.TakeAsync(Path.Combine(file, "a.lock"), _clock, CancellationToken.None), Throws.TypeOf<InputException>().With.Message.StartsWith(file));
    }
}
