using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What evaluations depend on besides files: the tool, the SDK, the machine, the environment; and what a project must not ask for if its evaluation is to be kept.</summary>
internal static partial class EvaluationSetting
{
    /// <summary>What a shell or a terminal changes from one command to the next. All other variables count: any of them is a property to MSBuild.</summary>
    private static readonly HashSet<string> Passing = new(StringComparer.OrdinalIgnoreCase) { "_", "SHLVL", "PWD", "OLDPWD", "COLUMNS", "LINES", "TERM_SESSION_ID", "WINDOWID" };

    /// <param name="sdk">Folder of the SDK.</param>
    /// <param name="environment">Variables; null: those of this process.</param>
    /// <param name="tool">Changes with every build of the tool; null: this one.</param>
    public static string Of(string sdk, IDictionary? environment = null, string? tool = null)
    {
        var variables = (environment ?? Environment.GetEnvironmentVariables()).Cast<DictionaryEntry>()
            .Where(variable => !Passing.Contains((string)variable.Key))
            .Select(variable => $"{variable.Key}={variable.Value}")
            .Order(StringComparer.Ordinal);
        List<string> parts =
        [
            tool ?? typeof(EvaluationSetting).Module.ModuleVersionId.ToString("N"),
            sdk,
            FormattableString.Invariant($"{Directory.GetLastWriteTimeUtc(sdk).Ticks}"),
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.RuntimeIdentifier,
            Environment.UserName,
            .. variables,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
    }

    /// <summary>What a project file of the repository does that may have another result each time, though no file has changed; null: nothing.</summary>
    /// <param name="text">Of the file.</param>
    public static string? Whim(string text)
    {
        if (Task().Match(text) is { Success: true } task)
            return $"it has a <{task.Groups[1].Value}> of its own";
        if (Function().Matches(text).Select(function => function.Value).FirstOrDefault(function => !Steady().IsMatch(function)) is { } function)
            return $"it uses {function}…";
        return Variable().Match(text) is { Success: true } variable && Passing.Contains(variable.Groups[1].Value) ? $"it uses {variable.Value}" : null;
    }

    // What a task does, no evaluation tells.
    [GeneratedRegex(@"<\s*(Target|UsingTask)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Task();

    [GeneratedRegex(@"\[\s*[\w.]+\s*\]\s*::\s*\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Function();

    // Of their arguments alone, or of what is looked at: files above, paths, the system.
    [GeneratedRegex(@"^\[\s*(MSBuild\s*\]\s*::\s*(?!GetRegistryValue)|System\.(IO\.Path\s*\]\s*::\s*(?!GetTempFileName|GetRandomFileName|GetFullPath)|(String|Char|Int32|Int64|Double|Boolean|Math|Version|Convert|StringComparison|OperatingSystem|UriBuilder|Text\.RegularExpressions\.Regex|Runtime\.InteropServices\.\w+)\s*\]))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Steady();

    [GeneratedRegex(@"[$%]\(\s*(\w+)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
