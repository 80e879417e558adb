using System.Security.Cryptography;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Where instrumented projects are kept from run to run, and what they are known by.</summary>
internal static class SuiteBuilds
{
    private const string FolderName = "instrumented";

    private const long MostBytes = 128L << 20;

    private static readonly Lock Creating = new();

    /// <param name="folder">Of the solution.</param>
    /// <returns>Null: nothing can be written there.</returns>
    public static KeptBuilds? KeptIn(string folder) => KeptIn(folder, FolderName, MostBytes);

    /// <param name="folder">Of the solution.</param>
    /// <param name="name">Of the folder beside those of other kinds.</param>
    /// <param name="mostBytes">Of all files in it.</param>
    /// <returns>Null: nothing can be written there.</returns>
    public static KeptBuilds? KeptIn(string folder, string name, long mostBytes)
    {
        var state = Path.Combine(folder, StateFolder.Name);
        try
        {
            // Projects of one run come here at once.
            lock (Creating)
                StateFolder.Create(state);
            return new KeptBuilds(Path.Combine(state, name), mostBytes);
        }
        catch (InputException)
        {
            // Each run instruments for itself then.
            return null;
        }
    }

    public static SuiteProject ProjectOf(LoadedProject project) => new(project.Compilation, project.Resources) { Stamp = StampOf(project) };

    /// <summary>Of compiler arguments and embedded files; null: one of these is not there.</summary>
    internal static string? StampOf(LoadedProject project) =>
        project.ResourceFiles.All(File.Exists)
            ? SubjectCode.HashOf([project.ArgumentsHash, .. project.ResourceFiles.Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")])
            : null;
}
