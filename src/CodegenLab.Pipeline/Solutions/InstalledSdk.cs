using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Build.Locator;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The .NET SDK whose MSBuild this process uses. Must be registered before any type of Microsoft.Build is touched.</summary>
internal static partial class InstalledSdk
{
    private static readonly Lock Gate = new();

    /// <summary>Folder of the SDK, once it is registered.</summary>
    public static string Folder { get; private set; } = "";

    /// <summary>Folder of .NET: of the SDK, of its packs and of runtimes.</summary>
    public static string Root => Path.GetDirectoryName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Folder)))!;

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
            Folder = instance.MSBuildPath;
        }
    }

    /// <summary>What is wrong when the solution's global.json asks for a version that is not installed; null when it is.</summary>
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
        return version.ExitCode == 0 ? null : $"{globalJson} {Explain(version.Output)}";
    }

    /// <summary>The two facts among the SDK's twelve lines, whose order differs from run to run; all of them when it has changed its words.</summary>
    private static string Explain(IReadOnlyCollection<string> output)
    {
        var requested = output.Select(line => RequestedVersion().Match(line)).FirstOrDefault(match => match.Success);
        var installed = output.Select(line => InstalledVersion().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        return requested is null
            ? "is refused: " + string.Join(' ', output.Select(line => line.Trim()).Where(line => line.Length > 0))
            : $"asks for the SDK {requested.Groups[1].Value}, which is not installed. Installed: {(installed.Count == 0 ? "none" : string.Join(", ", installed))}.";
    }

    [GeneratedRegex(@"^\s*Requested SDK version: (\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex RequestedVersion();

    [GeneratedRegex(@"^\s*(\d+\.\d+\.\d+\S*) \[", RegexOptions.CultureInvariant)]
    private static partial Regex InstalledVersion();

    private static InputException Missing(string reason) =>
        new($"The .NET {Environment.Version.Major} SDK is needed to read projects, and no usable one is here: {reason.TrimEnd('.')}. Install it: https://dot.net");
}
