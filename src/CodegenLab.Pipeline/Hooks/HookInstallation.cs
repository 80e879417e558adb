using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Hooks;

/// <summary>What is to be installed, taken away or looked at.</summary>
/// <param name="WorkingFolder">Any folder of the repository.</param>
/// <param name="Framework">What calls the tool.</param>
public sealed record HookRequest(string WorkingFolder, HookFramework Framework)
{
    /// <summary>The solution to look at before a commit, from the working folder; null: the one found.</summary>
    public string? Path { get; init; }

    /// <summary>A hook that is there already is kept, and called first.</summary>
    public bool Chains { get; init; }
}

/// <summary>Installs the hook, takes it away again, and says which is there. Nothing that somebody else wrote is overwritten.</summary>
public sealed class HookInstallation(RunGit git)
{
    /// <exception cref="InputException">There is no repository, or something is in the way.</exception>
    public async Task<HookChange> InstallAsync(HookRequest request, CancellationToken cancellationToken)
    {
        var root = await RootAsync(request.WorkingFolder, cancellationToken);
        return (await PlaceAsync(request.Framework, root, refusesOthers: true, cancellationToken)).Install(new HookCommand(IsInManifest(root), Solution(request, root)), request.Chains);
    }

    /// <exception cref="InputException">There is no repository, or what is there is not ours.</exception>
    public async Task<HookChange> UninstallAsync(HookRequest request, CancellationToken cancellationToken) =>
        (await PlaceAsync(request.Framework, await RootAsync(request.WorkingFolder, cancellationToken), refusesOthers: false, cancellationToken)).Uninstall();

    /// <summary>Of every framework.</summary>
    /// <exception cref="InputException">There is no repository.</exception>
    public async Task<ImmutableArray<HookState>> StateAsync(string workingFolder, CancellationToken cancellationToken)
    {
        var root = await RootAsync(workingFolder, cancellationToken);
        var states = ImmutableArray.CreateBuilder<HookState>();
        foreach (var framework in Enum.GetValues<HookFramework>())
            states.Add((await PlaceAsync(framework, root, refusesOthers: false, cancellationToken)).State());
        return states.ToImmutable();
    }

    private async Task<IHookPlace> PlaceAsync(HookFramework framework, string root, bool refusesOthers, CancellationToken cancellationToken) => framework switch
    {
        HookFramework.Git => new GitHook(await FolderAsync(root, refusesOthers, cancellationToken)),
        HookFramework.PreCommit => new PreCommitHook(root),
        _ => new HuskyHook(root),
    };

    /// <summary>Where git looks for hooks: of a worktree those of the repository, else as <c>core.hooksPath</c> says.</summary>
    private async Task<string> FolderAsync(string root, bool refusesOthers, CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--git-path", "hooks"], root, cancellationToken);
        if (asked.ExitCode != 0)
            throw new InputException($"Git does not say where its hooks are in {root}: {asked.Error.Trim()}");
        var folder = Path.GetFullPath(FilePaths.WithNativeSeparators(asked.Output.TrimEnd('\r', '\n')), root);
        if (!refusesOthers)
            return folder;

        var setting = await git(["config", "--show-scope", "--get", "core.hooksPath"], root, cancellationToken);
        var scope = setting.ExitCode == 0 ? setting.Output.Split('\t', 2)[0].Trim() : "";
        if (scope is "global" or "system")
            throw new InputException($"core.hooksPath is set for all repositories ({scope}: {folder}), so a hook there would run in each of them. Nothing was changed.\nFor this one alone: git config --local core.hooksPath .githooks, and install again; or add to the shared hook: dotnet codegen-lab hook run");
        if (Path.GetFileName(folder) == ".husky" || Path.GetFileName(Path.GetDirectoryName(folder)) == ".husky")
            throw new InputException("Hooks of this repository are Husky's (.husky). Nothing was changed.\nHave it call the tool: dotnet codegen-lab hook install --framework husky");
        return folder;
    }

    private async Task<string> RootAsync(string folder, CancellationToken cancellationToken)
    {
        var asked = await git(["rev-parse", "--show-toplevel"], folder, cancellationToken);
        if (asked.ExitCode == 0 && asked.Output.TrimEnd('\r', '\n') is { Length: > 0 } root)
            return Path.GetFullPath(root);
        throw new InputException(
            asked.Error.Contains("must be run in a work tree", StringComparison.Ordinal) ? $"{folder} is in a bare repository, in which nobody commits by hand."
            : asked.Error.Contains("dubious ownership", StringComparison.Ordinal) ? $"Git does not trust the repository of {folder}, which belongs to another user: git config --global --add safe.directory <folder>."
            : $"{folder} is in no git repository, so there is nothing to hook into. Run git init first.");
    }

    private static string? Solution(HookRequest request, string root)
    {
        if (request.Path is null)
            return null;
        var path = Path.GetFullPath(request.Path, request.WorkingFolder);
        if (!Path.Exists(path))
            throw new InputException($"There is no '{request.Path}'.");
        var seen = FilePaths.SeenFrom(root, path);
        return FilePaths.IsInside(seen, root)
            ? Path.GetRelativePath(root, seen).Replace('\\', '/')
            : throw new InputException($"{path} is not in the repository {root}.");
    }

    /// <summary>The repository says itself which version of the tool counts.</summary>
    private static bool IsInManifest(string root) =>
        FilePaths.Upward(root).SelectMany(folder => new[] { Path.Combine(folder, ".config", "dotnet-tools.json"), Path.Combine(folder, "dotnet-tools.json") })
            .FirstOrDefault(File.Exists) is { } manifest
        && File.ReadAllText(manifest).Contains("\"codegenlab.tool\"", StringComparison.OrdinalIgnoreCase);
}
