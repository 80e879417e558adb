namespace CodegenLab.Testing;

/// <summary>Asynchronous sequences that end at once.</summary>
public static class NothingAsync
{
    /// <summary>One of any type.</summary>
    public static IAsyncEnumerable<T> Of<T>() => new Nothing<T>();

    private sealed class Nothing<T> : IAsyncEnumerable<T>, IAsyncEnumerator<T>
    {
        public T Current => throw new InvalidOperationException("There is nothing in this sequence.");

        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync() => new(false);

        public ValueTask DisposeAsync() => default;
    }
}
