using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>What the .editorconfig files above a C# file say about it.</summary>
internal sealed class RepositoryStyle
{
    private readonly ImmutableDictionary<string, string> _options;

    private RepositoryStyle(ImmutableDictionary<string, string> options) => _options = options;

    /// <summary>Null: nothing is said.</summary>
    public bool? FileScopedNamespaces =>
        _options.GetValueOrDefault("csharp_style_namespace_declarations")?.Split(':')[0].Trim() switch
        {
            "file_scoped" => true,
            "block_scoped" => false,
            _ => null,
        };

    /// <param name="newLine">Where nothing is said.</param>
    public FileFormat Format(string newLine) => new(
        _options.GetValueOrDefault("end_of_line") switch
        {
            "crlf" => "\r\n",
            "lf" => "\n",
            _ => newLine,
        },
        _options.GetValueOrDefault("charset") == "utf-8-bom");

    /// <param name="file">A path that need not exist.</param>
    public static RepositoryStyle For(string file)
    {
        var configs = new List<AnalyzerConfig>();
        foreach (var folder in FilePaths.Upward(Path.GetDirectoryName(file)!))
        {
            var path = Path.Combine(folder, ".editorconfig");
            if (!File.Exists(path))
                continue;
            var text = File.ReadAllText(path);
            configs.Add(AnalyzerConfig.Parse(text, path));
            if (IsRoot(text))
                break;
        }

        return new RepositoryStyle(AnalyzerConfigSet.Create(configs).GetOptionsForSourcePath(file).AnalyzerOptions);
    }

    private static bool IsRoot(string text) =>
        text.Split('\n').TakeWhile(line => !line.TrimStart().StartsWith('[')).Any(line => line.Replace(" ", "", StringComparison.Ordinal).Trim().Equals("root=true", StringComparison.OrdinalIgnoreCase));
}
