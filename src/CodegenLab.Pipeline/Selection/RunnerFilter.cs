using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Selection;

/// <summary>
/// Writes selected tests as other runners take them: methods, for not every runner knows rows by the same name. What holds for all three frameworks: equality of
/// <c>FullyQualifiedName</c>, which NUnit gives with arguments and is therefore compared by its beginning too.
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
        var terms = selection.Tests.Where(test => !test.IsLeftOut)
            .SelectMany(test => Terms(test.FullName, selection.Frameworks.GetValueOrDefault(test.Project)))
            .Distinct(StringComparer.Ordinal).ToList();
        return terms.Count == 0 ? Nothing : string.Join('|', terms);
    }

    /// <summary>Exactly this method; NUnit's adapter adds the arguments of a row.</summary>
    private static IEnumerable<string> Terms(string name, string? framework)
    {
        yield return $"FullyQualifiedName={Escaped(name)}";
        if (framework == "NUnit")
            yield return $"FullyQualifiedName~{Escaped(name + "(")}";
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
