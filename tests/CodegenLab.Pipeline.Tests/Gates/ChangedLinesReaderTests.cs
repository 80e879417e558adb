using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Gates;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ChangedLinesReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_branch_is_compared_with_where_it_left()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "-b", "topic");
        _folder.Write("a b/Größe \"x\".cs", "1\n2\nthree\n4\n5\n++ six\n7\n");
        _folder.Write("New.cs", "a\n");
        _folder.Write("Data.bin", "a\0c");
        await GitAsync("mv", "Old.cs", "Moved.cs");
        await GitAsync("rm", "-q", "Gone.cs");
        await GitAsync("add", ".");
        await GitAsync("commit", "-q", "-m", "two");
        await GitAsync("config", "diff.noprefix", "true");
        await GitAsync("config", "color.ui", "always");
        _folder.Write("Untracked ä.cs", "a\n");

        var changed = await ReadAsync(new ChangeScope.Since("main"));

        Assert.That(changed.Since, Does.Match(@"^main \(merge base [0-9a-f]{7}\)$"));
        Assert.That(changed.Files.Select(Show), Is.EqualTo(new[]
        {
            "Data.bin binary", "Moved.cs from Old.cs", "New.cs whole", "a b/Größe \"x\".cs 3-3 6-7", "Untracked ä.cs whole",
        }));
    }

    [Test]
    public async Task The_default_base_is_found()
    {
        await StartAsync();

        Assert.That((await ReadAsync(new ChangeScope.Since(null))).Since, Does.StartWith("main ("));
    }

    [Test]
    public async Task Staged_lines_are_told_where_they_are_now()
    {
        await StartAsync();
        _folder.Write("Old.cs", "staged\n1\n2\n3\nstaged too\n");
        await GitAsync("add", ".");
        _folder.Write("Old.cs", "not staged\nstaged\n1\n2\n3\nchanged again\n");
        _folder.Write("Untracked.cs", "a\n");

        var changed = await ReadAsync(new ChangeScope.Staged());

        Assert.That(changed.Files.Select(Show), Is.EqualTo(new[] { "Old.cs 2-2" }));
    }

    [Test]
    public async Task A_first_commit_is_all_new()
    {
        await StartAsync();

        var changed = await ReadAsync(new ChangeScope.Commit("HEAD"));

        Assert.That(changed.Files.Select(Show), Is.EqualTo(new[] { "Gone.cs whole", "Old.cs whole", "a b/Größe \"x\".cs whole" }));
    }

    [Test]
    public async Task A_later_commit_is_told_where_its_lines_are_now()
    {
        await StartAsync();
        _folder.Write("Old.cs", "1\n2\n3\n4\n");
        await GitAsync("commit", "-q", "-a", "-m", "two");
        _folder.Write("Old.cs", "0\n1\n2\n3\n4\n");

        var changed = await ReadAsync(new ChangeScope.Commit("HEAD"));

        Assert.That(changed.Files.Select(Show), Is.EqualTo(new[] { "Old.cs 5-5" }));
    }

    [Test]
    public async Task A_folder_without_a_repository_is_bad_input()
    {
        // The folder of all temporary files may itself lie in a repository.
        var reader = new ChangedLinesReader((arguments, folder, _) => Task.FromResult(new GitOutcome(128, "", "fatal: not a git repository (or any of the parent directories): .git")));

        await RefusedAsync(reader, new ChangeScope.Staged(), "/x is in no git repository, so nothing is known to be changed. Leave changed lines out, or run git init and commit.");
    }

    [Test]
    public async Task A_base_that_is_missing_is_named_with_the_nearest()
    {
        await StartAsync();

        Assert.That(() => ReadAsync(new ChangeScope.Since("mian")), Throws.TypeOf<InputException>().With.Message.EqualTo("There is no branch, tag or commit 'mian'. Did you mean main?"));
        Assert.That(() => ReadAsync(new ChangeScope.Since("origin/main")), Throws.TypeOf<InputException>().With.Message.EqualTo("There is no commit 'origin/main'. Fetch it: git fetch origin main"));
        Assert.That(() => ReadAsync(new ChangeScope.Since("--output=x")), Throws.TypeOf<InputException>().With.Message.EqualTo("There is no branch, tag or commit '--output=x'."));
    }

    [Test]
    public async Task A_shallow_clone_says_how_to_deepen_it()
    {
        await StartAsync();
        _folder.Write("Old.cs", "2\n");
        await GitAsync("commit", "-q", "-a", "-m", "two");
        await GitAsync("clone", "-q", "--depth", "1", new Uri(_folder.Path).AbsoluteUri, "clone");

        foreach (var scope in (ChangeScope[])[new ChangeScope.Since("HEAD~1"), new ChangeScope.Commit("HEAD")])
        {
            Assert.That(
                () => new ChangedLinesReader(GitCommand.RunAsync).ReadAsync(scope, _folder.At("clone"), CancellationToken.None),
                Throws.TypeOf<InputException>().With.Message.Contains("shallow").And.Message.Contains("git fetch --unshallow"));
        }
    }

    [Test]
    public async Task A_repository_without_a_commit_has_nothing_to_compare()
    {
        await GitAsync("init", "-q", "-b", "main");
        _folder.Write("A.cs", "a\n");
        await GitAsync("add", ".");

        Assert.That((await ReadAsync(new ChangeScope.Staged())).Files.Select(Show), Is.EqualTo(new[] { "A.cs whole" }));
        Assert.That(() => ReadAsync(new ChangeScope.Since("main")), Throws.TypeOf<InputException>().With.Message.Contains("has no commit yet"));
    }

    [Test]
    public async Task A_detached_head_without_default_branch_asks_for_the_base()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "--detach");
        await GitAsync("branch", "-q", "-D", "main");

        Assert.That(() => ReadAsync(new ChangeScope.Since(null)), Throws.TypeOf<InputException>().With.Message.StartsWith("HEAD is detached, and there is no default branch"));
        Assert.That((await ReadAsync(new ChangeScope.Since("HEAD"))).Files, Is.Empty);
    }

    [Test]
    public async Task A_merge_that_is_not_finished_is_bad_input()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "-b", "topic");
        _folder.Write("Old.cs", "topic\n");
        await GitAsync("commit", "-q", "-a", "-m", "topic");
        await GitAsync("checkout", "-q", "main");
        _folder.Write("Old.cs", "main\n");
        await GitAsync("commit", "-q", "-a", "-m", "main");
        await GitCommand.RunAsync(["merge", "-q", "topic"], _folder.Path, CancellationToken.None);

        Assert.That(() => ReadAsync(new ChangeScope.Since("topic")), Throws.TypeOf<InputException>().With.Message.EqualTo("A merge is not finished: Old.cs has conflicts. Resolve them first, or git merge --abort."));
    }

    [Test]
    public async Task Histories_without_a_common_commit_are_bad_input()
    {
        await StartAsync();
        await GitAsync("checkout", "-q", "--orphan", "other");
        await GitAsync("commit", "-q", "-m", "other");

        Assert.That(() => ReadAsync(new ChangeScope.Since("main")), Throws.TypeOf<InputException>().With.Message.EqualTo("'main' and HEAD have no commit in common. Give another base."));
    }

    private async Task StartAsync()
    {
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("config", "user.name", "A");
        await GitAsync("config", "user.email", "a@example.com");
        await GitAsync("config", "core.autocrlf", "false");
        _folder.Write("a b/Größe \"x\".cs", "1\n2\n3\n4\n5\n");
        _folder.Write("Old.cs", "1\n2\n3\n");
        _folder.Write("Gone.cs", "gone\n");
        await GitAsync("add", ".");
        await GitAsync("commit", "-q", "-m", "one");
    }

    private async Task GitAsync(params string[] arguments)
    {
        var outcome = await GitCommand.RunAsync(arguments, _folder.Path, CancellationToken.None);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Error);
    }

    private Task<ChangedLines> ReadAsync(ChangeScope scope) => new ChangedLinesReader(GitCommand.RunAsync).ReadAsync(scope, _folder.Path, CancellationToken.None);

    private static Task RefusedAsync(ChangedLinesReader reader, ChangeScope scope, string message)
    {
        Assert.That(() => reader.ReadAsync(scope, "/x", CancellationToken.None), Throws.TypeOf<InputException>().With.Message.EqualTo(message));
        return Task.CompletedTask;
    }

    private static string Show(ChangedFile file) => string.Join(' ', ((string[])
    [
        file.Path, file.OldPath is { } old ? "from " + old : "", file.IsWhole ? "whole" : "", file.IsBinary ? "binary" : "",
        .. file.Lines.Select(range => FormattableString.Invariant($"{range.First}-{range.Last}")),
    ]).Where(part => part.Length > 0));
}
