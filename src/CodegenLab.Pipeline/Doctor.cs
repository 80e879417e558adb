using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline;

/// <summary>Looks at what a run depends on: the SDK, and the model with one tiny call.</summary>
/// <param name="variable">The value of an environment variable.</param>
/// <param name="variables">Names of all that are set.</param>
public sealed class Doctor(Func<string, string?> variable, ImmutableArray<string> variables, ModelCheck check)
{
    /// <summary>As programs use it.</summary>
    public Doctor()
        : this(Environment.GetEnvironmentVariable, SettingVariables.OfThisProcess(), new ModelCheck(new ModelConnection(), TimeProvider.System))
    {
    }

    /// <exception cref="InputException">The path or a setting is wrong.</exception>
    public async Task<DoctorReport> ExamineAsync(DoctorRequest request, CancellationToken cancellationToken)
    {
        var folder = Folder(request);
        var configuration = new ModelSettingsReader(variable, variables).Read(request.Model, folder);
        var sdk = await DotnetCommand.RunAsync(["--version"], folder, null, cancellationToken);
        var report = new DoctorReport
        {
            ToolVersion = Generation.ToolVersion,
            System = RuntimeInformation.OSDescription,
            Runtime = RuntimeInformation.FrameworkDescription,
            Sdk = sdk.ExitCode == 0 ? sdk.Output.LastOrDefault(line => line.Trim().Length > 0)?.Trim() : null,
            SdkComplaint = sdk.ExitCode == 0 ? null : await InstalledSdk.ComplaintAsync(folder, cancellationToken) ?? string.Join(' ', sdk.Output).Trim(),
            Configuration = configuration,
        };

        if (configuration.Settings is not { } settings)
            return report;

        try
        {
            return report with { Answer = await check.CallAsync(settings, cancellationToken) };
        }
        catch (ModelException failure)
        {
            return report with { Failure = failure };
        }
    }

    private static string Folder(DoctorRequest request)
    {
        var path = Path.GetFullPath(request.Path ?? "", Path.GetFullPath(request.WorkingFolder));
        if (Directory.Exists(path))
            return path;
        return File.Exists(path)
            ? Path.GetDirectoryName(path)!
            : throw new InputException($"{request.Path} does not exist. Give a solution, a project or a folder, or leave it out.");
    }
}
