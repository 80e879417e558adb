using System.Diagnostics;

namespace Hostile;

public static class Exits
{
    public static int Leave(int code)
    {
        Environment.Exit(code & 7);
        return code;
    }
}

public static class FailsFast
{
    public static int Give(string up)
    {
        if (up.Length > 0)
            Environment.FailFast(up);
        return 0;
    }
}

public static class KillsItself
{
    public static int Kill(int n)
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        return n;
    }
}

public static class ThrowsOnThread
{
    public static int Start(int n)
    {
        new Thread(() => throw new InvalidOperationException("on a thread")).Start();
        Thread.Sleep(200);
        return n;
    }
}

public sealed class ThrowsInFinalizer(int n)
{
    public int Twice { get; } = n * 2;

    ~ThrowsInFinalizer() => throw new InvalidOperationException("in a finalizer");
}

public static class Overflows
{
    public static int Depth(int n)
    {
        Span<byte> frame = stackalloc byte[4096];
        frame[0] = (byte)n;
        return n == 0 ? 0 : frame[0] + Depth(n > 0 ? n + 1 : n - 1);
    }
}
