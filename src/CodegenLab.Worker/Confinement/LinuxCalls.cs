using System.Runtime.InteropServices;

namespace CodegenLab.Worker.Confinement;

/// <summary>The system calls that confine, which .NET has no name for.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int OpenPathOnly = 0x200000;
    public const int OpenCloseOnExec = 0x80000;

    private const int SetNoNewPrivileges = 38;

    /// <summary>From here on, no program that this process executes gains rights; both confinements demand it.</summary>
    /// <returns>0, or -1 and the error is the last system error.</returns>
    public static int GiveUpNewPrivileges() => ControlProcess(SetNoNewPrivileges, 1, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int ControlProcess(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    /// <summary>Only for calls without a wrapper in libc. All arguments are machine words, so the variadic C function may be declared like this on x64 and arm64.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Call(nint number, nint argument1, nint argument2, nint argument3, nint argument4);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(string path, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    public static partial int SetLimit(int resource, ResourceLimit* limit);

    /// <summary>Text of the error of the last call.</summary>
    public static string LastError => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    public struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
