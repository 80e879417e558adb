using System.Text.Json;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>What the nearest global.json says about running tests.</summary>
internal static class GlobalJson
{
    /// <exception cref="InputException">The file is not JSON.</exception>
    public static bool AsksForTestingPlatform(string folder)
    {
        var path = FilePaths.Upward(folder).Select(above => Path.Combine(above, "global.json")).FirstOrDefault(File.Exists);
        if (path is null)
            return false;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.TryGetProperty("test", out var test)
                && test.TryGetProperty("runner", out var runner)
                && runner.GetString() == "Microsoft.Testing.Platform";
        }
        catch (JsonException broken)
        {
            throw new InputException($"{path} is not valid JSON: {broken.Message}");
        }
    }
}
