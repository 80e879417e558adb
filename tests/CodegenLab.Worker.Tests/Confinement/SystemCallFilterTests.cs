using System.Runtime.InteropServices;
using CodegenLab.Worker.Confinement;

namespace CodegenLab.Worker.Tests.Confinement;

/// <summary>The filter program run by a packet filter machine of our own: so the one for the other architecture is tested here as well.</summary>
[TestFixture]
public class SystemCallFilterTests
{
    private const int Process = 4711;
    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x00050001;
    private const uint NoSuchCall = 0x00050026;
    private const uint KillProcess = 0x80000000;

    [TestCase(Architecture.X64, 41, TestName = "Sockets are denied on x64")]
    [TestCase(Architecture.Arm64, 198, TestName = "Sockets are denied on arm64")]
    [TestCase(Architecture.X64, 59, TestName = "Programs are denied on x64")]
    [TestCase(Architecture.Arm64, 221, TestName = "Programs are denied on arm64")]
    public void Denied(Architecture architecture, int call) => Assert.That(Ask(architecture, call), Is.EqualTo(NotPermitted));

    [TestCase(Architecture.X64, 0, TestName = "Reading is allowed on x64")]
    [TestCase(Architecture.Arm64, 63, TestName = "Reading is allowed on arm64")]
    [TestCase(Architecture.X64, 202, TestName = "Waiting is allowed on x64")]
    [TestCase(Architecture.Arm64, 98, TestName = "Waiting is allowed on arm64")]
    public void Allowed(Architecture architecture, int call) => Assert.That(Ask(architecture, call), Is.EqualTo(Allow));

    [TestCase(Architecture.X64, 56)]
    [TestCase(Architecture.Arm64, 220)]
    public void Threads_are_allowed_processes_are_not(Architecture architecture, int clone)
    {
        const ulong ThreadFlags = 0x3D0F00;
        const ulong SpawnFlags = 0x4111;
        Assert.That(Ask(architecture, clone, ThreadFlags), Is.EqualTo(Allow));
        Assert.That(Ask(architecture, clone, SpawnFlags), Is.EqualTo(NotPermitted));
        Assert.That(Ask(architecture, 435), Is.EqualTo(NoSuchCall), "the C library falls back to clone");
    }

    [TestCase(Architecture.X64, 62)]
    [TestCase(Architecture.X64, 234)]
    [TestCase(Architecture.Arm64, 129)]
    [TestCase(Architecture.Arm64, 131)]
    public void Signals_reach_the_process_itself_only(Architecture architecture, int kill)
    {
        Assert.That(Ask(architecture, kill, Process), Is.EqualTo(Allow));
        Assert.That(Ask(architecture, kill, 1), Is.EqualTo(NotPermitted));
        Assert.That(Ask(architecture, kill, uint.MaxValue), Is.EqualTo(NotPermitted), "every process");
    }

    [TestCase(Architecture.X64, 280)]
    [TestCase(Architecture.Arm64, 88)]
    public void Times_of_open_files_may_be_set_those_of_paths_may_not(Architecture architecture, int utimensat)
    {
        Assert.That(Ask(architecture, utimensat, 5, 0), Is.EqualTo(Allow));
        Assert.That(Ask(architecture, utimensat, 5, 0x7000_1234_5678), Is.EqualTo(NotPermitted));
        Assert.That(Ask(architecture, utimensat, 5, 0x7000_0000_0000), Is.EqualTo(NotPermitted));
    }

    [Test]
    public void Calls_of_another_architecture_end_the_process() =>
        Assert.That(Run(SystemCallFilter.Build(SystemCall.Denied, Architecture.X64, Process), 59, 0x40000003, []), Is.EqualTo(KillProcess));

    [Test]
    public void The_second_call_table_of_x64_is_closed() => Assert.That(Ask(Architecture.X64, 0x40000000 + 41), Is.EqualTo(NotPermitted));

    [Test]
    public void Every_denied_call_is_denied_or_has_its_exception([Values(Architecture.X64, Architecture.Arm64)] Architecture architecture)
    {
        foreach (var call in SystemCall.Denied)
        {
            var number = architecture == Architecture.X64 ? call.X64 : call.Arm64;
            if (number >= 0)
                Assert.That(Ask(architecture, number, 1, 1), Is.Not.EqualTo(Allow), call.Name);
        }
    }

    [TestCase(Architecture.X64, 41)]
    [TestCase(Architecture.Arm64, 198)]
    public void Commands_may_speak_TCP_and_nothing_else(Architecture architecture, int socket)
    {
        const ulong CloseOnExec = 0x80000;
        Assert.That(AskOfCommand(architecture, socket, 2, 1 | CloseOnExec, 6), Is.EqualTo(Allow));
        Assert.That(AskOfCommand(architecture, socket, 10, 1, 0), Is.EqualTo(Allow));
        Assert.That(AskOfCommand(architecture, socket, 2, 2, 17), Is.EqualTo(NotPermitted), "UDP");
        Assert.That(AskOfCommand(architecture, socket, 2, 1, 262), Is.EqualTo(NotPermitted), "MPTCP, which Landlock does not bind");
        Assert.That(AskOfCommand(architecture, socket, 10, 3, 58), Is.EqualTo(NotPermitted), "raw");
        Assert.That(AskOfCommand(architecture, socket, 1, 1, 0), Is.EqualTo(NotPermitted), "sockets of other programs in the file system");
        Assert.That(AskOfCommand(architecture, socket, 16, 3, 0), Is.EqualTo(NotPermitted), "netlink");
    }

    [Test]
    public void Commands_may_start_processes_and_nothing_else_that_a_subject_may_not()
    {
        Assert.That(AskOfCommand(Architecture.X64, 59), Is.EqualTo(Allow));
        Assert.That(AskOfCommand(Architecture.X64, 435), Is.EqualTo(Allow));
        Assert.That(AskOfCommand(Architecture.X64, 101), Is.EqualTo(NotPermitted), "ptrace");
        Assert.That(AskOfCommand(Architecture.Arm64, 40), Is.EqualTo(NotPermitted), "mount");
    }

    private static uint AskOfCommand(Architecture architecture, int call, params ulong[] arguments) =>
        Run(SystemCallFilter.Build(SystemCall.DeniedToCommands, architecture, Process), call, architecture == Architecture.X64 ? 0xC000003E : 0xC00000B7, arguments);

    private static uint Ask(Architecture architecture, int call, params ulong[] arguments) =>
        Run(SystemCallFilter.Build(SystemCall.Denied, architecture, Process), call, architecture == Architecture.X64 ? 0xC000003E : 0xC00000B7, arguments);

    private static uint Run(Instruction[] program, int call, uint architecture, ulong[] arguments)
    {
        var words = new uint[16];
        words[0] = (uint)call;
        words[1] = architecture;
        for (var i = 0; i < arguments.Length; i++)
        {
            words[4 + (2 * i)] = (uint)arguments[i];
            words[5 + (2 * i)] = (uint)(arguments[i] >> 32);
        }

        var accumulator = 0u;
        for (var at = 0; ; at++)
        {
            var (code, then, other, operand) = program[at];
            switch (code)
            {
                case 0x20: accumulator = words[operand / 4]; break;
                case 0x15: at += accumulator == operand ? then : other; break;
                case 0x35: at += accumulator >= operand ? then : other; break;
                case 0x45: at += (accumulator & operand) != 0 ? then : other; break;
                case 0x54: accumulator &= operand; break;
                case 0x06: return operand;
                default: throw new InvalidOperationException($"Instruction {code:x}.");
            }
        }
    }
}
