using System.Text;

namespace CodegenLab.Pipeline.Hooks;

/// <summary>The script <c>pre-commit</c> in git's folder of hooks. One that somebody else wrote is never overwritten.</summary>
/// <param name="folder">Where git looks for hooks.</param>
internal sealed class GitHook(string folder) : IHookPlace
{
    private const string Mark = "# codegen-lab hook";

    private const string Before = "pre-commit.before-codegen-lab";

    private readonly string _file = Path.Combine(folder, "pre-commit");

    private string BeforeFile => Path.Combine(folder, Before);

    public HookState State() => new(HookFramework.Git, _file, !Path.Exists(_file) ? HookPresence.None : !IsOurs() ? HookPresence.Foreign : File.Exists(BeforeFile) ? HookPresence.Chained : HookPresence.Ours);

    public HookChange Install(HookCommand command, bool chains)
    {
        switch (State().Presence)
        {
            case HookPresence.Foreign when !chains:
                throw new InputException(
                    $"There is a pre-commit hook already: {_file}. It was left as it is.\n"
                    + $"To run both: dotnet codegen-lab hook install --chain (it is kept as {Before} and called first), or add this line to it: dotnet codegen-lab {command.QuotedArguments}");
            case HookPresence.Foreign when Path.Exists(BeforeFile):
                throw new InputException($"{BeforeFile} is in the way: it was kept by an earlier installation. Move it elsewhere, or back to {_file}, and install again. Nothing was changed.");
            case HookPresence.Foreign:
                File.Move(_file, BeforeFile);
                break;
        }

        var script = Script(command, File.Exists(BeforeFile));
        var isSame = File.Exists(_file) && File.ReadAllText(_file) == script && IsExecutable();
        if (!isSame)
        {
            Directory.CreateDirectory(folder);
            // Line feeds on every system: the shell of Git for Windows takes nothing else.
            File.WriteAllText(_file, script, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return new HookChange(_file, !isSame, []);
    }

    public HookChange Uninstall()
    {
        switch (State().Presence)
        {
            case HookPresence.None:
                return new HookChange(_file, false, []);
            case HookPresence.Foreign:
                throw new InputException($"{_file} was not written by this tool, and was left as it is. Take the line that calls codegen-lab out of it, if it has one.");
        }

        File.Delete(_file);
        if (!File.Exists(BeforeFile))
            return new HookChange(_file, true, []);
        File.Move(BeforeFile, _file);
        return new HookChange(_file, true, ["The hook that was there before is back."]);
    }

    private bool IsOurs() => File.Exists(_file) && File.ReadLines(_file).Skip(1).FirstOrDefault()?.StartsWith(Mark, StringComparison.Ordinal) == true;

    private bool IsExecutable() => OperatingSystem.IsWindows() || File.GetUnixFileMode(_file).HasFlag(UnixFileMode.UserExecute);

    private static string Script(HookCommand command, bool isChained)
    {
        var script = new StringBuilder("#!/bin/sh\n");
        script.Append(Mark).Append(": written by 'dotnet codegen-lab hook install', taken away by 'dotnet codegen-lab hook uninstall'.\n");
        if (isChained)
        {
            // As git does: what may not be executed is no hook.
            script.Append(
                $"""
                # What was here before comes first.
                before="$(dirname "$0")/{Before}"
                if [ -x "$before" ]; then
                    "$before" "$@" || exit $?
                fi

                """.ReplaceLineEndings("\n"));
        }

        script.Append("PATH=\"$PATH:$HOME/.dotnet/tools\"\n");
        if (!command.IsLocal)
        {
            // Without the detour by way of the SDK, which takes as long as the tool itself.
            script.Append(
                $"""
                if command -v dotnet-codegen-lab >/dev/null 2>&1; then
                    exec dotnet-codegen-lab {command.QuotedArguments}
                fi

                """.ReplaceLineEndings("\n"));
        }

        script.Append($"exec dotnet codegen-lab {command.QuotedArguments}\n");
        return script.ToString();
    }
}
