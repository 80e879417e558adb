using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Hosting;

/// <summary>The usual call of a hook on what needs no look, before anything is loaded that takes its time: the parser of command lines, the console, Roslyn, MSBuild.</summary>
internal static class FastAnswer
{
    /// <returns>What to say; null: it has to be looked at as always.</returns>
    public static async Task<string?> ToAsync(IReadOnlyList<string> arguments, string workingFolder, RunGit git)
    {
        if (arguments is not ([HookCommand.Name, HookRunCommand.Name] or [HookCommand.Name, HookRunCommand.Name, not ['-', ..]]))
            return null;
        try
        {
            var snapshot = await StagedSnapshot.TakeAsync(git, workingFolder, CancellationToken.None);
            if (snapshot.IsEmpty)
                return HookRunCommand.NothingStaged;
            var path = arguments.Count > 2 ? Path.GetRelativePath(snapshot.Root, Path.GetFullPath(arguments[2], workingFolder)) : null;
            return new VerifiedTrees(snapshot.Root, path).Has(snapshot.Tree) ? HookRunCommand.VerifiedBefore : null;
        }
        catch (InputException)
        {
            // Told by those who tell everything.
            return null;
        }
    }
}
