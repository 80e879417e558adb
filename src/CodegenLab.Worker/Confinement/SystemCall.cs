namespace CodegenLab.Worker.Confinement;

/// <summary>A system call that the subject may not make.</summary>
/// <param name="X64">Number on x86-64; -1: does not exist there.</param>
/// <param name="Arm64">Number on AArch64; -1: does not exist there.</param>
/// <param name="Exception">In which case it may all the same.</param>
internal readonly record struct SystemCall(string Name, int X64, int Arm64, SystemCallException Exception = SystemCallException.Never)
{
    /// <summary>What has the same number everywhere: all that came after Linux 5.0.</summary>
    public SystemCall(string name, int number, SystemCallException exception = SystemCallException.Never) : this(name, number, number, exception) { }

    /// <summary>
    /// What a subject in a worker may not: new processes, signals and memory of other processes, sockets, mounts, the clock, kernel modules and tracing;
    /// and what Landlock does not cover: rights, owners and times of files named by a path.
    /// </summary>
    public static IReadOnlyList<SystemCall> Denied { get; } =
    [
        new("execve", 59, 221),
        new("execveat", 322, 281),
        new("fork", 57, -1),
        new("vfork", 58, -1),
        new("clone", 56, 220, SystemCallException.NewThread),
        new("clone3", 435, SystemCallException.PretendMissing),
        new("kill", 62, 129, SystemCallException.ToItself),
        new("tkill", 200, 130),
        new("tgkill", 234, 131, SystemCallException.ToItself),
        new("rt_sigqueueinfo", 129, 138),
        new("rt_tgsigqueueinfo", 297, 240),
        new("pidfd_send_signal", 424),
        new("pidfd_open", 434),
        new("pidfd_getfd", 438),
        new("ptrace", 101, 117),
        new("process_vm_readv", 310, 270),
        new("process_vm_writev", 311, 271),
        new("socket", 41, 198),
        new("io_uring_setup", 425, SystemCallException.PretendMissing),
        new("mount", 165, 40),
        new("umount2", 166, 39),
        new("pivot_root", 155, 41),
        new("chroot", 161, 51),
        new("open_tree", 428),
        new("move_mount", 429),
        new("fsopen", 430),
        new("fsmount", 432),
        new("mount_setattr", 442),
        new("unshare", 272, 97),
        new("setns", 308, 268),
        new("reboot", 169, 142),
        new("kexec_load", 246, 104),
        new("kexec_file_load", 320, 294),
        new("swapon", 167, 224),
        new("swapoff", 168, 225),
        new("init_module", 175, 105),
        new("finit_module", 313, 273),
        new("delete_module", 176, 106),
        new("settimeofday", 164, 170),
        new("clock_settime", 227, 112),
        new("adjtimex", 159, 171),
        new("clock_adjtime", 305, 266),
        new("sethostname", 170, 161),
        new("setdomainname", 171, 162),
        new("bpf", 321, 280),
        new("perf_event_open", 298, 241),
        new("userfaultfd", 323, 282),
        new("add_key", 248, 217),
        new("request_key", 249, 218),
        new("keyctl", 250, 219),
        new("quotactl", 179, 60),
        new("acct", 163, 89),
        new("iopl", 172, -1),
        new("ioperm", 173, -1),
        new("chmod", 90, -1),
        new("fchmodat", 268, 53),
        new("fchmodat2", 452),
        new("chown", 92, -1),
        new("lchown", 94, -1),
        new("fchownat", 260, 54),
        new("setxattr", 188, 5),
        new("lsetxattr", 189, 6),
        new("removexattr", 197, 14),
        new("lremovexattr", 198, 15),
        new("utime", 132, -1),
        new("utimes", 235, -1),
        new("futimesat", 261, -1),
        new("utimensat", 280, 88, SystemCallException.WithoutPath),
    ];

    /// <summary>
    /// What a command with processes of its own may not, which speak to each other over sockets: as above, but for new processes, signals
    /// (Landlock keeps those inside from Linux 6.12 on) and TCP.
    /// </summary>
    public static IReadOnlyList<SystemCall> DeniedToCommands { get; } =
    [
        .. Denied.Where(call => !NeededByCommands.Contains(call.Name)).Select(call => call.Name == "socket" ? call with { Exception = SystemCallException.TcpSocket } : call),
    ];

    private static HashSet<string> NeededByCommands =>
    [
        "execve", "execveat", "fork", "vfork", "clone", "clone3",
        "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal",
    ];
}

/// <summary>When a denied system call is allowed all the same, or how it is denied.</summary>
internal enum SystemCallException
{
    Never,

    /// <summary>Flags of the first argument say that it makes a thread.</summary>
    NewThread,

    /// <summary>The first argument is the calling process.</summary>
    ToItself,

    /// <summary>The second argument, a path, is null: the first is an open file.</summary>
    WithoutPath,

    /// <summary>It makes a socket of TCP, whose ports Landlock takes care of: an address family of the internet, SOCK_STREAM, and no other protocol.</summary>
    TcpSocket,

    /// <summary>Denied like a call that an old kernel does not know: the C library then takes an older one.</summary>
    PretendMissing,
}
