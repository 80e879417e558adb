namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Says before the search, not after it, that the tests could not be written.</summary>
internal static class WritablePlace
{
    /// <summary>Nothing stays behind: a file that deletes itself is made in the test project's folder or the nearest one above that exists.</summary>
    /// <exception cref="InputException">The folder, or the solution that a new project is added to, cannot be written.</exception>
    public static void Require(TestProjectPlan plan)
    {
        var folder = plan.Folder;
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new InputException($"{folder} is a file: the tests need a folder there. Choose another one with --output. Nothing was changed.");
            folder = Path.GetDirectoryName(folder)!;
        }

        Try(folder, () =>
        {
            using var trial = new FileStream(Path.Combine(folder, Path.GetRandomFileName() + ".codegen-lab"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        });
        if (plan.New?.Solution is { } solution)
            Try(solution, () =>
            {
                using var trial = new FileStream(solution, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            });
    }

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {refused.Message.TrimEnd('.')}. Make it writable, choose another folder with --output, or look at what would be written with --dry-run. Nothing was changed.");
        }
    }
}
