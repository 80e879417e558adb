using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.SourceGenerator.Honesty;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The list of public members and the tests that reach them, which rules in a compiler read: those cannot read the history.</summary>
internal static class TestedMembersReport
{
    /// <summary>Members that a documentation id names: methods and constructors, properties, events. Initializers of fields run with a constructor.</summary>
    private static readonly string[] Kinds = ["M:", "P:", "E:"];

    public static string Write(SuiteFigures figures)
    {
        var files = figures.Projects.SelectMany(project => project.Files);
        return TestedMembers.Write(files.SelectMany(Reached).GroupBy(reached => reached.Member, reached => reached.Tests).Select(member => Of(member.Key, member.SelectMany(tests => tests), figures)));
    }

    private static IEnumerable<(string Member, IEnumerable<int> Tests)> Reached(FileFigures file)
    {
        var tests = file.Lines.Select(line => (line.Member, line.Tests)).Concat(file.Branches.Select(branch => (branch.Member, branch.Tests))).ToLookup(reached => reached.Member, reached => reached.Tests);

        // Of a body without a statement nobody can tell.
        return file.Members.Where(member => member.IsPublic && tests.Contains(member.Id) && Kinds.Any(kind => member.Id.StartsWith(kind, StringComparison.Ordinal)))
            .Select(member => (member.Id, tests[member.Id].SelectMany(some => some)));
    }

    private static TestedMember Of(string member, IEnumerable<int> tests, SuiteFigures figures) =>
        new(member, tests.Distinct().GroupBy(test => figures.Tests[test].Project).ToDictionary(project => project.Key, project => project.Count()));

    /// <summary>Keeps it in the folder of the tool's state, where the package looks for it. The same text is not written again: compilers would take it for another.</summary>
    /// <param name="folder">Of the solution.</param>
    /// <param name="figures">Of all its tests.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void Keep(string folder, SuiteFigures figures)
    {
        var state = Path.Combine(folder, StateFolder.Name);
        var path = Path.Combine(state, TestedMembers.FileName);
        var text = Write(figures);
        if (File.Exists(path) && File.ReadAllText(path) == text)
            return;
        StateFolder.Create(state);
        WholeFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text));
    }
}
