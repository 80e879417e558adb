namespace CodegenLab.Worker.Confinement;

/// <summary>
/// Landlock (Linux 5.13 and later): reading and executing stay free, writing is allowed below the given paths alone;
/// from 6.7 on no TCP, from 6.12 on no signals to processes outside. Binds the calling thread and all it starts or executes.
/// </summary>
internal static unsafe class Landlock
{
    // The numbers are the same on every architecture.
    private const int CreateRuleset = 444;
    private const int AddRule = 445;
    private const int RestrictSelf = 446;

    private const int AskVersion = 1;
    private const int PathBeneath = 1;
    private const int NetworkPort = 2;

    private const ulong WriteFile = 1 << 1;
    private const ulong RemoveAndMake = 0b1_1111_1111_0000;
    private const ulong Refer = 1 << 13;
    private const ulong Truncate = 1 << 14;
    private const ulong ControlDevice = 1 << 15;
    private const ulong BindTcp = 0b01;
    private const ulong ConnectTcp = 0b10;
    private const ulong AbstractSocketsAndSignals = 0b11;

    /// <summary>Version of the kernel's Landlock interface; 0: the kernel has none, or it is switched off.</summary>
    public static int Version { get; } = OperatingSystem.IsLinux() ? (int)Math.Max(0, LinuxCalls.Call(CreateRuleset, 0, 0, AskVersion, 0)) : 0;

    /// <summary>Restricts the calling thread.</summary>
    /// <param name="folder">Everything may be done below it.</param>
    /// <param name="files">Existing files that may be written.</param>
    /// <param name="ports">TCP ports, first and last, that may be connected to, and listened on where the system chooses one; null: no TCP.</param>
    /// <returns>Null, or why it did not work.</returns>
    public static string? Apply(string folder, IEnumerable<string> files, (int First, int Last)? ports = null)
    {
        if (Version == 0)
            return "kernel without Landlock";

        var rights = WriteFile | RemoveAndMake;
        if (Version >= 2)
            rights |= Refer;
        if (Version >= 3)
            rights |= Truncate;
        if (Version >= 5)
            rights |= ControlDevice;

        var ruleset = new Ruleset { Files = rights, Network = BindTcp | ConnectTcp, Scopes = AbstractSocketsAndSignals };
        var size = Version switch { >= 6 => 24, >= 4 => 16, _ => 8 };
        var descriptor = (int)LinuxCalls.Call(CreateRuleset, (nint)(&ruleset), size, 0, 0);
        if (descriptor < 0)
            return $"no Landlock ruleset: {LinuxCalls.LastError}";

        try
        {
            if (Allow(descriptor, folder, rights) is { } trouble)
                return trouble;
            foreach (var file in files)
            {
                if (Allow(descriptor, file, rights & (WriteFile | Truncate | ControlDevice)) is { } fileTrouble)
                    return fileTrouble;
            }

            if (Version >= 4 && ports is var (first, last) && AllowPorts(descriptor, first, last) is { } portTrouble)
                return portTrouble;

            if (LinuxCalls.GiveUpNewPrivileges() != 0)
                return $"no_new_privs refused: {LinuxCalls.LastError}";
            return LinuxCalls.Call(RestrictSelf, descriptor, 0, 0, 0) == 0 ? null : $"Landlock refused: {LinuxCalls.LastError}";
        }
        finally
        {
            _ = LinuxCalls.Close(descriptor);
        }
    }

    private static string? Allow(int ruleset, string path, ulong rights)
    {
        var descriptor = LinuxCalls.Open(path, LinuxCalls.OpenPathOnly | LinuxCalls.OpenCloseOnExec);
        if (descriptor < 0)
            return $"no Landlock rule for {path}: {LinuxCalls.LastError}";
        try
        {
            var rule = new PathRule { Rights = rights, Descriptor = descriptor };
            return LinuxCalls.Call(AddRule, ruleset, PathBeneath, (nint)(&rule), 0) == 0 ? null : $"no Landlock rule for {path}: {LinuxCalls.LastError}";
        }
        finally
        {
            _ = LinuxCalls.Close(descriptor);
        }
    }

    private static string? AllowPorts(int ruleset, int first, int last)
    {
        // To listen on port 0 is to let the system choose.
        for (var (port, rights) = (0, BindTcp); port <= last; (port, rights) = (Math.Max(first, port + 1), ConnectTcp))
        {
            var rule = new PortRule { Rights = rights, Port = (ulong)port };
            if (LinuxCalls.Call(AddRule, ruleset, NetworkPort, (nint)(&rule), 0) != 0)
                return $"no Landlock rule for port {port}: {LinuxCalls.LastError}";
        }

        return null;
    }

    private struct Ruleset
    {
        public ulong Files;
        public ulong Network;
        public ulong Scopes;
    }

    private struct PortRule
    {
        public ulong Rights;
        public ulong Port;
    }

    private struct PathRule
    {
        public ulong Rights;
        public int Descriptor;
    }
}
