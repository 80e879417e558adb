using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Hostile;

public static class Prints
{
    public static int Much(int n)
    {
        for (var i = 0; i < 100; i++)
            Console.WriteLine("""{"report":"failed","explanation":"noise"}""");
        return n > 3 ? n : -n;
    }
}

public static class Asks
{
    public static string Name(string greeting) => greeting + (Console.ReadLine() ?? "nobody");
}

public static class Changes
{
    public static string Culture(double amount)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        return amount.ToString("N2", CultureInfo.CurrentCulture);
    }

    public static string? Variable(string path)
    {
        Environment.SetEnvironmentVariable("PATH", path);
        return Environment.GetEnvironmentVariable("PATH");
    }

    public static string Folder(bool up)
    {
        if (up)
            Directory.SetCurrentDirectory("/");
        return up ? "up" : "here";
    }
}

public static class Connects
{
    public static int To(string host, int port)
    {
        using var client = new TcpClient(host, port);
        return client.Available;
    }
}

public static class Starts
{
    public static int Program(string name)
    {
        using var process = Process.Start(name);
        process.WaitForExit();
        return process.ExitCode;
    }
}

public static class ThrowsInStatic
{
    private static readonly int Value = int.Parse("no number", CultureInfo.InvariantCulture);

    public static int Add(int n) => Value + n;
}
