using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Staged;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Staged;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StagedSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Nothing_staged_is_the_tree_of_the_last_commit()
    {
        await StartAsync();
        _folder.Write("A.cs", "changed, and not staged");

        Assert.That((await TakeAsync()).IsEmpty);

        await GitAsync("add", "A.cs");
        Assert.That((await TakeAsync()).IsEmpty, Is.False);
    }

    [Test]
    public async Task A_first_commit_is_compared_with_nothing()
    {
        await GitAsync("init", "-q", "-b", "main");
        Assert.That((await TakeAsync()).IsEmpty);

        _folder.Write("A.cs", "a");
        await GitAsync("add", ".");
        var snapshot = await TakeAsync();
        var tree = await StagedTree.ReadAsync(GitCommand.RunAsync, snapshot, default);

        Assert.That(tree.Changes.Select(change => (change.OldPath, change.Path)), Is.EqualTo(new[] { ((string?)null, "A.cs") }));
    }

    [Test]
    public async Task A_detached_head_is_as_good_as_any()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "--detach");

        Assert.That((await TakeAsync()).IsEmpty);
    }

    [Test]
    public async Task A_merge_that_is_not_finished_is_bad_input()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "-b", "topic");
        _folder.Write("A.cs", "topic\n");
        await GitAsync("commit", "-q", "-a", "-m", "topic");
        await GitAsync("checkout", "-q", "main");
        _folder.Write("A.cs", "main\n");
        await GitAsync("commit", "-q", "-a", "-m", "main");
        await GitCommand.RunAsync(["merge", "-q", "topic"], _folder.Path, default);

        Assert.That(TakeAsync, Throws.TypeOf<InputException>().With.Message.EqualTo("A merge is not finished: A.cs has conflicts. Resolve them first, or git merge --abort."));
    }

    [Test]
    public void A_folder_without_a_repository_is_bad_input() =>
        Assert.That(
            () => StagedSnapshot.TakeAsync((_, _, _) => Task.FromResult(new GitOutcome(128, "", "fatal: not a git repository")), "/x", default),
            Throws.TypeOf<InputException>().With.Message.StartsWith("/x is in no git repository, so nothing is staged."));

    [Test]
    public async Task Contents_come_with_the_line_ends_of_a_checkout()
    {
        await StartAsync();
        _folder.Write(".gitattributes", "*.cs text eol=crlf\n");
        _folder.Write("a b/Größe.cs", "1\n2\n");
        _folder.Write("Empty.cs");
        await GitAsync("add", ".");
        var tree = await StagedTree.ReadAsync(GitCommand.RunAsync, await TakeAsync(), default);
        using var blobs = new GitBlobs(_folder.Path);

        Assert.That(System.Text.Encoding.UTF8.GetString(blobs.Read(tree.Files["a b/Größe.cs"].Id, "a b/Größe.cs")), Is.EqualTo("1\r\n2\r\n"));
        Assert.That(blobs.Read(tree.Files["Empty.cs"].Id, "Empty.cs"), Is.Empty);
        Assert.That(() => blobs.Read(new string('1', 40), "Empty.cs"), Throws.TypeOf<InputException>().With.Message.Contains("Git has no content for Empty.cs"));
    }

    [Test]
    public async Task What_was_verified_is_remembered_with_its_settings()
    {
        await StartAsync();
        var tree = (await TakeAsync()).Tree;
        var verified = new VerifiedTrees(_folder.Path, null);
        Assert.That(verified.Has(tree), Is.False);

        verified.Add(tree);
        Assert.That((verified.Has(tree), verified.Has("other"), new VerifiedTrees(_folder.Path, "src/Other.slnx").Has(tree)), Is.EqualTo((true, false, false)));

        _folder.Write("codegen-lab.json", """{ "targets": { "changed": { "line": 1 } } }""");
        Assert.That(verified.Has(tree), Is.False);
        Assert.That(await File.ReadAllTextAsync(_folder.At(".codegen-lab/.gitignore")), Is.EqualTo("*\n"));
    }

    [Test]
    [NonParallelizable]
    public async Task A_commit_of_named_files_is_what_that_commit_holds()
    {
        await StartAsync();
        _folder.Write("B.cs", "staged, and not named\n");
        await GitAsync("add", "B.cs");
        _folder.Write("A.cs", "two\n");
        KeepWhatHooksAreTold(_folder.At(".git/hooks"));

        await GitAsync("commit", "-q", "-m", "two", "A.cs");
        var snapshot = await AsInTheHookAsync(_folder.Path);

        Assert.That(snapshot.Tree, Is.EqualTo(await IdAsync(_folder.Path, "HEAD^{tree}")));
        Assert.That((await TakeAsync()).Tree, Is.Not.EqualTo(snapshot.Tree), "B.cs is staged still");
    }

    [Test]
    [NonParallelizable]
    public async Task A_commit_in_a_linked_worktree_is_about_that_one()
    {
        await StartAsync();
        await GitAsync("worktree", "add", "-q", "-b", "topic", "tree");
        KeepWhatHooksAreTold(_folder.At(".git/hooks"));
        _folder.Write("A.cs", "in the first\n");
        await GitAsync("add", "A.cs");
        _folder.Write("tree/A.cs", "in the other\n");

        await GitAsync("-C", "tree", "commit", "-q", "-a", "-m", "two");
        var snapshot = await AsInTheHookAsync(_folder.At("tree"));
        var files = (await StagedTree.ReadAsync(GitCommand.RunAsync, snapshot, default)).Files;

        Assert.That(snapshot.Root, Is.EqualTo(FilePaths.SeenFrom(_folder.At("tree"), snapshot.Root)).And.EndWith("tree"));
        Assert.That(snapshot.Tree, Is.EqualTo(await IdAsync(_folder.At("tree"), "HEAD^{tree}")));
        Assert.That(files["A.cs"].Id, Is.EqualTo(await IdAsync(_folder.At("tree"), "HEAD:A.cs")));
    }

    /// <summary>A hook that does no more than to remember its environment and index, which is gone when the commit is made.</summary>
    private static void KeepWhatHooksAreTold(string hooks)
    {
        var hook = Path.Combine(Directory.CreateDirectory(hooks).FullName, "pre-commit");
        File.WriteAllText(hook, $"#!/bin/sh\ngit_index=${{GIT_INDEX_FILE:-$(git rev-parse --git-path index)}}\ncp \"$git_index\" \"$(git rev-parse --git-common-dir)/seen-index\"\nenv | grep ^GIT_ > \"$(git rev-parse --git-common-dir)/seen-env\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<StagedSnapshot> AsInTheHookAsync(string folder)
    {
        var told = File.ReadAllLines(_folder.At(".git/seen-env")).Select(line => line.Split('=', 2)).Where(line => line[0] is "GIT_DIR" or "GIT_WORK_TREE" or "GIT_PREFIX").ToDictionary(line => line[0], line => line[1]);
        told["GIT_INDEX_FILE"] = _folder.At(".git/seen-index");
        try
        {
            foreach (var (name, value) in told)
                Environment.SetEnvironmentVariable(name, value);
            return await StagedSnapshot.TakeAsync(GitCommand.RunAsync, folder, default);
        }
        finally
        {
            foreach (var name in told.Keys)
                Environment.SetEnvironmentVariable(name, null);
        }
    }

    private static async Task<string> IdAsync(string folder, string name) => (await GitCommand.RunAsync(["rev-parse", name], folder, default)).Output.Trim();

    private async Task StartAsync()
    {
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("config", "user.name", "A");
        await GitAsync("config", "user.email", "a@example.com");
        _folder.Write("A.cs", "one\n");
        await GitAsync("add", ".");
        await GitAsync("commit", "-q", "-m", "one");
    }

    private Task<StagedSnapshot> TakeAsync() => StagedSnapshot.TakeAsync(GitCommand.RunAsync, _folder.Path, default);

    private async Task GitAsync(params string[] arguments)
    {
        var outcome = await GitCommand.RunAsync(arguments, _folder.Path, default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Error);
    }
}
