using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Hooks;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Hooks;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HookInstallationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Hook => _folder.At(".git/hooks/pre-commit");

    [SetUp]
    public async Task MakeRepository()
    {
        await GitAsync("init", "-q", "-b", "main");
        // The machine's own settings are nobody's business here.
        await GitAsync("config", "core.hooksPath", ".git/hooks");
    }

    [Test]
    public async Task A_script_that_a_shell_can_run_is_written_once()
    {
        var first = await InstallAsync();
        var second = await InstallAsync();

        var script = await File.ReadAllTextAsync(Hook);
        Assert.That((first.HasChanged, second.HasChanged), Is.EqualTo((true, false)));
        Assert.That(FilePaths.SeenFrom(_folder.Path, Path.GetFullPath(first.File)), Is.EqualTo(Hook));
        Assert.That(script, Does.StartWith("#!/bin/sh\n").And.EndsWith("exec dotnet codegen-lab hook run\n").And.Not.Contain("\r"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(Hook).HasFlag(UnixFileMode.UserExecute));
    }

    [Test]
    public async Task What_was_written_by_hand_into_our_script_is_put_right()
    {
        await InstallAsync();
        await File.AppendAllTextAsync(Hook, "echo late\n");

        Assert.That((await InstallAsync()).HasChanged);
        Assert.That(await File.ReadAllTextAsync(Hook), Does.Not.Contain("late"));
    }

    [Test]
    public async Task A_hook_of_somebody_else_is_in_the_way()
    {
        _folder.Write(".git/hooks/pre-commit", "#!/bin/sh\necho mine\n");

        Assert.That(() => InstallAsync(), Throws.TypeOf<InputException>().With.Message.Contains("It was left as it is.\nTo run both: dotnet codegen-lab hook install --chain"));
        Assert.That(() => UninstallAsync(), Throws.TypeOf<InputException>().With.Message.Contains("was not written by this tool"));
        Assert.That(await File.ReadAllTextAsync(Hook), Is.EqualTo("#!/bin/sh\necho mine\n"));
        Assert.That(await PresenceAsync(HookFramework.Git), Is.EqualTo(HookPresence.Foreign));
    }

    [Test]
    public async Task A_hook_that_is_chained_comes_first_and_comes_back()
    {
        _folder.Write(".git/hooks/pre-commit", "#!/bin/sh\necho mine\n");

        await InstallAsync(chains: true);
        Assert.That((await InstallAsync(chains: true)).HasChanged, Is.False);
        Assert.That(await PresenceAsync(HookFramework.Git), Is.EqualTo(HookPresence.Chained));
        Assert.That(await File.ReadAllTextAsync(Hook), Does.Contain("before=\"$(dirname \"$0\")/pre-commit.before-codegen-lab\""));

        var removed = await UninstallAsync();
        Assert.That(removed.Remarks, Is.EqualTo(new[] { "The hook that was there before is back." }));
        Assert.That(await File.ReadAllTextAsync(Hook), Is.EqualTo("#!/bin/sh\necho mine\n"));
    }

    [Test]
    public async Task A_chained_hook_is_not_lost_when_a_third_one_comes()
    {
        _folder.Write(".git/hooks/pre-commit", "#!/bin/sh\necho mine\n");
        await InstallAsync(chains: true);
        _folder.Write(".git/hooks/pre-commit", "#!/bin/sh\necho third\n");

        Assert.That(() => InstallAsync(chains: true), Throws.TypeOf<InputException>().With.Message.Contains("is in the way"));
        Assert.That(await File.ReadAllTextAsync(_folder.At(".git/hooks/pre-commit.before-codegen-lab")), Does.Contain("mine"));
    }

    [Test]
    public async Task It_is_installed_from_a_folder_below()
    {
        Directory.CreateDirectory(_folder.At("src/Shop"));
        _folder.Write("src/Shop's.slnx");

        await new HookInstallation(GitCommand.RunAsync).InstallAsync(new HookRequest(_folder.At("src/Shop"), HookFramework.Git) { Path = "../Shop's.slnx" }, default);

        Assert.That(await File.ReadAllTextAsync(Hook), Does.EndWith("exec dotnet codegen-lab hook run 'src/Shop'\\''s.slnx'\n"));
    }

    [Test]
    public async Task The_folder_of_hooks_is_the_one_that_is_configured()
    {
        await GitAsync("config", "core.hooksPath", ".githooks");

        await InstallAsync();

        Assert.That(File.Exists(_folder.At(".githooks/pre-commit")));
        Assert.That(File.Exists(Hook), Is.False);
    }

    [Test]
    public async Task A_worktree_has_the_hooks_of_its_repository()
    {
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "one");
        await GitAsync("config", "--unset", "core.hooksPath");
        await GitAsync("config", "core.hooksPath", _folder.At(".git/hooks"));
        await GitAsync("worktree", "add", "-q", "tree");

        await new HookInstallation(GitCommand.RunAsync).InstallAsync(new HookRequest(_folder.At("tree"), HookFramework.Git), default);

        Assert.That(File.Exists(Hook));
    }

    [Test]
    public void Hooks_of_all_repositories_are_left_alone()
    {
        var hooks = new HookInstallation((arguments, folder, cancellationToken) => arguments[0] == "config"
            ? Task.FromResult(new GitOutcome(0, "global\t/home/a/hooks\n", ""))
            : GitCommand.RunAsync(arguments, folder, cancellationToken));

        Assert.That(() => hooks.InstallAsync(new HookRequest(_folder.Path, HookFramework.Git), default), Throws.TypeOf<InputException>().With.Message.Contains("is set for all repositories").And.Message.Contains("git config --local core.hooksPath .githooks"));
    }

    [Test]
    public async Task Hooks_of_Husky_are_left_to_Husky()
    {
        await GitAsync("config", "core.hooksPath", ".husky");

        Assert.That(() => InstallAsync(), Throws.TypeOf<InputException>().With.Message.Contains("hook install --framework husky"));
    }

    [Test]
    public void A_folder_without_a_repository_is_bad_input()
    {
        var hooks = new HookInstallation((_, _, _) => Task.FromResult(new GitOutcome(128, "", "fatal: not a git repository")));

        Assert.That(() => hooks.InstallAsync(new HookRequest("/x", HookFramework.Git), default), Throws.TypeOf<InputException>().With.Message.EqualTo("/x is in no git repository, so there is nothing to hook into. Run git init first."));
    }

    [Test]
    public async Task A_manifest_of_tools_decides_which_version_runs()
    {
        _folder.Write(".config/dotnet-tools.json", """{ "tools": { "codegenlab.tool": { "version": "1.0.0" } } }""");

        await InstallAsync();

        Assert.That(await File.ReadAllTextAsync(Hook), Does.Not.Contain("command -v"));
    }

    [Test]
    public async Task A_task_is_added_to_those_of_Husky()
    {
        _folder.Write(".husky/task-runner.json", """{ "tasks": [ { "name": "format", "command": "dotnet" } ] }""");
        _folder.Write(".husky/pre-commit", "dotnet husky run --group pre-commit\n");

        var first = await InstallAsync(HookFramework.Husky);
        var second = await InstallAsync(HookFramework.Husky);
        var text = await File.ReadAllTextAsync(first.File);
        await UninstallAsync(HookFramework.Husky);

        Assert.That((first.HasChanged, second.HasChanged, first.Remarks.Length), Is.EqualTo((true, false, 0)));
        Assert.That(text, Does.Contain("\"format\"").And.Contain("\"codegen-lab\"").And.Contain("\"pre-commit\""));
        Assert.That(await File.ReadAllTextAsync(first.File), Does.Contain("\"format\"").And.Not.Contain("codegen-lab"));
    }

    [Test]
    public void Tasks_with_comments_are_left_to_their_owner()
    {
        _folder.Write(".husky/task-runner.json", "{ /* ours */ \"tasks\": [] }");

        Assert.That(() => InstallAsync(HookFramework.Husky), Throws.TypeOf<InputException>().With.Message.Contains("Add to its 'tasks': { \"name\": \"codegen-lab\""));
    }

    [Test]
    public async Task The_pre_commit_framework_gets_a_file_where_there_is_none()
    {
        var first = await InstallAsync(HookFramework.PreCommit);
        var text = await File.ReadAllTextAsync(first.File);
        var second = await InstallAsync(HookFramework.PreCommit);
        var removed = await UninstallAsync(HookFramework.PreCommit);

        Assert.That((first.HasChanged, second.HasChanged, removed.HasChanged, File.Exists(first.File)), Is.EqualTo((true, false, true, false)));
        Assert.That(text, Does.StartWith("repos:\n  - repo: local\n    hooks:\n      - id: codegen-lab\n").And.Contain("entry: dotnet codegen-lab hook run\n"));
        Assert.That(first.Remarks, Is.EqualTo(new[] { "Run once for every clone: pre-commit install" }));
    }

    [Test]
    public async Task A_file_of_the_pre_commit_framework_is_its_owners()
    {
        var file = _folder.Write(".pre-commit-config.yaml", "repos: # ours\n  - repo: local\n");

        Assert.That(() => InstallAsync(HookFramework.PreCommit), Throws.TypeOf<InputException>().With.Message.Contains("Add below 'repos:'\n  - repo: local\n"));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("repos: # ours\n  - repo: local\n"));
        Assert.That(await PresenceAsync(HookFramework.PreCommit), Is.EqualTo(HookPresence.None));
    }

    private Task<HookChange> InstallAsync(HookFramework framework = HookFramework.Git, bool chains = false) =>
        new HookInstallation(GitCommand.RunAsync).InstallAsync(new HookRequest(_folder.Path, framework) { Chains = chains }, default);

    private Task<HookChange> UninstallAsync(HookFramework framework = HookFramework.Git) =>
        new HookInstallation(GitCommand.RunAsync).UninstallAsync(new HookRequest(_folder.Path, framework), default);

    private async Task<HookPresence> PresenceAsync(HookFramework framework) =>
        (await new HookInstallation(GitCommand.RunAsync).StateAsync(_folder.Path, default)).Single(state => state.Framework == framework).Presence;

    private async Task GitAsync(params string[] arguments)
    {
        var outcome = await GitCommand.RunAsync(arguments, _folder.Path, CancellationToken.None);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Error);
    }
}
