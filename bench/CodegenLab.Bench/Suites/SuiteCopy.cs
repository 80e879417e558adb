namespace CodegenLab.Bench.Suites;

/// <summary>Copies a repository with its suite, and builds it.</summary>
/// <param name="subjects">Folder of the repositories.</param>
/// <param name="work">Folder of the copies.</param>
internal sealed class SuiteCopy(string subjects, string work, LogFolder logs)
{
    /// <returns>The folder of the copy; it is built.</returns>
    public async Task<string> MakeAsync(SuiteSubject subject, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{subject.Name}: copying and building");
        var folder = Path.Combine(work, "suites", subject.Name);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        FolderCopy.Copy(Path.Combine(subjects, subject.Name), folder);
        subject.Edit(folder);
        var outcome = await ChildProcess.RunAsync("dotnet", ["build", subject.Tests], folder, logs.Of(subject.Name).For("build"), cancellationToken);
        return outcome.ExitCode == 0 ? folder : throw new InvalidOperationException($"the copy does not build: {outcome.Tail}");
    }
}
