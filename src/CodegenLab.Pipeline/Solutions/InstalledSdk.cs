using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Build.Locator;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The .NET SDK whose MSBuild this process uses. Must be registered before any type of Microsoft.Build is touched.</summary>
internal static class InstalledSdk
{
    private static readonly Lock Gate = new();

    /// <summary>Registers the SDK that a build in this folder would use; the first call in a process wins.</summary>
    /// <exception cref="InputException">No SDK.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Register(string folder)
    {
        lock (Gate)
        {
            if (MSBuildLocator.IsRegistered)
                return;

            VisualStudioInstance? instance;
            try
            {
                instance = MSBuildLocator
                    .QueryVisualStudioInstances(new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder })
                    .FirstOrDefault();
            }
            catch (InvalidOperationException notFound)
            {
                throw Missing(notFound.Message);
            }

            MSBuildLocator.RegisterInstance(instance ?? throw Missing("none was found"));
        }
    }

    /// <summary>What the SDK says when the solution's global.json asks for a version that is not installed; null when it is.</summary>
    public static async Task<string?> ComplaintAsync(string folder, CancellationToken cancellationToken)
    {
        var globalJson = FilePaths.Upward(folder).Select(above => Path.Combine(above, "global.json")).FirstOrDefault(File.Exists);
        if (globalJson is null)
            return null;

        try
        {
            using var settings = JsonDocument.Parse(
                await File.ReadAllTextAsync(globalJson, cancellationToken),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!settings.RootElement.TryGetProperty("sdk", out _))
                return null;
        }
        catch (JsonException malformed)
        {
            return $"{globalJson} is not valid JSON: {malformed.Message}";
        }

        var version = await DotnetCommand.RunAsync(["--version"], folder, null, cancellationToken);
        return version.ExitCode == 0
            ? null
            : string.Join(' ', version.Output.Select(line => line.Trim()).Where(line => line.Length > 0).Prepend($"{globalJson}:"));
    }

    private static InputException Missing(string reason) =>
        new($"The .NET {Environment.Version.Major} SDK is needed to read projects, and no usable one is here: {reason.TrimEnd('.')}. Install it: https://dot.net");
}
