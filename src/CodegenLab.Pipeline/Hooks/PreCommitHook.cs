namespace CodegenLab.Pipeline.Hooks;

/// <summary>The entry in <c>.pre-commit-config.yaml</c>. A file that is there is a person's, comments and layout included: it is read, and not written.</summary>
/// <param name="root">Of the repository.</param>
internal sealed class PreCommitHook(string root) : IHookPlace
{
    private readonly string _file = Path.Combine(root, ".pre-commit-config.yaml");

    public HookState State() => new(HookFramework.PreCommit, _file, !File.Exists(_file) || !IsNamed() ? HookPresence.None : HookPresence.Ours);

    public HookChange Install(HookCommand command, bool chains)
    {
        var remark = "Run once for every clone: pre-commit install";
        if (State().Presence == HookPresence.Ours)
            return new HookChange(_file, false, [remark]);
        if (File.Exists(_file))
            throw new InputException($"{_file} is yours and was left as it is. Add below 'repos:'\n{Entry(command)}");
        File.WriteAllText(_file, Whole(command));
        return new HookChange(_file, true, [remark]);
    }

    public HookChange Uninstall()
    {
        if (State().Presence == HookPresence.None)
            return new HookChange(_file, false, []);
        var text = File.ReadAllText(_file).ReplaceLineEndings("\n");
        if (text != Whole(new HookCommand(true, PathIn(text))))
            throw new InputException($"{_file} has other entries and was left as it is. Take the one with the id 'codegen-lab' out of it.");
        File.Delete(_file);
        return new HookChange(_file, true, []);
    }

    private bool IsNamed() => File.ReadLines(_file).Any(line => line.Trim() is "- id: codegen-lab" or "id: codegen-lab");

    private static string? PathIn(string text)
    {
        const string start = "entry: dotnet codegen-lab hook run ";
        var at = text.IndexOf(start, StringComparison.Ordinal);
        return at < 0 ? null : text[(at + start.Length)..].Split('\n')[0].Trim('\'');
    }

    private static string Whole(HookCommand command) => "repos:\n" + Entry(command) + "\n";

    private static string Entry(HookCommand command) =>
        $"""
          - repo: local
            hooks:
              - id: codegen-lab
                name: codegen-lab
                entry: dotnet codegen-lab {command.QuotedArguments}
                language: system
                pass_filenames: false
                always_run: true
        """.ReplaceLineEndings("\n");
}
