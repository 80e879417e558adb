using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CodegenLab.Worker.Hosting;

/// <summary>
/// Standard input and output are the wire to the starter: they exist everywhere, are inherited by nobody else, and end when their other end dies.
/// So that the subject cannot write into them, they are moved away and the null device takes their place.
/// Standard error stays: the runtime's last words go there.
/// </summary>
internal static partial class StandardStreams
{
    private const int WindowsInput = -10;
    private const int WindowsOutput = -11;
    private const uint HandleFlagInherit = 1;

    // FIOCLEX: closed in every program that this one executes. Unlike fcntl it takes no third argument, which variadic functions expect elsewhere on Apple's arm64.
    private const nuint CloseOnExecuteLinux = 0x5451;
    private const nuint CloseOnExecuteApple = 0x20006601;

    /// <returns>The streams that the process was started with.</returns>
    public static (Stream Input, Stream Output) Take()
    {
        var (input, output) = OperatingSystem.IsWindows() ? TakeOnWindows() : TakeOnUnix();
        Console.SetIn(TextReader.Null);
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        return (new FileStream(input, FileAccess.Read, bufferSize: 0), new FileStream(output, FileAccess.Write, bufferSize: 0));
    }

    private static (SafeFileHandle Input, SafeFileHandle Output) TakeOnUnix()
    {
        var input = new SafeFileHandle(Duplicate(0), ownsHandle: true);
        var output = new SafeFileHandle(Duplicate(1), ownsHandle: true);
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var descriptor = (int)nothing.DangerousGetHandle();
        if (input.IsInvalid || output.IsInvalid || Duplicate(descriptor, 0) < 0 || Duplicate(descriptor, 1) < 0
            || CloseOnExecute(input) < 0 || CloseOnExecute(output) < 0)
            throw new IOException($"The standard streams cannot be moved: {Marshal.GetLastPInvokeErrorMessage()}");
        return (input, output);
    }

    private static (SafeFileHandle Input, SafeFileHandle Output) TakeOnWindows()
    {
        var input = new SafeFileHandle(GetStandardHandle(WindowsInput), ownsHandle: true);
        var output = new SafeFileHandle(GetStandardHandle(WindowsOutput), ownsHandle: true);
        var nothing = File.OpenHandle("NUL", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (!SetHandleFlags(input, HandleFlagInherit, 0) || !SetHandleFlags(output, HandleFlagInherit, 0)
            || !SetStandardHandle(WindowsInput, nothing.DangerousGetHandle()) || !SetStandardHandle(WindowsOutput, nothing.DangerousGetHandle()))
            throw new IOException($"The standard streams cannot be moved: {Marshal.GetLastPInvokeErrorMessage()}");
        // Standard input and output of the process from here on: open until it ends.
        nothing.SetHandleAsInvalid();
        return (input, output);
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    private static int CloseOnExecute(SafeFileHandle file) => Control((int)file.DangerousGetHandle(), OperatingSystem.IsLinux() ? CloseOnExecuteLinux : CloseOnExecuteApple);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int descriptor, nuint request);

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle", SetLastError = true)]
    private static partial nint GetStandardHandle(int which);

    [LibraryImport("kernel32", EntryPoint = "SetHandleInformation", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetHandleFlags(SafeFileHandle handle, uint which, uint flags);

    [LibraryImport("kernel32", EntryPoint = "SetStdHandle", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStandardHandle(int which, nint handle);
}
