using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Which .NET and which C# a new test project is for.</summary>
internal static partial class TestTarget
{
    /// <summary>The subject's own when a runtime for it is installed, else the one this tool runs on; net10.0 for libraries of no runtime of their own.</summary>
    public static string FrameworkFor(LoadedProject subject)
    {
        var match = ModernFramework().Match(subject.TargetFramework);
        var here = string.Create(CultureInfo.InvariantCulture, $"net{Environment.Version.Major}.0");
        return match.Success && IsInstalled(match.Groups["major"].Value) ? subject.TargetFramework : match.Success ? here + match.Groups["platform"].Value : here;
    }

    /// <summary>The subject's own where somebody chose it; an old default is only the old framework's.</summary>
    public static int LanguageFor(LoadedProject subject)
    {
        var language = (int)subject.Compilation.LanguageVersion.MapSpecifiedToEffectiveVersion();
        return language == DefaultLanguage(subject.TargetFramework) ? DefaultLanguage(FrameworkFor(subject)) : language;
    }

    /// <summary>The C# version of a project that names none, as Roslyn's LanguageVersion number.</summary>
    public static int DefaultLanguage(string targetFramework) => targetFramework switch
    {
        "netstandard2.1" or "netcoreapp3.0" or "netcoreapp3.1" => 800,
        ['n', 'e', 't', 's', ..] or ['n', 'e', 't', 'c', ..] => 703,
        _ when ModernFramework().Match(targetFramework) is { Success: true } match => (int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture) + 4) * 100,
        _ => 703,
    };

    private static bool IsInstalled(string major)
    {
        var shared = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory()))!;
        return Directory.EnumerateDirectories(shared, major + ".*").Any();
    }

    [GeneratedRegex(@"^net(?<major>\d+)\.\d+(?<platform>-.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex ModernFramework();
}
