using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Selection;

/// <summary>
/// Writes selected tests as other runners take them: methods with all of their rows, for not every runner knows rows by the same name. The adapters of NUnit (from 4.0), xUnit and MSTest
/// take equality of <c>FullyQualifiedName</c> for that. Tests that were skipped the last time are left out, unless their code was changed: a filter that names an explicit test runs it.
/// </summary>
public static class RunnerFilter
{
    /// <summary>Characters of an expression that every system takes on a command line: Windows takes 32,767 for all of it, cmd.exe 8,191.</summary>
    public const int LongestExpression = 8000;

    /// <summary>Matches no test: a filter that is empty would match all.</summary>
    private const string Nothing = "FullyQualifiedName=None.Selected";

    /// <exception cref="InputException">It is too long for a command line.</exception>
    public static string Expression(SuiteSelection selection)
    {
        var expression = Filter(selection);
        return expression.Length <= LongestExpression
            ? expression
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"The selected tests need a filter of {expression.Length:N0} characters, more than a command line takes.\nWrite a file instead: --emit runsettings > selected.runsettings, then dotnet test --settings selected.runsettings."));
    }

    /// <summary>A whole file.</summary>
    public static string RunSettings(SuiteSelection selection)
    {
        var settings = new XElement("RunSettings", new XElement("RunConfiguration", new XElement("TestCaseFilter", Filter(selection))));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{settings.ToString().ReplaceLineEndings("\n")}\n";
    }

    private static string Filter(SuiteSelection selection)
    {
        var terms = selection.Tests.Where(test => !test.IsLeftOut && (!test.WasSkipped || test.Reason == SelectionReason.TestChanged))
            .SelectMany(Terms).Distinct(StringComparer.Ordinal).ToList();
        return terms.Count == 0 ? Nothing : string.Join('|', terms);
    }

    /// <summary>Exactly this method. In a fixture of NUnit with arguments its name holds them, and then names of the same beginning and end have to do: they may be too many, never too few.</summary>
    private static IEnumerable<string> Terms(SelectedTest test)
    {
        yield return $"FullyQualifiedName={Escaped(test.FullName)}";
        var dot = test.FullName.LastIndexOf('.');
        if (dot > 0 && test.DisplayName.StartsWith(test.FullName[..dot] + "(", StringComparison.Ordinal))
            yield return $"(FullyQualifiedName~{Escaped(test.FullName[..dot])}&FullyQualifiedName~{Escaped(test.FullName[dot..])})";
    }

    /// <summary>Characters that the language of filters gives a meaning.</summary>
    private static string Escaped(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var character in value)
        {
            if (character is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~')
                escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
