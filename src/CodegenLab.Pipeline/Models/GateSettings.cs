namespace CodegenLab.Pipeline.Models;

/// <summary>The targets that a repository has set itself.</summary>
/// <param name="File">The <c>codegen-lab.json</c> they come from; null: there is none.</param>
public sealed record GateSettings(GateTargets Targets, string? File)
{
    /// <param name="folder">Where the search for the file starts; it goes upward.</param>
    /// <exception cref="InputException">The file is wrong; says file, line and column.</exception>
    public static GateSettings Read(string folder) =>
        SettingsFile.Find(folder) is { } file ? new GateSettings(SettingsFile.Read(file).Targets, file) : new GateSettings(GateTargets.None, null);
}
