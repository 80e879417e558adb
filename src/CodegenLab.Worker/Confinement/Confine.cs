using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Confinement;

/// <summary>
/// Takes from this process what a subject must not do. On Linux in two steps: Landlock binds only the calling thread, and the runtime has
/// others by the time Main runs, so the process then executes itself anew, which keeps the restriction and drops the threads; the system call
/// filter, which would forbid that, follows in the new image and reaches all threads.
/// </summary>
internal static unsafe class Confine
{
    private const string Marker = "--landlock=";
    private const int LimitOfCoreFile = 4;
    private const int LimitOfFileSize = 1;
    private const ulong LargestFile = 256 << 20;

    /// <summary>First step; on success it does not return. Called before anything else, on the main thread.</summary>
    /// <returns>Why files are not protected; null in the new image: they are.</returns>
    public static string? Files(string[] arguments, string privateFolder, string journal)
    {
        if (!OperatingSystem.IsLinux())
            return $"not available on {RuntimeInformation.OSDescription}";
        if (arguments.Any(argument => argument.StartsWith(Marker, StringComparison.Ordinal)))
            return null;
        return Landlock.Apply(privateFolder, [journal, "/dev/null"]) ?? ExecuteAnew();
    }

    /// <summary>Second step, before the subject is loaded.</summary>
    /// <param name="filesTrouble">What the first step returned.</param>
    public static ConfinementStatement Calls(string? filesTrouble)
    {
        if (!OperatingSystem.IsLinux())
            return new ConfinementStatement(false, false, false, $"none: {filesTrouble}");

        Limit(LimitOfCoreFile, 0);
        Limit(LimitOfFileSize, LargestFile);
        var callsTrouble = SystemCallFilter.Apply(SystemCall.Denied);
        var description = (filesTrouble, callsTrouble) switch
        {
            (null, null) => $"Landlock {Landlock.Version} and seccomp: writes only to a private folder, no network, no processes",
            (null, _) => $"Landlock {Landlock.Version}: writes only to a private folder; network and processes open: {callsTrouble}",
            (_, null) => $"seccomp: no network, no processes; files open: {filesTrouble}",
            _ => $"none: {filesTrouble}; {callsTrouble}",
        };
        return new ConfinementStatement(filesTrouble is null, callsTrouble is null, callsTrouble is null, description);
    }

    /// <summary>Confines this process and becomes the command, whose processes inherit the confinement. On success it does not return.</summary>
    /// <param name="folder">Existing; the command can write below it alone.</param>
    /// <param name="arguments">For the <c>dotnet</c> that this process runs under.</param>
    /// <returns>Why it did not work; the command was not started.</returns>
    public static string Command(string folder, IEnumerable<string> arguments)
    {
        if ((CommandTrouble ?? Landlock.Apply(folder, ["/dev/null"], DynamicPorts())) is { } trouble)
            return trouble;
        Limit(LimitOfCoreFile, 0);
        Limit(LimitOfFileSize, LargestFile);
        return SystemCallFilter.Apply(SystemCall.DeniedToCommands) ?? Execute(Encoding.UTF8.GetBytes(string.Concat(arguments.Prepend("dotnet").Select(argument => argument + "\0"))));
    }

    /// <summary>Why commands cannot be confined here; null: they can.</summary>
    public static string? CommandTrouble =>
        !OperatingSystem.IsLinux() ? $"not available on {RuntimeInformation.OSDescription}"
        : Landlock.Version < 4 ? "the kernel is older than Linux 6.7 or has Landlock switched off"
        : RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64) ? $"no system call filter for {RuntimeInformation.ProcessArchitecture}"
        : null;

    /// <summary>The ports that the system chooses from for whoever does not mind: test platforms listen there for their own processes.</summary>
    private static (int First, int Last) DynamicPorts()
    {
        const string Setting = "/proc/sys/net/ipv4/ip_local_port_range";
        var range = File.ReadAllText(Setting).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[1], CultureInfo.InvariantCulture));
    }

    private static string ExecuteAnew() => Execute([.. File.ReadAllBytes("/proc/self/cmdline"), .. Encoding.ASCII.GetBytes($"{Marker}{Landlock.Version}\0")]);

    /// <param name="arguments">Each ends with a zero byte; the name of the program is the first.</param>
    private static string Execute(byte[] arguments)
    {
        var environment = File.ReadAllBytes("/proc/self/environ");
        fixed (byte* argumentText = arguments, environmentText = environment)
        fixed (byte** argumentPointers = Split(argumentText, arguments.Length), environmentPointers = Split(environmentText, environment.Length))
        {
            _ = LinuxCalls.Execute("/proc/self/exe", argumentPointers, environmentPointers);
        }

        return $"the worker could not be executed anew: {LinuxCalls.LastError}";
    }

    /// <summary>Pointers to the texts of a block, each of which ends with a zero byte, and a null pointer after the last.</summary>
    private static byte*[] Split(byte* block, int length)
    {
        var count = new ReadOnlySpan<byte>(block, length).Count((byte)0);
        var pointers = new byte*[count + 1];
        for (var i = 0; i < count; i++)
        {
            pointers[i] = block;
            block += MemoryMarshal.CreateReadOnlySpanFromNullTerminated(block).Length + 1;
        }

        return pointers;
    }

    private static void Limit(int resource, ulong value)
    {
        var limit = new LinuxCalls.ResourceLimit { Soft = value, Hard = value };
        // Refused only where a lower hard limit is in force already, which serves as well.
        _ = LinuxCalls.SetLimit(resource, &limit);
    }
}
