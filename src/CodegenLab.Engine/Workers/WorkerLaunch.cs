using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CodegenLab.Engine.Suites;
using CodegenLab.Worker.Hosting;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Workers;

/// <summary>Lays out the folder of one worker process and says how to start it.</summary>
internal sealed class WorkerLaunch(WorkerSettings settings)
{
    /// <summary>Variables of a build or of another runtime's settings that would change what the worker does.</summary>
    private static readonly string[] ForeignPrefixes = ["MSBUILD", "DOTNET_", "COMPlus_", "COREHOST_", "CORECLR_", "VSTEST_", "TESTINGPLATFORM_", "COVERLET_", "NUGET_"];

    /// <summary>Where .NET is, and that ICU is not: without them nothing starts.</summary>
    private static readonly string[] NeededPrefixes = ["DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_"];

    public ProcessStartInfo Prepare(WorkerFolder folder, Job job)
    {
        Directory.CreateDirectory(folder.Private);
        File.WriteAllBytes(folder.Job, ProtocolJson.Write(job));
        File.WriteAllText(folder.RuntimeConfiguration, RuntimeConfiguration(settings));

        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where a test host has it.
            WorkingDirectory = job is SuiteJob suite ? Path.GetDirectoryName(suite.Assembly)! : folder.Private,
            ArgumentList = { "exec", "--runtimeconfig", folder.RuntimeConfiguration, WorkerAssembly, folder.Path },
        };
        if (!settings.IsConfined)
            start.ArgumentList.Add(WorkerFolder.Unconfined);
        SetEnvironment(start.Environment, folder, job);
        return start;
    }

    private string WorkerAssembly => Path.Combine(settings.WorkerFolder ?? Path.GetDirectoryName(typeof(Job).Assembly.Location)!, "CodegenLab.Worker.dll");

    private void SetEnvironment(IDictionary<string, string?> environment, WorkerFolder folder, Job job)
    {
        foreach (var name in environment.Keys.Where(IsForeign).ToArray())
            environment.Remove(name);

        if (settings.IsConfined)
            MakePrivate(environment, folder);
        if (job is not SuiteJob)
            environment["TZ"] = job.TimeZone ?? "UTC";

        environment["DOTNET_GCHeapHardLimit"] = settings.HeapLimit.ToString("x", CultureInfo.InvariantCulture);
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        // No debugger or profiler attaches to a process this short-lived; saves its threads, sockets and dumps.
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_EnableWriteXorExecute"] = "0";
        environment["DOTNET_DbgEnableMiniDump"] = "0";
        // No window for a snapshot that differs.
        if (job is SuiteJob)
            environment["DiffEngine_Disabled"] = "true";
        // Only what is called tens of thousands of times is worth compiling again, but then at once: while new code comes, the runtime would wait, and with mutants it always comes.
        if (job is SuiteJob { Mutants.Length: > 0 })
        {
            environment["DOTNET_TC_CallCountThreshold"] = "7fff";
            environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        }

        // Nothing is called often enough to be worth it. There is no setting for code made at run time alone.
        if (job is SuiteJob { Builds: { } builds } && builds.Any(CompilesAtRunTime.Is))
            environment["DOTNET_JITMinOpts"] = "1";
    }

    private static void MakePrivate(IDictionary<string, string?> environment, WorkerFolder folder)
    {
        foreach (var name in new[] { "TMPDIR", "TEMP", "TMP", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA" })
            environment[name] = folder.Private;
    }

    private static bool IsForeign(string name) => StartsWithAny(name, ForeignPrefixes) && !StartsWithAny(name, NeededPrefixes);

    private static bool StartsWithAny(string name, string[] prefixes) => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string RuntimeConfiguration(WorkerSettings settings)
    {
        var version = $"{Environment.Version.Major}.{Environment.Version.Minor}.0";
        var names = new[] { "Microsoft.NETCore.App" }.Union(settings.Frameworks);
        return JsonSerializer.Serialize(new
        {
            runtimeOptions = new
            {
                tfm = $"net{Environment.Version.Major}.{Environment.Version.Minor}",
                rollForward = "Minor",
                frameworks = names.Select(name => new { name, version }),
                configProperties = settings.Properties,
            },
        });
    }
}
