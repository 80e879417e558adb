using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Cli.Reporting;

/// <summary>What a model would be asked, byte for byte.</summary>
internal static class PromptPage
{
    public static string Render(ImmutableArray<Question> questions)
    {
        if (questions.IsEmpty)
            return "Nothing would be asked.\n";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Instructions, the same for every question\n\n{questions[0].Prompt.System.TrimEnd()}\n");
        foreach (var question in questions)
            text.Append(CultureInfo.InvariantCulture, $"\n# {Figures.Words(question.Purpose.ToString())}: {question.Subject} ({question.Prompt.Tokens} tokens with the instructions)\n\n{question.Prompt.User.TrimEnd()}\n");
        return text.ToString();
    }
}
