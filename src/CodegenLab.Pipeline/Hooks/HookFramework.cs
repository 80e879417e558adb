namespace CodegenLab.Pipeline.Hooks;

/// <summary>What calls the tool before a commit.</summary>
public enum HookFramework
{
    /// <summary>Git itself, by a script.</summary>
    Git,

    /// <summary>The pre-commit framework, by an entry of <c>.pre-commit-config.yaml</c>.</summary>
    PreCommit,

    /// <summary>Husky.Net, by a task of <c>.husky/task-runner.json</c>.</summary>
    Husky,
}
