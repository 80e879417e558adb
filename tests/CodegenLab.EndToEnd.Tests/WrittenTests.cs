using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>Runs a written test project the way its owner would, without the tool.</summary>
internal static partial class WrittenTests
{
    /// <summary>Number of tests that passed; the calling test fails when any other did not.</summary>
    public static async Task<int> PassedAsync(string testProject)
    {
        var outcome = (await Command.DotnetAsync(Path.GetDirectoryName(testProject)!, "test", testProject, "--nologo")).Succeeded();
        var summary = Summary().Match(outcome.Output);
        Assert.That(summary.Success, Is.True, outcome.Output);
        Assert.That(summary.Groups["failed"].Value, Is.EqualTo("0"), outcome.Output);
        return int.Parse(summary.Groups["passed"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Passed!\s+- Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+)")]
    private static partial Regex Summary();
}
