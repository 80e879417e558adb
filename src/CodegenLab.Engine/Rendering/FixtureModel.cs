namespace CodegenLab.Engine.Rendering;

/// <summary>What a fixture template is given.</summary>
internal sealed record FixtureModel
{
    /// <summary>Comment lines, without the last line end.</summary>
    public required string Header { get; init; }

    public required IReadOnlyList<string> Usings { get; init; }

    public required string Namespace { get; init; }

    public required bool FileScoped { get; init; }

    /// <summary>NUnit's category attribute, with its namespace where the simple name is ambiguous.</summary>
    public required string Category { get; init; }

    /// <summary>Category of all tests of the class; empty: each has its own.</summary>
    public required string Kind { get; init; }

    /// <summary>Names of the framework that other types would hide: <c>Assert = NUnit.Framework.Assert</c>.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    public required string Name { get; init; }

    /// <summary>Of the class, behind its access: sealed, or sealed partial where a generator completes classes in it.</summary>
    public required string Modifiers { get; init; }

    /// <summary>Test methods, indented as members of the class, without the last line end.</summary>
    public required IReadOnlyList<string> Tests { get; init; }

    /// <summary>Fakes that the tests use, nested classes, indented likewise.</summary>
    public required IReadOnlyList<string> Fakes { get; init; }

    /// <summary>Indentation of the class: empty in a file-scoped namespace.</summary>
    public required string Indent { get; init; }
}

/// <summary>What a test template is given.</summary>
internal sealed record TestModel
{
    public required string Name { get; init; }

    public required bool IsAsync { get; init; }

    /// <summary>Arguments of each row; empty: not a test with rows.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Parameter list; empty without rows.</summary>
    public required string Parameters { get; init; }

    /// <summary>Lines of arrange and of act, in order; none is empty.</summary>
    public required IReadOnlyList<SectionModel> Sections { get; init; }

    /// <summary>Lines of the assertions.</summary>
    public required IReadOnlyList<string> Assertions { get; init; }

    /// <summary>More than one assertion, and the framework can go on after the first that fails: <c>enter</c>, <c>lambda</c> or empty.</summary>
    public required string Scope { get; init; }
}

internal sealed record SectionModel(IReadOnlyList<string> Lines);

/// <summary>What an assertion template is given.</summary>
internal sealed record AssertionModel
{
    /// <summary>null, not_null, true, false, equal, nan, empty, length, type, same, elements, count or throws.</summary>
    public required string Kind { get; init; }

    /// <summary>What is looked at.</summary>
    public string Actual { get; init; } = "";

    /// <summary>The same, with <c>!</c> where it may be null: to read a member of it.</summary>
    public string Target { get; init; } = "";

    public string Expected { get; init; } = "";

    /// <summary>How far a floating-point number may be from it, as a literal; empty: not at all.</summary>
    public string Tolerance { get; init; } = "";

    /// <summary>Name of the type of an exception or instance.</summary>
    public string Type { get; init; } = "";

    /// <summary>The lambda that throws.</summary>
    public string Call { get; init; } = "";

    public bool IsAsync { get; init; }

    /// <summary>False: a derived type passes too.</summary>
    public bool Exactly { get; init; } = true;

    /// <summary>ParamName of the exception, as a literal; empty: not looked at.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>Message of the exception, as a literal; empty: not looked at.</summary>
    public string Message { get; init; } = "";

    /// <summary>Name of ArgumentException, for nameof.</summary>
    public string ArgumentException { get; init; } = "";

    /// <summary>How a collection is counted: Length, Count, or Count() when its type has neither.</summary>
    public string Counter { get; init; } = "";

    /// <summary>The type has a property for its size: a class that is a collection, an array.</summary>
    public bool HasCounter { get; init; }

    /// <summary>The actual value as something that is an ICollection, for frameworks that need one.</summary>
    public string List { get; init; } = "";

    /// <summary>Version of the framework, major × 100 + minor.</summary>
    public required int Version { get; init; }
}
