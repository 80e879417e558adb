using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// Joins the tests that a member refuses a null, one for each of its arguments: they say one thing, and one method says it. Of a member with six selectors seven methods were about null, and one about what it does.
/// </summary>
internal sealed class NullGuards(Catalog catalog, RenderingOptions options)
{
    /// <summary>Ends the names of the joined methods' conditions.</summary>
    public const string Condition = "AnArgumentIsNull";

    /// <summary>The same groups, those about null joined where the first of them stood.</summary>
    public IEnumerable<TestGroup> Join(IReadOnlyList<TestGroup> groups)
    {
        // Elsewhere what was thrown is kept in a variable, nothing after an assertion that fails is looked at, or nothing can be awaited in between.
        if (options.Framework != TestFramework.NUnit || (options.FrameworkVersion * 100) + options.FrameworkMinorVersion < TestWriter.MultipleScopes)
            return groups;
        return groups.GroupBy(group => IsGuard(group) ? catalog.Members[group.First.Subject].DocumentationId : $"{group.Found[0]}").Select(alike => alike.ToList()).Select(alike => alike switch
        {
            [var only] => only,
            [var first, ..] => new TestGroup([.. alike.SelectMany(group => group.Found)], [.. alike.SelectMany(group => group.Tests)], first.Content with { Others = [.. alike.Skip(1).Select(group => group.Content)] }),
            [] => throw new InvalidOperationException("A group of nothing."),
        });
    }

    private bool IsGuard(TestGroup group) =>
        group.Tests is [{ Case.Statements.Length: 1, Observations: [{ Fact: Fact.Throws { Exactly: true, ParameterName: not null } thrown }] } test] && !options.Unmerged.Contains(group.Found[0])
        && catalog.Types[thrown.Type].Name == typeof(ArgumentNullException).FullName && test.Case.Statements[0].Call.Member == test.Subject;
}
