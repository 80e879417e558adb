using CodegenLab.Engine.Memory;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Folders in that of the tool's state, each for one kind of thing that is kept from run to run.</summary>
internal static class KeptFolder
{
    private static readonly Lock Creating = new();

    /// <param name="folder">Of the solution.</param>
    /// <param name="name">Of the kind.</param>
    /// <param name="mostBytes">Of all files in it.</param>
    /// <returns>Null: nothing can be written there, and each run finds out all by itself.</returns>
    public static KeptFiles? Open(string folder, string name, long mostBytes)
    {
        var state = Path.Combine(folder, StateFolder.Name);
        try
        {
            // Projects of one run come here at once.
            lock (Creating)
                StateFolder.Create(state);
            return new KeptFiles(Path.Combine(state, name), mostBytes);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
