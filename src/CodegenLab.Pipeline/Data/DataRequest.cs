namespace CodegenLab.Pipeline.Data;

/// <summary>What a person asked <c>data</c> for; bound once.</summary>
public sealed record DataRequest
{
    /// <summary>Type, method or constructor, named as for <c>--target</c>, or a type as C# writes it: <c>int</c>, <c>DateTime?</c>, <c>List&lt;string&gt;</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>.sln, .slnx, .csproj or a folder; null: the solution found upward from <see cref="WorkingFolder"/>.</summary>
    public string? Path { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>Names or globs of projects to look in; empty: all.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    public DataStrategies Strategies { get; init; } = DataStrategies.Boundary | DataStrategies.Equivalence;

    /// <summary>Values that are refused, rather than those that are accepted.</summary>
    public bool Refused { get; init; }

    public ulong Seed { get; init; }

    /// <summary>How many values strategies that use chance give each parameter.</summary>
    public int Samples { get; init; } = 10;

    public DataFormat Format { get; init; } = DataFormat.Json;

    /// <summary>File to write them to, seen from <see cref="WorkingFolder"/>; null: none.</summary>
    public string? Output { get; init; }
}

/// <summary>How values are chosen. Names and numbers are those of the package for test projects.</summary>
[Flags]
public enum DataStrategies
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>At the limits and next to them.</summary>
    Boundary = 1,

    /// <summary>One of each class of values that programs treat alike.</summary>
    Equivalence = 2,

    /// <summary>At random, the same for a seed on every platform.</summary>
    Random = 4,

    /// <summary>Ordinary values with a slip in them.</summary>
    Mutation = 8,
}

/// <summary>How values are written.</summary>
public enum DataFormat
{
    /// <summary>A list; objects by the names of their properties.</summary>
    Json,

    /// <summary>RFC 4180 with a line of names; what has parts of its own is JSON in its cell.</summary>
    Csv,

    /// <summary>A C# class that gives them one by one.</summary>
    Cs,
}
