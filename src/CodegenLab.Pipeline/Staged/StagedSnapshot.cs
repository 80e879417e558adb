using CodegenLab.Pipeline.Gates;

namespace CodegenLab.Pipeline.Staged;

/// <summary>What the next commit would hold, as objects of git that nothing can change any more.</summary>
/// <param name="Root">Of the work tree.</param>
/// <param name="Tree">Id of the tree that is staged.</param>
/// <param name="Base">Id of the tree of the last commit; of the empty tree when there is none.</param>
public sealed record StagedSnapshot(string Root, string Tree, string Base)
{
    /// <summary>Nothing is staged.</summary>
    public bool IsEmpty => Tree == Base;

    /// <summary>Asks git in the environment of this process: a hook is told of another index than the usual one when files are committed by name.</summary>
    /// <exception cref="InputException">There is no repository, or a merge is not finished.</exception>
    public static async Task<StagedSnapshot> TakeAsync(RunGit git, string folder, CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--show-toplevel"], folder, cancellationToken);
        if (asked.ExitCode != 0 || asked.Output.TrimEnd('\r', '\n') is not { Length: > 0 } root)
        {
            throw new InputException(
                asked.Error.Contains("dubious ownership", StringComparison.Ordinal) ? $"Git does not trust the repository of {folder}, which belongs to another user: git config --global --add safe.directory <folder>."
                : asked.Error.Contains("must be run in a work tree", StringComparison.Ordinal) ? $"{folder} is in a bare repository, in which nothing is staged."
                : $"{folder} is in no git repository, so nothing is staged. Run git init first, or: dotnet codegen-lab test");
        }

        var written = await git(["write-tree"], folder, cancellationToken);
        if (written.ExitCode != 0)
            throw await RefusalAsync(git, folder, written, cancellationToken);
        var head = await git(["rev-parse", "--verify", "--quiet", "HEAD^{tree}"], folder, cancellationToken);
        var from = head.ExitCode == 0 ? head.Output : (await git(["hash-object", "-t", "tree", "--stdin"], folder, cancellationToken)).Output;
        return new StagedSnapshot(Path.GetFullPath(root), written.Output.Trim(), from.Trim());
    }

    private static async Task<InputException> RefusalAsync(RunGit git, string folder, GitOutcome written, CancellationToken cancellationToken)
    {
        var unmerged = (await git(["diff", "--name-only", "--diff-filter=U", "-z", "--"], folder, cancellationToken)).Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        return new InputException(unmerged.Length == 0
            ? $"Git cannot tell what is staged: {written.Error.Split('\n', 2)[0].Trim()}"
            : $"A merge is not finished: {string.Join(", ", unmerged.Take(3))}{(unmerged.Length > 3 ? FormattableString.Invariant($" and {unmerged.Length - 3} more") : "")} {(unmerged.Length == 1 ? "has" : "have")} conflicts. Resolve them first, or git merge --abort.");
    }
}
