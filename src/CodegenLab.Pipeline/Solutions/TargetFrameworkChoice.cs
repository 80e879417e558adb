using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Chooses the target framework to work on: the newest whose assemblies run on this process's runtime.</summary>
internal static partial class TargetFrameworkChoice
{
    /// <returns>Null when none runs here.</returns>
    public static string? Choose(IEnumerable<string> targetFrameworks) =>
        targetFrameworks
            .Select(framework => (Framework: framework, Rank: Rank(framework, Environment.Version)))
            .Where(ranked => ranked.Rank > 0)
            .OrderByDescending(ranked => ranked.Rank)
            .Select(ranked => ranked.Framework)
            .FirstOrDefault();

    /// <returns>Higher is better; 0: does not run on that runtime.</returns>
    internal static double Rank(string framework, Version runtime)
    {
        var match = ModernFramework().Match(framework);
        if (!match.Success)
            return 0;

        var version = Version.Parse(match.Groups["version"].Value);
        var platform = match.Groups["platform"].Value;
        var isForHere = platform.Length == 0 || (platform.StartsWith("windows", StringComparison.OrdinalIgnoreCase) && OperatingSystem.IsWindows());
        var fraction = double.Parse($"0.{version.Minor}", CultureInfo.InvariantCulture);
        return match.Groups["family"].Value.ToUpperInvariant() switch
        {
            "NETSTANDARD" => version.Major + fraction,
            "NETCOREAPP" => 10 + version.Major + fraction,
            _ when version.Major < 5 || version > new Version(runtime.Major, runtime.Minor) || !isForHere => 0,
            // Without a platform it can be referenced from any test project.
            _ => 10 + version.Major + fraction - (platform.Length == 0 ? 0 : 0.05),
        };
    }

    [GeneratedRegex(@"^(?<family>netstandard|netcoreapp|net)(?<version>\d+\.\d+)(-(?<platform>[a-z]+)[\d.]*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ModernFramework();
}
