using System.Collections.Immutable;
using System.Security;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What a build of the test project gave.</summary>
/// <param name="Assembly">The built test assembly; null: the build failed.</param>
/// <param name="Compiler">The compiler it was built with, an assembly for the <c>dotnet</c> command; null: not seen.</param>
/// <param name="CompilerArguments">As the build passed them, one each.</param>
public sealed record BuildOutcome(
    bool Succeeded, ImmutableArray<BuildMessage> Messages, string? Assembly, string? Compiler, ImmutableArray<string> CompilerArguments, ImmutableArray<string> Output)
{
    /// <summary>Empty: not seen.</summary>
    public string SdkVersion { get; init; } = "";
}

/// <summary>Builds a test project with the real <c>dotnet build</c>, under the repository's own settings.</summary>
public sealed class TestBuild(RunDotnet dotnet)
{
    /// <param name="scratch">Folder outside the repository, for what is noted on the way.</param>
    /// <param name="isFresh">Packages may have to be restored and referenced projects built before; later only the test project has changed.</param>
    public async Task<BuildOutcome> BuildAsync(TestProjectPlan plan, string scratch, bool isFresh, CancellationToken cancellationToken)
    {
        var notes = Directory.CreateDirectory(Path.Combine(scratch, "build")).FullName;
        var hook = Path.Combine(notes, "notes.targets");
        var arguments = Path.Combine(notes, "arguments.txt");
        var places = Path.Combine(notes, "places.txt");
        await File.WriteAllTextAsync(hook, Hook(plan.Path, arguments, places), cancellationToken);
        // Every project imports it. Newer than their outputs it would have them all compiled anew.
        File.SetLastWriteTimeUtc(hook, DateTime.UnixEpoch.AddYears(10));
        File.Delete(arguments);
        File.Delete(places);

        List<string> command =
        [
            "build", plan.Path, "-nologo", "-verbosity:quiet", "-tl:off", "-consoleLoggerParameters:NoSummary;DisableConsoleColor", "-nodeReuse:false",
            "-p:UseSharedCompilation=false", $"-p:CustomAfterMicrosoftCommonTargets={hook}",
        ];
        if (plan.IsMultiTargeted)
            command.AddRange(["-f", plan.TargetFramework]);
        if (!isFresh)
            command.AddRange(["--no-restore", "--no-dependencies"]);
        var outcome = await dotnet(command, plan.Folder, null, cancellationToken);

        var found = File.Exists(places) ? await File.ReadAllLinesAsync(places, cancellationToken) : [];
        return new BuildOutcome(
            outcome.ExitCode == 0,
            [.. BuildMessage.Parse(outcome.Output).Select(message => message.File is { } file ? message with { File = FilePaths.SeenFrom(plan.Folder, file) } : message)],
            outcome.ExitCode == 0 && found is [var assembly, ..] ? assembly : null,
            found is [_, var roslyn, ..] && Path.Combine(roslyn, "bincore", "csc.dll") is var compiler && File.Exists(compiler) ? compiler : null,
            File.Exists(arguments) ? [.. await File.ReadAllLinesAsync(arguments, cancellationToken)] : [],
            outcome.Output)
        {
            SdkVersion = found is [_, _, var version, ..] ? version : "",
        };
    }

    // The test project alone is compiled even if it is up to date, because only then its compiler arguments are known.
    private static string Hook(string project, string arguments, string places) => $"""
        <Project>
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' == '{Escape(project)}'">
            <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
            <NonExistentFile>__none__/__none__</NonExistentFile>
          </PropertyGroup>
          <Target Name="CodegenLabNotes" AfterTargets="CoreCompile" Condition="'$(MSBuildProjectFullPath)' == '{Escape(project)}'">
            <WriteLinesToFile File="{Escape(arguments)}" Lines="@(CscCommandLineArgs)" Overwrite="true" />
            <WriteLinesToFile File="{Escape(places)}" Lines="$(TargetPath);$(RoslynTargetsPath);$(NETCoreSdkVersion)" Overwrite="true" />
          </Target>
        </Project>
        """;

    /// <summary>For MSBuild, where an apostrophe ends a text and a semicolon a list, and for XML.</summary>
    private static string Escape(string path) => SecurityElement.Escape(
        path.Replace("%", "%25", StringComparison.Ordinal).Replace("'", "%27", StringComparison.Ordinal).Replace(";", "%3B", StringComparison.Ordinal));
}
