using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Asks git what was changed, in the line numbers of the files as they lie in the folder now.</summary>
public sealed class ChangedLinesReader(RunGit git)
{
    private static readonly string[] DefaultBases = ["origin/main", "origin/master", "main", "master"];

    // Whatever the user's own settings of git are, the text is the one that we read.
    private static readonly string[] Diff =
    [
        "-c", "core.quotePath=false", "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all", "--unified=0", "--find-renames", "--src-prefix=a/", "--dst-prefix=b/",
    ];

    /// <param name="folder">Any folder of the repository.</param>
    /// <exception cref="InputException">There is no repository, the base is missing, or a merge is not finished.</exception>
    public async Task<ChangedLines> ReadAsync(ChangeScope scope, string folder, CancellationToken cancellationToken)
    {
        var root = await RootAsync(folder, cancellationToken);
        await RefuseConflictsAsync(root, cancellationToken);
        return scope switch
        {
            ChangeScope.Staged => await StagedAsync(root, cancellationToken),
            ChangeScope.Commit(var revision) => await CommitAsync(root, revision, cancellationToken),
            ChangeScope.Since(var from) => await SinceAsync(root, from, cancellationToken),
            _ => throw new InvalidOperationException($"{scope} is no scope."),
        };
    }

    private async Task<ChangedLines> SinceAsync(string root, string? from, CancellationToken cancellationToken)
    {
        if (await CommitOfAsync(root, "HEAD", cancellationToken) is null)
            throw new InputException($"{root} has no commit yet, so nothing can be compared. Commit first, or look at staged changes.");
        var name = from ?? await DefaultBaseAsync(root, cancellationToken);
        var commit = await CommitOfAsync(root, name, cancellationToken) ?? throw await MissingAsync(root, name, cancellationToken);
        var merged = await git(["merge-base", commit, "HEAD"], root, cancellationToken);
        if (merged.ExitCode != 0)
        {
            throw new InputException(await IsShallowAsync(root, cancellationToken)
                ? $"This clone is shallow and does not reach back to where '{name}' and HEAD part. Fetch the history: git fetch --unshallow, in GitHub Actions fetch-depth: 0, in GitLab GIT_DEPTH: 0."
                : $"'{name}' and HEAD have no commit in common. Give another base.");
        }

        var mergeBase = merged.Output.Trim();
        var diff = await DiffAsync(root, [mergeBase], cancellationToken);
        var files = Files(diff).ToList();
        var untracked = await AskAsync(root, ["ls-files", "--others", "--exclude-standard", "-z"], cancellationToken);
        files.AddRange(untracked.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(path => new ChangedFile(path, null, true, false, [])));
        return new ChangedLines($"{name} (merge base {mergeBase[..Math.Min(7, mergeBase.Length)]})", [.. files])
        {
            Commit = mergeBase,
            Root = root,
            Deleted = [.. diff.Where(file => file is { Path: null, OldPath: not null }).Select(file => file.OldPath!)],
        };
    }

    private async Task<ChangedLines> StagedAsync(string root, CancellationToken cancellationToken)
    {
        var staged = Files(await DiffAsync(root, ["--cached"], cancellationToken)).ToList();
        return new ChangedLines("the last commit, staged", Moved(staged, await DiffAsync(root, [], cancellationToken)));
    }

    private async Task<ChangedLines> CommitAsync(string root, string revision, CancellationToken cancellationToken)
    {
        var commit = await CommitOfAsync(root, revision, cancellationToken) ?? throw await MissingAsync(root, revision, cancellationToken);
        var parents = (await AskAsync(root, ["rev-list", "--parents", "-n", "1", commit], cancellationToken)).Trim().Split(' ')[1..];
        if (parents.Length > 0 && await CommitOfAsync(root, parents[0], cancellationToken) is null || parents.Length == 0 && await IsShallowAsync(root, cancellationToken))
            throw new InputException($"This clone is shallow and does not hold the parent of '{revision}'. Fetch the history: git fetch --unshallow, in GitHub Actions fetch-depth: 0, in GitLab GIT_DEPTH: 0.");

        // The first commit of all is compared with nothing.
        var before = parents.Length > 0 ? parents[0] : (await AskAsync(root, ["hash-object", "-t", "tree", "--stdin"], cancellationToken)).Trim();
        var files = Files(await DiffAsync(root, [before, commit], cancellationToken)).ToList();
        return new ChangedLines($"the parent of {revision}", Moved(files, await DiffAsync(root, [commit], cancellationToken)));
    }

    /// <param name="what">Revisions, as git diff takes them.</param>
    internal async Task<ImmutableArray<DiffFile>> DiffAsync(string root, string[] what, CancellationToken cancellationToken) =>
        DiffText.Read(await AskAsync(root, [.. Diff, .. what, "--"], cancellationToken));

    internal static IEnumerable<ChangedFile> Files(ImmutableArray<DiffFile> diff) => diff.Where(file => file.Path is not null).Select(file => new ChangedFile(
        file.Path!,
        file.OldPath is { } old && old != file.Path ? old : null,
        file.OldPath is null && !file.IsBinary,
        file.IsBinary,
        file.OldPath is null ? [] : [.. file.Hunks.Where(hunk => hunk.NewCount > 0).Select(hunk => new LineRange(hunk.NewStart, hunk.NewStart + hunk.NewCount - 1))]));

