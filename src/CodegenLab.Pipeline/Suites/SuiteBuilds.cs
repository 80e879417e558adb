using System.Security.Cryptography;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Where instrumented projects are kept from run to run, and what they are known by.</summary>
internal static class SuiteBuilds
{
    private const string FolderName = "instrumented";

    /// <param name="folder">Of the solution.</param>
    /// <returns>Null: nothing can be written there.</returns>
    public static KeptBuilds? KeptIn(string folder)
    {
        var state = Path.Combine(folder, StateFolder.Name);
        try
        {
            StateFolder.Create(state);
            return new KeptBuilds(Path.Combine(state, FolderName));
        }
        catch (InputException)
        {
            // Each run instruments for itself then.
            return null;
        }
    }

    public static SuiteProject ProjectOf(LoadedProject project) => new(project.Compilation, project.Resources) { Stamp = StampOf(project) };

    private static string? StampOf(LoadedProject project) =>
        project.ResourceFiles.All(File.Exists)
            ? SubjectCode.HashOf([project.ArgumentsHash, .. project.ResourceFiles.Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")])
            : null;
}
