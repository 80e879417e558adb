namespace CodegenLab.Worker.Execution;

/// <summary>Names of what a search uses where code is handed the path of a file.</summary>
public static class FilesOfTests
{
    /// <summary>The class whose objects are files.</summary>
    public const string Name = "TemporaryFile";

    /// <summary>The same, as it is compiled into the subject.</summary>
    public const string TypeName = $"{Discovery.FakesNamespace}.{Name}";

    /// <summary>Its property with the path.</summary>
    public const string FullName = nameof(FullName);

    /// <summary>The folder of these files. Another run has other ones.</summary>
    public const string Folder = "codegen-lab-file-of-test";

    /// <summary>Whether a parameter that is called so takes the path of a file, where it takes a text.</summary>
    public static bool IsPath(string parameter) => parameter.Contains("path", StringComparison.OrdinalIgnoreCase) || parameter.Contains("file", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text speaks of such a file: it is neither asserted nor used again.</summary>
    public static bool AreNamedIn(string text) => text.Contains(Folder, StringComparison.Ordinal);
}
