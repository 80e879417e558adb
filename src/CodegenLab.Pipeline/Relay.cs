namespace CodegenLab.Pipeline;

/// <summary>Passes reports on at once, on the caller's thread, unlike <see cref="Progress{T}"/>.</summary>
public sealed class Relay<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
