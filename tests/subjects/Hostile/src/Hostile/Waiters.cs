namespace Hostile;

public static class Waits
{
    public static int ForEver(int n)
    {
        Thread.Sleep(Timeout.Infinite);
        return n;
    }
}

public static class Loops
{
    public static int ForEver(int n)
    {
        while (n != 7)
        {
        }

        return n;
    }

    public static async Task<int> NeverAsync(int n)
    {
        if (n > 5)
            await new TaskCompletionSource().Task;
        return n;
    }
}

public static class Eats
{
    public static int Memory(int n)
    {
        var kept = new List<byte[]>();
        while (n > 5)
            kept.Add(new byte[1 << 20]);
        return kept.Count;
    }
}
