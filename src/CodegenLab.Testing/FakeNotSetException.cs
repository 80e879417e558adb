namespace CodegenLab.Testing;

/// <summary>A fake was asked for a value that its test has not given and that nobody can make up.</summary>
public sealed class FakeNotSetException : InvalidOperationException
{
    /// <summary>Without a reason.</summary>
    public FakeNotSetException()
    {
    }

    /// <param name="message">What to set.</param>
    public FakeNotSetException(string message)
        : base(message)
    {
    }

    /// <param name="message">What to set.</param>
    /// <param name="innerException">What led here.</param>
    public FakeNotSetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The value of a type that has an empty one, whatever the type turned out to be.</summary>
    /// <param name="fake">Name of the fake.</param>
    /// <param name="settable">Name of the member that a test sets.</param>
    public static T ValueOf<T>(string fake, string settable)
    {
        if (typeof(T).IsValueType)
            return default!;
        if (typeof(T) == typeof(string))
            return (T)(object)"";
        throw new FakeNotSetException($"{fake}.{settable} is not set, and no {typeof(T).Name} can be made up: set it in the test.");
    }
}
