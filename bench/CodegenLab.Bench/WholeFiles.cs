using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace CodegenLab.Bench;

/// <summary>What a prompt comes to that shows the whole files of a type instead of what is chosen from them. Counted with o200k_base.</summary>
/// <param name="subject">Folder of the subject's code.</param>
/// <param name="templates">Folder of the prompt templates: the instructions are the same for both.</param>
internal sealed partial class WholeFiles(string subject, string templates)
{
    private static readonly TiktokenTokenizer Encoding = TiktokenTokenizer.CreateForEncoding("o200k_base");

    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _instructions = new(StringComparer.Ordinal);

    /// <param name="purpose">Name of the template.</param>
    /// <param name="type">Without namespace.</param>
    public int TokensOf(string purpose, string type) => Instructions("system") + Instructions(purpose) + Files(type);

    private int Instructions(string template) =>
        Of(_instructions, template, () => Encoding.CountTokens(Hole().Replace(OtherFrameworks().Replace(File.ReadAllText(Path.Combine(templates, template + ".scriban")), ""), "")));

    private int Files(string type) => Of(_types, type, () =>
    {
        var declaration = new Regex($@"\b(class|struct|record|interface|enum)\s+{Regex.Escape(type)}\b");
        return Directory.EnumerateFiles(subject, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(subject, file).Split('/').Any(part => part is "bin" or "obj"))
            .Select(File.ReadAllText)
            .Where(text => declaration.IsMatch(text))
            .Sum(text => Encoding.CountTokens(text));
    });

    private static int Of(Dictionary<string, int> known, string name, Func<int> count)
    {
        if (!known.TryGetValue(name, out var tokens))
            known.Add(name, tokens = count());
        return tokens;
    }

    /// <summary>The subjects' tests are for NUnit, whose words come last.</summary>
    [GeneratedRegex(@"\{\{~ if framework.*?\{\{~ else ~\}\}", RegexOptions.Singleline)]
    private static partial Regex OtherFrameworks();

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline)]
    private static partial Regex Hole();
}
