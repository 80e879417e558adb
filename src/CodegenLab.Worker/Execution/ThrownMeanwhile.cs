using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Notes what is thrown on any thread, caught or not. Of two tasks that fail, chance decides which failure their caller gets to see: where that is one of several, the test that states it fails one day.
/// </summary>
internal sealed class ThrownMeanwhile : IDisposable
{
    private readonly ConcurrentDictionary<Type, byte> _types = [];

    public ThrownMeanwhile() => AppDomain.CurrentDomain.FirstChanceException += Note;

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Note;

    /// <summary>Whether something else was thrown that neither caused an exception nor only said that work was cancelled, or that tasks have failed.</summary>
    public bool IsMoreThan(Exception seen)
    {
        var expected = new HashSet<Type>();
        Expect(seen);
        return _types.Keys.Any(type => !expected.Contains(type) && !typeof(OperationCanceledException).IsAssignableFrom(type) && type != typeof(AggregateException) && type.Assembly != typeof(ThrownMeanwhile).Assembly);

        void Expect(Exception exception)
        {
            expected.Add(exception.GetType());
            foreach (var cause in exception is AggregateException several ? several.InnerExceptions.ToArray() : exception.InnerException is { } inner ? [inner] : [])
                Expect(cause);
        }
    }

    private void Note(object? sender, FirstChanceExceptionEventArgs thrown) => _types.TryAdd(thrown.Exception.GetType(), 0);
}
