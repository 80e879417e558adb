using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Pipeline.Replies;

/// <summary>
/// Names a question by what it means: the hash of model, purpose and prompt without everything that reformatting the code changes. That is white space
/// outside of quotes, the slashes of documentation, line numbers behind file names, counts of tokens, and the marks of enclosed material.
/// </summary>
internal static partial class SemanticKey
{
    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(string model, Question question) =>
        Hash(string.Join('\0', model, question.PurposeWord, Meaning(question.Prompt.System), Meaning(question.Prompt.User)));

    /// <summary>Of the instructions alone, so that changed templates are told from changed code.</summary>
    public static string OfInstructions(Prompt prompt) => Hash(Meaning(prompt.System));

    /// <returns>64 hexadecimal digits.</returns>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static string Meaning(string text)
    {
        text = Mark().Replace(text, "");
        text = LineNumber().Replace(text, "");
        text = TokenCount().Replace(text, "$1");
        text = Documentation().Replace(text, "");
        return WithoutWhiteSpace(text);
    }

    /// <summary>White space between quotes on one line stays: there it is a value and no format.</summary>
    private static string WithoutWhiteSpace(string text)
    {
        var meaning = new StringBuilder(text.Length);
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                isQuoted = false;
            else if (text[i] == '"' && (i == 0 || text[i - 1] != '\\'))
                isQuoted = !isQuoted;
            if (!char.IsWhiteSpace(text[i]) || (isQuoted && text[i] != '\r'))
                meaning.Append(text[i]);
        }

        return meaning.ToString();
    }

    [GeneratedRegex("(?<=<material name=\"[a-z]+\") mark=\"[0-9a-f]{8}\"|(?<=</material) [0-9a-f]{8}(?=>)")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?<=\.(?:cs|razor|cshtml|md|txt|editorconfig)):[0-9]+(?=[\s)]|$)")]
    private static partial Regex LineNumber();

    [GeneratedRegex(@"^(## .*) \([0-9]+ tokens\)$", RegexOptions.Multiline)]
    private static partial Regex TokenCount();

    [GeneratedRegex(@"^[ \t]*///", RegexOptions.Multiline)]
    private static partial Regex Documentation();
}
