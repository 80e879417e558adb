using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>Run the methods of a compiled test assembly: does each pass, and again; what does it cover; which mutants does it kill.</summary>
public sealed record TrialJob : Job
{
    /// <summary>The subject with all mutants behind one switch; null: no mutants are tried.</summary>
    public Build? Mutants { get; init; }

    /// <summary>The test assembly; <see cref="Job.References"/> holds what it needs, the test framework too.</summary>
    public required string Draft { get; init; }

    /// <summary>What its tests are written for.</summary>
    public DraftFramework Framework { get; init; }

    /// <summary>"Namespace.Class.Method" each; a nested class stands behind a dot.</summary>
    public required string[] Methods { get; init; }

    /// <summary>Mutants (ids) to try.</summary>
    public int[] Wanted { get; init; } = [];

    /// <summary>The last method runs first: of any two, the other one is now the earlier.</summary>
    public bool Backwards { get; init; }

    /// <summary>What earlier workers of the same run had found before they died.</summary>
    public MethodTrial[] Known { get; init; } = [];

    /// <summary>How a run of a method stands in the journal and in the blacklist: a call of the member with the method's number.</summary>
    public static TestCase NoteOf(int method) => new([new Statement(new Invocation(-1, method, null, [], []))]);

    /// <summary>How it stands there that the class of a method is loaded, which may run code of the draft: sources of test cases, say.</summary>
    public TestCase NoteOfLoading(int method) => NoteOf(Methods.Length + Array.FindIndex(Methods, other => ClassOf(other) == ClassOf(Methods[method])));

    /// <summary>The methods that a note is about: one, or all of a class that is being loaded.</summary>
    public IEnumerable<int> MethodsOf(TestCase note) =>
        IsLoading(note, out var first) ? Enumerable.Range(0, Methods.Length).Where(method => ClassOf(Methods[method]) == ClassOf(Methods[first])) : [first];

    /// <param name="note">From the journal.</param>
    /// <param name="method">The method that runs, or the first of the class that is being loaded.</param>
    public bool IsLoading(TestCase note, out int method)
    {
        var number = note.Statements[0].Call.Member;
        method = number % Methods.Length;
        return number >= Methods.Length;
    }

    /// <summary>"Namespace.Class" of "Namespace.Class.Method".</summary>
    public static string ClassOf(string method) => method[..Math.Max(0, method.LastIndexOf('.'))];
}

/// <summary>A test framework that drafts are written for.</summary>
public enum DraftFramework
{
    /// <summary>3 or later.</summary>
    NUnit,

    /// <summary>2 or 3.</summary>
    XUnit,

    /// <summary>2 or later.</summary>
    MSTest,
}
