using System.Diagnostics.CodeAnalysis;

namespace Shop;

/// <summary>Either a value or the reason why there is none.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, string? error)
    {
        _value = value;
        Error = error;
    }

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>Why there is no value; null on success.</summary>
    public string? Error { get; }

    /// <exception cref="InvalidOperationException">The result is a failure.</exception>
    public T Value => IsSuccess ? _value! : throw new InvalidOperationException($"No value: {Error}");

    public static Result<T> Success(T value) => new(value, null);

    /// <exception cref="ArgumentException">The error is empty.</exception>
    public static Result<T> Failure(string error)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(error);
        return new Result<T>(default, error);
    }

    public Result<TOther> Map<TOther>(Func<T, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return IsSuccess ? Result<TOther>.Success(map(_value!)) : Result<TOther>.Failure(Error);
    }

    public T ValueOr(T fallback) => IsSuccess ? _value! : fallback;

    public override string ToString() => IsSuccess ? $"Success({_value})" : $"Failure({Error})";
}
