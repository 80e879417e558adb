namespace CodegenLab.Engine.Tests;

/// <summary>What comes one by one and is awaited: answered by fakes, handed in, handed out, cancelled.</summary>
public sealed class AsyncSequencesTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .8)
{
    private const string Source = """
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Threading;
        namespace Sample;
        public sealed record Reading(string Sensor, int Value);
        public interface IFeed
        {
            IAsyncEnumerable<Reading> ReadAsync(string station, CancellationToken cancellationToken);
        }
        public sealed class Monitor(IFeed feed)
        {
            public async Task<int> PeakAsync(string station, CancellationToken cancellationToken)
            {
                var peak = -1;
                await foreach (var reading in feed.ReadAsync(station, cancellationToken))
                {
                    if (reading.Sensor == "outside")
                        continue;
                    if (reading.Value > peak)
                        peak = reading.Value;
                }
                return peak;
            }
            public async IAsyncEnumerable<string> AlarmsAsync(string station, int limit, [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                await foreach (var reading in feed.ReadAsync(station, cancellationToken))
                {
                    if (reading.Value > limit)
                        yield return reading.Sensor + "!";
                }
            }
        }
        public static class Sequences
        {
            public static async Task<int> SumAsync(IAsyncEnumerable<int> numbers)
            {
                var sum = 0;
                await foreach (var number in numbers)
                    sum += number > 100 ? 100 : number;
                return sum;
            }
            public static async IAsyncEnumerable<long> UpAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken = default)
            {
                for (var i = 1; i <= to; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await Task.Yield();
                    yield return i;
                }
            }
        }
        """;

    [Test]
    public void A_fake_answers_with_items_that_the_test_hands_in()
    {
        Assert.That(Text, Does.Match(@"new FakeFeed \{ ReadResult = new\[\] \{ new Reading\("));
        Assert.That(Text, Does.Contain("public async IAsyncEnumerable<Reading> ReadAsync(string station, [EnumeratorCancellation] CancellationToken cancellationToken)"));
    }

    [Test]
    public void A_sequence_that_is_handed_in_is_written_as_its_items() =>
        Assert.That(Text, Does.Match(@"new FakeAsyncEnumerable<int> \{ Items = new\[\] \{ \w+"));

    [Test]
    public void A_sequence_that_is_handed_out_is_collected() => Assert.That(Text, Does.Contain("await foreach (var item in Sequences.UpAsync("));

    [Test]
    public void Cancelling_is_seen_in_the_subject_and_through_the_fake()
    {
        Assert.That(Text, Does.Contain("UpAsync_WhenCancelled_ThrowsOperationCanceledException"));
        Assert.That(Text, Does.Contain("cancellationToken.ThrowIfCancellationRequested();"));
    }

    [Test]
    public void Every_branch_is_reached()
    {
        var covered = Found.Tests.SelectMany(test => test.Goals).ToHashSet();
        var open = Sample.Subject.Sites.Where(site => !site.IsSoft).Where(site => !covered.Contains(site.Id * 2) || (!site.IsArm && !covered.Contains(site.Id * 2 + 1))).Select(site => site.Member);

        Assert.That(open, Is.Empty);
    }

    [Test]
    public void What_is_written_builds_and_passes() => Sample.AssertPasses(Found);
}
