using System.Text.Json;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Whether a project's packages must be restored before it can be read.</summary>
internal static class RestoreNeed
{
    public static bool Exists(Evaluation project)
    {
        if (project.AssetsFile.Length == 0)
            return false;

        var record = Path.Combine(Path.GetDirectoryName(project.AssetsFile)!, "project.nuget.cache");
        if (!File.Exists(project.AssetsFile) || !File.Exists(record))
            return true;

        // A restore that finds nothing to do rewrites neither file's content; its record is the younger of the two.
        var restored = new[] { File.GetLastWriteTimeUtc(project.AssetsFile), File.GetLastWriteTimeUtc(record) }.Max();
        return project.Inputs.Any(input => File.GetLastWriteTimeUtc(input) > restored) || !HoldsStill(record);
    }

    private static bool HoldsStill(string record)
    {
        try
        {
            using var content = JsonDocument.Parse(File.ReadAllBytes(record));
            return content.RootElement.GetProperty("success").GetBoolean()
                && content.RootElement.GetProperty("expectedPackageFiles").EnumerateArray().All(file => File.Exists(file.GetString()));
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Written by another version or cut off: restoring writes it anew.
            return false;
        }
    }
}
