using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Cli.Reporting;

/// <summary>A project that could not be worked on, on one line, where it is not the main thing.</summary>
internal static class ProblemLine
{
    /// <param name="workingFolder">Paths below it are shown relative to it.</param>
    public static string Of(LoadProblem problem, string workingFolder) =>
        $"{(problem.MayHoldTests ? "Its tests are not counted" : "Left out")}: {Path.GetRelativePath(workingFolder, problem.Project).Replace('\\', '/')}. {problem.Explanation.ReplaceLineEndings(" ").TrimEnd('.')}. {problem.Advice}";
}
