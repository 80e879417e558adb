using System.Globalization;
using System.Text;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>A context as a page that models and people can read.</summary>
public static class ContextMarkdown
{
    public static string Write(CodeContext context)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {context.Subject}\n");
        foreach (var section in context.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {TitleOf(section.Kind)} ({section.Tokens} tokens)\n\n");
            if (section.Kind == ContextKind.Branches)
                WriteLines(text, section);
            else
                WriteBlocks(text, section);
            if (section.LeftOut > 0)
                text.Append(CultureInfo.InvariantCulture, $"\n… and {section.LeftOut} more, left out for the budget\n");
        }

        return text.ToString();
    }

    private static void WriteLines(StringBuilder text, ContextSection section)
    {
        foreach (var item in section.Items)
            text.Append(CultureInfo.InvariantCulture, $"- `{item.Text}`{(item.Note is { } note ? ", " + note : "")} ({item.Source})\n");
    }

    private static void WriteBlocks(StringBuilder text, ContextSection section)
    {
        var language = section.Kind is ContextKind.Rules or ContextKind.Readme ? "markdown" : "csharp";
        foreach (var (item, place) in section.Items.Select((item, place) => (item, place)))
        {
            if (place > 0)
                text.Append('\n');
            var fence = FenceFor(item.Text);
            if (item.Source is not null)
                text.Append(CultureInfo.InvariantCulture, $"{item.Source}\n");
            text.Append(CultureInfo.InvariantCulture, $"{fence}{language}\n{item.Text}\n{fence}\n");
        }
    }

    /// <summary>Longer than any fence in the text: what is quoted cannot end the quotation.</summary>
    private static string FenceFor(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(3, longest + 1));
    }

    private static string TitleOf(ContextKind kind) => kind switch
    {
        ContextKind.Members => "Members",
        ContextKind.Producers => "How to make what it needs",
        ContextKind.CallSites => "How it is called",
        ContextKind.Tests => "Tests that a person wrote",
        ContextKind.Readme => "What the README says of it",
        ContextKind.Observations => "What it does",
        ContextKind.Branches => "Guards and branches",
        ContextKind.Bodies => "Code",
        ContextKind.HiddenCode => "Code that it calls",
        _ => "Rules of the repository",
    };
}
