namespace CodegenLab.Pipeline.Models;

/// <summary>Where the value of a setting comes from.</summary>
/// <param name="Level">Which of the places.</param>
/// <param name="Place">The option, the variable, the file with its line; for a default why it is that.</param>
public readonly record struct SettingOrigin(SettingLevel Level, string Place)
{
    public override string ToString() => Place;
}

/// <summary>Places of settings, the strongest first.</summary>
public enum SettingLevel
{
    CommandLine,
    Environment,
    File,

    /// <summary>The variables that the provider's own tools read.</summary>
    UsualEnvironment,
    Default,
}
