using CodegenLab.Engine.Subjects;

namespace CodegenLab.Engine.Rendering;

/// <summary>How the user's repository wants tests to look (D10).</summary>
public sealed record RenderingOptions
{
    /// <summary>Root namespace of the test project; the fixture's namespace follows the subject's below it.</summary>
    public required string RootNamespace { get; init; }

    /// <summary>Root namespace of the subject's project: what is cut from the subject's namespace.</summary>
    public required string SubjectRootNamespace { get; init; }

    /// <summary>Where tests of types in a namespace of the subject stand.</summary>
    public string NamespaceFor(string subject) =>
        subject.StartsWith(SubjectRootNamespace + ".", StringComparison.Ordinal) ? RootNamespace + subject[SubjectRootNamespace.Length..] : RootNamespace;

    public required string ToolVersion { get; init; }

    public required ulong Seed { get; init; }

    public required TestFramework Framework { get; init; }

    /// <summary>Major version of the framework package: NUnit 3, 4, 5.</summary>
    public int FrameworkVersion { get; init; } = 4;

    /// <summary>Minor version of the framework package: NUnit 4.2 has scopes, MSTest 3.8 has ThrowsExactly.</summary>
    public int FrameworkMinorVersion { get; init; } = 8;

    /// <summary>C# version of the test project, as Roslyn's LanguageVersion number (1000 = C# 10).</summary>
    public int LanguageVersion { get; init; } = 1400;

    public bool NullableEnabled { get; init; } = true;

    /// <summary>The subject is annotated for null. False: the compiler never warns about its values, and no <c>!</c> is written for them.</summary>
    public bool SubjectNullableEnabled { get; init; } = true;

    public bool FileScopedNamespaces { get; init; } = true;

    /// <summary>The library that stands for what the subject asks for, where it can say what is to be answered in a plain line; null: hand-written fakes do.</summary>
    public MockingLibrary? Mocking { get; init; }

    /// <summary>The test project references CodegenLab.Testing: its <c>[Fake]</c> completes nested fakes.</summary>
    public bool HasTestingPackage { get; init; }

    /// <summary>Namespaces the project imports globally: no using is written for them.</summary>
    public IReadOnlyCollection<string> GlobalUsings { get; init; } = [];

    /// <summary>Hash of a subject's code by its reflection full name, for the header; null: not known.</summary>
    public Func<string, string?> SubjectCode { get; init; } = _ => null;

    /// <summary>Whether the subject or what it is built on declares a public type, by reflection full name: simple names that could mean it too are not used.</summary>
    public Func<string, bool> TypeExists { get; init; } = _ => false;

    /// <summary>Category of the tests; empty: whoever asks for them marks each.</summary>
    public string Kind { get; init; } = "characterization";

    /// <summary>What the names of test classes end with.</summary>
    public string ClassEnding { get; init; } = "Tests";

    /// <summary>Indexes of found tests that are never merged into rows: a row of theirs failed before.</summary>
    public IReadOnlySet<int> Unmerged { get; init; } = new HashSet<int>();
}

/// <summary>What the rendered tests are written for.</summary>
public enum TestFramework
{
    NUnit,
    XUnit,
    MSTest,
}
