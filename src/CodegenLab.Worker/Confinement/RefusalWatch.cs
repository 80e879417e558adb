namespace CodegenLab.Worker.Confinement;

/// <summary>
/// Notices what the confinement refuses even where the subject catches the exception: a method that answers false when it may not delete a file
/// would delete it outside a worker.
/// </summary>
internal static class RefusalWatch
{
    private static volatile Exception? _seen;
    private static volatile Action? _told;

    static RefusalWatch() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
    {
        if ((_seen is not null && _told is null) || !Refusal.IsIn(thrown.Exception))
            return;
        _seen ??= thrown.Exception;
        _told?.Invoke();
    };

    /// <summary>Something was refused since <see cref="Begin"/>, on whatever thread.</summary>
    public static bool HasSeen => _seen is not null;

    /// <summary>The first refusal since <see cref="Begin"/>; null: none.</summary>
    public static Exception? Seen => _seen;

    public static void Begin() => _seen = null;

    /// <summary>From now on says so of every refusal at once, on the thread that was refused something.</summary>
    /// <param name="told">Null: nobody wants to know any more.</param>
    public static void Tell(Action? told) => _told = told;
}
