namespace CodegenLab.Worker.Confinement;

/// <summary>
/// Notices what the confinement refuses even where the subject catches the exception: a method that answers false when it may not delete a file
/// would delete it outside a worker.
/// </summary>
internal static class RefusalWatch
{
    private static volatile bool _hasSeen;

    static RefusalWatch() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => _hasSeen |= Refusal.IsIn(thrown.Exception);

    /// <summary>Something was refused since <see cref="Begin"/>, on whatever thread.</summary>
    public static bool HasSeen => _hasSeen;

    public static void Begin() => _hasSeen = false;
}
