namespace CodegenLab.Worker.Execution;

/// <summary>Names of what a search uses where code is handed the path of a file.</summary>
public static class FilesOfTests
{
    /// <summary>The class whose objects are files, compiled into the subject.</summary>
    public const string TypeName = $"{Discovery.FakesNamespace}.TemporaryFile";

    /// <summary>The folder of these files. Another run has other ones.</summary>
    public const string Folder = "codegen-lab-file-of-test";

    /// <summary>Whether a text speaks of such a file: it is neither asserted nor used again.</summary>
    public static bool AreNamedIn(string text) => text.Contains(Folder, StringComparison.Ordinal);
}
