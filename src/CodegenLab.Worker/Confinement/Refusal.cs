using System.ComponentModel;
using System.Net.Sockets;

namespace CodegenLab.Worker.Confinement;

/// <summary>
/// Tells what the confinement refused. Where a test ended like that, outside a worker it would write the file, open the connection or start the
/// program: such a test must not be kept, and least of all with the refusal as what it expects.
/// </summary>
public static class Refusal
{
    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int Unspecific = unchecked((int)0x80131620);

    /// <summary>The exception, or one inside it, may come from the confinement. Also true for what looks the same and has another reason.</summary>
    public static bool IsIn(Exception exception) => exception switch
    {
        UnauthorizedAccessException => true,
        SocketException socket => socket.SocketErrorCode is SocketError.AccessDenied,
        Win32Exception native => native.NativeErrorCode is NotPermitted or AccessDenied,
        // On Unix the result code of an IOException is the number of the system's error.
        IOException { HResult: NotPermitted or AccessDenied } => true,
        // Directory.Delete hides the number; what it says is not translated.
        IOException { HResult: Unspecific } denied when denied.Message.EndsWith(" is denied.", StringComparison.Ordinal) => true,
        AggregateException several => several.InnerExceptions.Any(IsIn),
        { InnerException: { } inner } => IsIn(inner),
        _ => false,
    };
}
