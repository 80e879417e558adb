using System.Globalization;
using System.Text;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>How many tests reach a public member.</summary>
/// <param name="Member">Documentation id.</param>
/// <param name="Tests">By the name of the test project; empty: none.</param>
internal sealed record TestedMember(string Member, IReadOnlyDictionary<string, int> Tests)
{
    /// <summary>Line of the list, from 0.</summary>
    public int Line { get; init; }
}

/// <summary>
/// The list by which the tool tells the rules in a compiler which public members tests reach. After a line with the version and any that start with #, one line for each member in ordinal order: its documentation id, then the test
/// projects that reach it, each with the number of its tests, with tabs between: <c>M:Shop.Till.Pay(System.Decimal)⇥Shop.Tests=3</c>.
/// </summary>
internal static class TestedMembers
{
    public const string FileName = "tested-members.txt";

    private const string Version = "codegen-lab tested-members 1";

    public static string Write(IEnumerable<TestedMember> members)
    {
        var text = new StringBuilder(Version).Append('\n');
        text.Append("# Public members, and how many tests of which project reach them. Written by codegen-lab test.\n");
        foreach (var member in members.OrderBy(member => member.Member, StringComparer.Ordinal))
        {
            text.Append(member.Member);
            foreach (var tests in member.Tests.OrderBy(tests => tests.Key, StringComparer.Ordinal))
                text.Append('\t').Append(tests.Key).Append('=').Append(tests.Value.ToString(CultureInfo.InvariantCulture));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <returns>Null: it is none, or of a version that is not read here.</returns>
    public static IReadOnlyList<TestedMember>? Read(string text)
    {
        var lines = text.Split('\n');
        if (lines[0].Trim('\r', '\uFEFF') != Version)
            return null;
        var members = new List<TestedMember>();
        for (var line = 1; line < lines.Length; line++)
        {
            var parts = lines[line].TrimEnd('\r').Split('\t');
            if (parts[0].Length == 0 || parts[0][0] == '#')
                continue;
            var tests = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var part in parts.Skip(1))
            {
                var at = part.LastIndexOf('=');
                var number = part.Substring(at + 1);
                if (at <= 0 || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                    return null;
                tests[part.Substring(0, at)] = count;
            }

            members.Add(new TestedMember(parts[0], tests) { Line = line });
        }

        return members;
    }
}
