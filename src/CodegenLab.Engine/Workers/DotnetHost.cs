using System.Runtime.InteropServices;

namespace CodegenLab.Engine.Workers;

/// <summary>The <c>dotnet</c> that workers run under: the one this process runs under.</summary>
public static class DotnetHost
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>Full path; the bare name, to be found on the PATH, when there is no better.</summary>
    public static string Path { get; } = Candidates().FirstOrDefault(File.Exists) ?? FileName;

    private static IEnumerable<string> Candidates()
    {
        if (Environment.ProcessPath is { } current && System.IO.Path.GetFileName(current) == FileName)
            yield return current;

        // <root>/shared/Microsoft.NETCore.App/<version>/
        if (Directory.GetParent(RuntimeEnvironment.GetRuntimeDirectory())?.Parent?.Parent?.Parent is { } root)
            yield return System.IO.Path.Combine(root.FullName, FileName);

        if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
            yield return host;

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } folder)
            yield return System.IO.Path.Combine(folder, FileName);
    }
}