    /// <summary>Lines of an older state, where they are now; those that were changed again or are gone are no longer of that change.</summary>
    /// <param name="later">From the older state to the folder.</param>
    private static ImmutableArray<ChangedFile> Moved(List<ChangedFile> files, ImmutableArray<DiffFile> later)
    {
        var changes = later.Where(file => file.OldPath is not null).ToDictionary(file => file.OldPath!, StringComparer.Ordinal);
        return
        [
            .. from file in files
               let change = changes.GetValueOrDefault(file.Path)
               where change is null || change.Path is not null
               select change is null ? file : file with { Path = change.Path!, OldPath = file.OldPath ?? (change.Path == file.Path ? null : file.Path), Lines = Moved(file.Lines, change.Hunks) },
        ];
    }

    private static ImmutableArray<LineRange> Moved(ImmutableArray<LineRange> ranges, ImmutableArray<DiffHunk> hunks)
    {
        var moved = ImmutableArray.CreateBuilder<LineRange>();
        foreach (var range in ranges)
        {
            for (var line = range.First; line <= range.Last; line++)
            {
                if (hunks.Any(hunk => hunk.OldStart <= line && line < hunk.OldStart + hunk.OldCount))
                    continue;
                var now = line + hunks.Where(hunk => hunk.OldStart < line).Sum(hunk => hunk.NewCount - hunk.OldCount);
                if (moved is [.., var last] && last.Last == now - 1)
                    moved[^1] = last with { Last = now };
                else
                    moved.Add(new LineRange(now, now));
            }
        }

        return moved.ToImmutable();
    }

    private async Task<string> RootAsync(string folder, CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--show-toplevel"], folder, cancellationToken);
        if (asked.ExitCode == 0 && asked.Output.TrimEnd('\r', '\n') is { Length: > 0 } root)
            return root;
        if (asked.Error.Contains("dubious ownership", StringComparison.Ordinal))
            throw new InputException($"Git does not trust the repository of {folder}, which belongs to another user. In a CI job: git config --global --add safe.directory <folder>.");
        throw new InputException(asked.Error.Contains("not a git repository", StringComparison.Ordinal) || asked.ExitCode == 0
            ? $"{folder} is in no git repository, so nothing is known to be changed. Leave changed lines out, or run git init and commit."
            : $"Git does not answer in {folder}: {FirstLine(asked.Error)}");
    }

    private async Task RefuseConflictsAsync(string root, CancellationToken cancellationToken)
    {
        var unmerged = (await AskAsync(root, ["diff", "--name-only", "--diff-filter=U", "-z", "--"], cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (unmerged.Length == 0)
            return;
        var shown = string.Join(", ", unmerged.Take(3));
        throw new InputException($"A merge is not finished: {shown}{(unmerged.Length > 3 ? FormattableString.Invariant($" and {unmerged.Length - 3} more") : "")} {(unmerged.Length == 1 ? "has" : "have")} conflicts. Resolve them first, or git merge --abort.");
    }

    private async Task<string> DefaultBaseAsync(string root, CancellationToken cancellationToken)
    {
        var head = await git(["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"], root, cancellationToken);
        foreach (var name in (string[])[.. head.ExitCode == 0 ? [head.Output.Trim()] : Array.Empty<string>(), .. DefaultBases])
        {
            if (await CommitOfAsync(root, name, cancellationToken) is not null)
                return name;
        }

        var branch = await git(["symbolic-ref", "--quiet", "--short", "HEAD"], root, cancellationToken);
        throw new InputException(branch.ExitCode == 0
            ? "There is no default branch to compare with: neither origin/HEAD, nor main or master. Name the base."
            : "HEAD is detached, and there is no default branch to compare with: neither origin/HEAD, nor main or master. Name the base, in a CI job the target branch, and fetch it first.");
    }

    private async Task<InputException> MissingAsync(string root, string name, CancellationToken cancellationToken)
    {
        if (await IsShallowAsync(root, cancellationToken))
            return new InputException($"'{name}' is not in this shallow clone. Fetch it with its history: git fetch --unshallow origin, in GitHub Actions fetch-depth: 0, in GitLab GIT_DEPTH: 0.");
        if (name.StartsWith("origin/", StringComparison.Ordinal))
            return new InputException($"There is no commit '{name}'. Fetch it: git fetch origin {name["origin/".Length..]}");
        var branches = (await AskAsync(root, ["for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new InputException($"There is no branch, tag or commit '{name}'.{Solutions.NearMatches.Question(name, branches)}");
    }

    private async Task<bool> IsShallowAsync(string root, CancellationToken cancellationToken) =>
        (await AskAsync(root, ["rev-parse", "--is-shallow-repository"], cancellationToken)).Trim() == "true";

    /// <returns>Null: there is no such commit.</returns>
    private async Task<string?> CommitOfAsync(string root, string name, CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"], root, cancellationToken);
        return asked.ExitCode == 0 && asked.Output.Trim() is { Length: > 0 } commit ? commit : null;
    }

    private async Task<string> AskAsync(string root, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var asked = await git(arguments, root, cancellationToken);
        return asked.ExitCode == 0 ? asked.Output : throw new InputException($"git {string.Join(' ', arguments.SkipWhile(argument => argument is "-c" or "core.quotePath=false").Take(1))} fails in {root}: {FirstLine(asked.Error)}");
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
