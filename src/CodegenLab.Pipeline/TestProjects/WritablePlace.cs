namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Says before the work, not after it, that what comes of it could not be written.</summary>
internal static class WritablePlace
{
    /// <summary>Nothing stays behind: a file that deletes itself is made in the test project's folder or the nearest one above that exists.</summary>
    /// <exception cref="InputException">The folder, or the solution that a new project is added to, cannot be written.</exception>
    public static void Require(TestProjectPlan plan)
    {
        const string Otherwise = "Make it writable, choose another folder with --output, or look at what would be written with --dry-run. Nothing was changed.";

        Require(plan.Folder, "the tests need a folder there. Choose another one with --output. Nothing was changed.", Otherwise);
        if (plan.New?.Solution is { } solution)
            Try(solution, Otherwise, () =>
            {
                using var trial = new FileStream(solution, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            });
    }

    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void RequireForReports(string folder) =>
        Require(folder, "reports need a folder there. Choose another one with --output. Nothing was run.", "Make it writable, or choose another folder with --output. Nothing was run.");

    private static void Require(string folder, string isNeeded, string otherwise)
    {
        while (!Directory.Exists(folder))
        {
            if (File.Exists(folder))
                throw new InputException($"{folder} is a file: {isNeeded}");
            folder = Path.GetDirectoryName(folder)!;
        }

        Try(folder, otherwise, () =>
        {
            using var trial = new FileStream(Path.Combine(folder, Path.GetRandomFileName() + ".codegen-lab"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        });
    }

    private static void Try(string path, string otherwise, Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {refused.Message.TrimEnd('.')}. {otherwise}");
        }
    }
}
