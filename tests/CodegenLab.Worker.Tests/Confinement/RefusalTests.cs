using System.ComponentModel;
using System.Net.Sockets;
using System.Reflection;
using CodegenLab.Worker.Confinement;

namespace CodegenLab.Worker.Tests.Confinement;

[TestFixture]
public class RefusalTests
{
    private static readonly Exception[] Refusals =
    [
        new UnauthorizedAccessException(),
        new SocketException((int)SocketError.AccessDenied),
        new Win32Exception(1),
        new IOException("denied", 13),
        new IOException("Access to the path '/srv/files' is denied."),
        new TargetInvocationException(new UnauthorizedAccessException()),
        new AggregateException(new ArgumentException("x"), new UnauthorizedAccessException()),
    ];

    private static readonly Exception[] Others =
    [
        new FileNotFoundException(),
        new IOException("Directory not empty : '/srv/files'"),
        new SocketException((int)SocketError.HostNotFound),
        new Win32Exception(2),
        new ArgumentException("x"),
        new AggregateException(new ArgumentException("x")),
    ];

    [TestCaseSource(nameof(Refusals))]
    public void What_the_confinement_throws_is_known(Exception exception) => Assert.That(Refusal.IsIn(exception), Is.True);

    [TestCaseSource(nameof(Others))]
    public void What_the_subject_throws_is_not_taken_for_it(Exception exception) => Assert.That(Refusal.IsIn(exception), Is.False);
}
