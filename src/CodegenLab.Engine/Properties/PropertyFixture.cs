namespace CodegenLab.Engine.Properties;

/// <summary>What a template of properties sees, in snake_case.</summary>
internal sealed record PropertyFixture
{
    public required string Header { get; init; }

    public required IReadOnlyList<string> Usings { get; init; }

    public required bool FileScoped { get; init; }

    public required string Namespace { get; init; }

    /// <summary>Of the class.</summary>
    public required string Indent { get; init; }

    /// <summary>Attributes of the class, with their brackets.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    public required string Name { get; init; }

    /// <summary>FsCheck.NUnit or FsCheck.Xunit.</summary>
    public required string Runner { get; init; }

    public required int Cases { get; init; }

    public required IReadOnlyList<PropertyMethod> Laws { get; init; }

    /// <summary>Lines of the class of arbitraries, one entry per member.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Values { get; init; }

    public required bool NeedsUnless { get; init; }
}

/// <param name="Words">Above the method, as a sentence.</param>
/// <param name="Arbitraries">C#, one entry per parameter.</param>
/// <param name="Parameters">As a lambda has them.</param>
/// <param name="Lines">Of the lambda: one, an expression, or the lines of its body.</param>
internal sealed record PropertyMethod(string Name, string Words, string Arbitraries, string Parameters, IReadOnlyList<string> Lines)
{
    /// <summary>The one line is one of its own.</summary>
    public bool IsLong { get; init; }
}
