namespace CodegenLab.Worker.Confinement;

/// <summary>
/// A <c>dotnet</c> command, with all the processes that it starts, under a confinement it cannot leave: it writes below one folder only and
/// speaks TCP only to ports that the system gives out (Linux 6.7 and later). The worker is the way in: it confines itself and executes the command.
/// </summary>
public static class ConfinedCommand
{
    internal const string Switch = "--confined-command";
    private const int NotConfined = 125;

    /// <summary>Why there is no confinement for commands here; null: there is.</summary>
    public static string? Trouble => Confine.CommandTrouble;

    /// <summary>Arguments for <c>dotnet</c> that run other arguments confined.</summary>
    /// <param name="folder">The one it may write to.</param>
    public static IReadOnlyList<string> Wrap(string folder, IEnumerable<string> arguments) => [typeof(ConfinedCommand).Assembly.Location, Switch, folder, .. arguments];

    internal static int Run(string folder, string[] arguments)
    {
        Console.Error.WriteLine($"The command was not run, because it could not be confined: {Confine.Command(folder, arguments)}.");
        return NotConfined;
    }
}
