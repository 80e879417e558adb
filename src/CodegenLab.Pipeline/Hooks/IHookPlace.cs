namespace CodegenLab.Pipeline.Hooks;

/// <summary>Where a framework looks for what it calls before a commit.</summary>
internal interface IHookPlace
{
    HookState State();

    /// <param name="command">The words that run the tool, for a POSIX shell.</param>
    /// <param name="chains">What is there already is called first; else it is in the way.</param>
    /// <exception cref="InputException">Something else is there; it was left alone.</exception>
    HookChange Install(HookCommand command, bool chains);

    /// <exception cref="InputException">What is there is not ours, or was changed so that a person has to take it out.</exception>
    HookChange Uninstall();
}

/// <summary>How the tool is called.</summary>
/// <param name="IsLocal">By the repository's tool manifest, whose version counts.</param>
/// <param name="Path">The solution to look at, relative to the root, with forward slashes; null: the one found.</param>
internal sealed record HookCommand(bool IsLocal, string? Path)
{
    /// <summary>Behind the name of the tool.</summary>
    public string[] Arguments => Path is null ? ["hook", "run"] : ["hook", "run", Path];

    /// <summary>Behind the name of the tool, quoted for a POSIX shell.</summary>
    public string QuotedArguments => string.Join(' ', Arguments.Select(word => word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or '-' or '_') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
