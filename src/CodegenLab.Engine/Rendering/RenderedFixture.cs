using System.Collections.Immutable;

namespace CodegenLab.Engine.Rendering;

/// <summary>One test class as C# text, for one subject type.</summary>
/// <param name="SubjectType">Reflection full name of the type under test.</param>
/// <param name="Namespace">Namespace of the test class.</param>
/// <param name="ClassName">Name of the test class; the file is <c>ClassName.cs</c>.</param>
/// <param name="Source">The whole file.</param>
/// <param name="Tests">In source order.</param>
public sealed record RenderedFixture(string SubjectType, string Namespace, string ClassName, string Source, ImmutableArray<RenderedTest> Tests);

/// <summary>One test method.</summary>
/// <param name="Name">Method name.</param>
/// <param name="FirstLine">1-based line of its first attribute in the file.</param>
/// <param name="LastLine">1-based line of its closing brace.</param>
/// <param name="Found">Indexes of the found tests it renders: one, or one for each TestCase row, or for each assertion where <see cref="IsOneCase"/>.</param>
public sealed record RenderedTest(string Name, int FirstLine, int LastLine, ImmutableArray<int> Found)
{
    /// <summary>All that it renders is one test to whoever runs it.</summary>
    public bool IsOneCase { get; init; }

    /// <summary>One index for each test that a runner counts.</summary>
    public IEnumerable<int> Cases => IsOneCase ? Found.Take(1) : Found;
}
