using System.Runtime.InteropServices;

namespace CodegenLab.Worker.Confinement;

/// <summary>A seccomp filter, a program for the kernel's packet filter machine, that denies system calls to all threads of the process.</summary>
internal static unsafe class SystemCallFilter
{
    private const uint ArchitectureX64 = 0xC000003E;
    private const uint ArchitectureArm64 = 0xC00000B7;

    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort And = 0x54;
    private const ushort Return = 0x06;

    private const uint KillProcess = 0x80000000;
    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x00050000 | 1;
    private const uint NoSuchCall = 0x00050000 | 38;

    // Offsets in struct seccomp_data. Both architectures are little-endian: the low half of an argument comes first.
    private const uint Number = 0;
    private const uint Architecture = 4;
    private const uint FirstArgument = 16;
    private const uint SecondArgument = 24;
    private const uint ThirdArgument = 32;

    private const uint CloneThread = 0x10000;
    private const uint X32Calls = 0x40000000;

    private const uint Internet = 2;
    private const uint Internet6 = 10;
    private const uint SocketKind = 0xF;
    private const uint Tcp = 6;

    private const int SetFilter = 1;
    private const int AllThreads = 1;

    /// <summary>Applies the filter to the whole process, for good.</summary>
    /// <returns>Null, or why it did not work.</returns>
    public static string? Apply(IReadOnlyList<SystemCall> denied)
    {
        if (CallNumber is not { } seccomp)
            return $"no system call filter for {RuntimeInformation.ProcessArchitecture}";
        if (LinuxCalls.GiveUpNewPrivileges() != 0)
            return $"no_new_privs refused: {LinuxCalls.LastError}";

        var program = Build(denied, RuntimeInformation.ProcessArchitecture, Environment.ProcessId);
        fixed (Instruction* first = program)
        {
            var filter = new FilterProgram { Length = (ushort)program.Length, First = first };
            return LinuxCalls.Call(seccomp, SetFilter, AllThreads, (nint)(&filter), 0) switch
            {
                0 => null,
                -1 => $"seccomp refused: {LinuxCalls.LastError}",
                var thread => $"seccomp refused: thread {thread} has a filter of its own",
            };
        }
    }

    /// <param name="process">Signals may be sent to this process id.</param>
    public static Instruction[] Build(IReadOnlyList<SystemCall> denied, Architecture architecture, int process)
    {
        var isX64 = architecture == System.Runtime.InteropServices.Architecture.X64;
        List<Instruction> program =
        [
            new(LoadWord, 0, 0, Architecture),
            new(JumpIfEqual, 1, 0, isX64 ? ArchitectureX64 : ArchitectureArm64),
            new(Return, 0, 0, KillProcess),
            new(LoadWord, 0, 0, Number),
        ];
        if (isX64)
            program.AddRange([new(JumpIfAtLeast, 0, 1, X32Calls), new(Return, 0, 0, NotPermitted)]);

        foreach (var call in denied)
        {
            var number = isX64 ? call.X64 : call.Arm64;
            if (number < 0)
                continue;
            var answer = Answer(call.Exception, process);
            program.Add(new(JumpIfEqual, 0, (byte)answer.Length, (uint)number));
            program.AddRange(answer);
        }

        program.Add(new(Return, 0, 0, Allow));
        return [.. program];
    }

    private static Instruction[] Answer(SystemCallException exception, int process) => exception switch
    {
        SystemCallException.Never => [new(Return, 0, 0, NotPermitted)],
        SystemCallException.PretendMissing => [new(Return, 0, 0, NoSuchCall)],
        SystemCallException.NewThread =>
        [
            new(LoadWord, 0, 0, FirstArgument),
            new(JumpIfAnyBit, 1, 0, CloneThread),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ],
        SystemCallException.ToItself =>
        [
            new(LoadWord, 0, 0, FirstArgument),
            new(JumpIfEqual, 1, 0, (uint)process),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ],
        SystemCallException.WithoutPath =>
        [
            new(LoadWord, 0, 0, SecondArgument),
            new(JumpIfEqual, 0, 2, 0),
            new(LoadWord, 0, 0, SecondArgument + 4),
            new(JumpIfEqual, 1, 0, 0),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ],
        SystemCallException.TcpSocket =>
        [
            new(LoadWord, 0, 0, FirstArgument),
            new(JumpIfEqual, 1, 0, Internet),
            new(JumpIfEqual, 0, 5, Internet6),
            new(LoadWord, 0, 0, SecondArgument),
            new(And, 0, 0, SocketKind),
            new(JumpIfEqual, 0, 2, 1),
            new(LoadWord, 0, 0, ThirdArgument),
            // 0 and 6 are all the protocols that a stream of AF_INET may be made with and stays one that Landlock binds: not MPTCP, not SCTP.
            new(JumpIfAnyBit, 0, 1, ~Tcp),
            new(Return, 0, 0, NotPermitted),
            new(Return, 0, 0, Allow),
        ],
        _ => throw new InvalidOperationException($"No answer for {exception}."),
    };

    private static int? CallNumber => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => 317,
        System.Runtime.InteropServices.Architecture.Arm64 => 277,
        _ => null,
    };

    private struct FilterProgram
    {
        public ushort Length;
        public Instruction* First;
    }
}

/// <summary>struct sock_filter: one instruction of the packet filter machine.</summary>
/// <param name="Then">Instructions to skip when the comparison holds.</param>
/// <param name="Else">Instructions to skip when it does not.</param>
internal readonly record struct Instruction(ushort Code, byte Then, byte Else, uint Operand);
