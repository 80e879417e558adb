using System.Security.Cryptography;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Suites;

/// <summary>Where instrumented projects are kept from run to run, and what they are known by.</summary>
internal static class SuiteBuilds
{
    private const string FolderName = "instrumented";

    private const long MostBytes = 128L << 20;

    /// <param name="folder">Of the solution.</param>
    /// <returns>Null: nothing can be written there.</returns>
    public static KeptFiles? KeptIn(string folder) => KeptFolder.Open(folder, FolderName, MostBytes);

    public static SuiteProject ProjectOf(LoadedProject project) => new(project.Compilation, project.Resources) { Stamp = StampOf(project) };

    /// <summary>Of compiler arguments and embedded files; null: one of these is not there.</summary>
    internal static string? StampOf(LoadedProject project) =>
        project.ResourceFiles.All(File.Exists)
            ? SubjectCode.HashOf([project.ArgumentsHash, .. project.ResourceFiles.Select(file => $"{file} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")])
            : null;
}
