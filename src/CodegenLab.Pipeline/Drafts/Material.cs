using System.Security.Cryptography;
using System.Text;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>Encloses quoted text in marks that it cannot contain itself, the same for the same text: what is quoted can neither end its quotation nor change the prompt's beginning from run to run.</summary>
internal static class Material
{
    /// <param name="name">What it is: context, specification.</param>
    /// <param name="text">From the user's files or from programs.</param>
    public static string Enclose(string name, string text)
    {
        text = PlainText.Of(text).TrimEnd();
        var mark = MarkOf(text);
        while (text.Contains(mark, StringComparison.Ordinal))
            mark = MarkOf(text + mark);
        return $"<material name=\"{name}\" mark=\"{mark}\">\n{text}\n</material {mark}>";
    }

    private static string MarkOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
