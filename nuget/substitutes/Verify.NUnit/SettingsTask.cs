using System.Runtime.CompilerServices;
using System.Text;

namespace VerifyTests;

/// <summary>A verification that starts when it is awaited. Until then its settings can be changed.</summary>
public sealed class SettingsTask
{
    private readonly Func<VerifySettings, Task<VerifyResult>> _verify;
    private Task<VerifyResult>? _task;

    internal SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> verify)
    {
        CurrentSettings = settings is null ? new VerifySettings() : new VerifySettings(settings);
        _verify = verify;
    }

    /// <summary>The settings of this verification.</summary>
    public VerifySettings CurrentSettings { get; }

    /// <summary>Awaits the verification.</summary>
    public static implicit operator Task<VerifyResult>(SettingsTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.ToTask();
    }

    /// <summary>Starts the verification, once.</summary>
    public Task<VerifyResult> ToTask() => _task ??= _verify(CurrentSettings);

    /// <summary>Starts the verification, once.</summary>
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    /// <summary>Starts the verification, once.</summary>
    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) => ToTask().ConfigureAwait(continueOnCapturedContext);

    /// <inheritdoc cref="VerifySettings.UseDirectory" />
    public SettingsTask UseDirectory(string directory) => With(settings => settings.UseDirectory(directory));

    /// <inheritdoc cref="VerifySettings.UseFileName" />
    public SettingsTask UseFileName(string fileName) => With(settings => settings.UseFileName(fileName));

    /// <inheritdoc cref="VerifySettings.UseTypeName" />
    public SettingsTask UseTypeName(string name) => With(settings => settings.UseTypeName(name));

    /// <inheritdoc cref="VerifySettings.UseMethodName" />
    public SettingsTask UseMethodName(string name) => With(settings => settings.UseMethodName(name));

    /// <inheritdoc cref="VerifySettings.UseParameters" />
    public SettingsTask UseParameters(params object?[] parameters) => With(settings => settings.UseParameters(parameters));

    /// <inheritdoc cref="VerifySettings.UseTextForParameters" />
    public SettingsTask UseTextForParameters(string parametersText) => With(settings => settings.UseTextForParameters(parametersText));

    /// <inheritdoc cref="VerifySettings.DisableRequireUniquePrefix" />
    public SettingsTask DisableRequireUniquePrefix() => With(settings => settings.DisableRequireUniquePrefix());

    /// <inheritdoc cref="VerifySettings.DisableDiff" />
    public SettingsTask DisableDiff() => With(settings => settings.DisableDiff());

    /// <inheritdoc cref="VerifySettings.AutoVerify" />
    public SettingsTask AutoVerify(bool includeBuildServer = true, bool throwException = false) => With(settings => settings.AutoVerify(includeBuildServer, throwException));

    /// <inheritdoc cref="VerifySettings.DisableScrubbers" />
    public SettingsTask DisableScrubbers() => With(settings => settings.DisableScrubbers());

    /// <inheritdoc cref="VerifySettings.AddScrubber(Action{StringBuilder})" />
    public SettingsTask AddScrubber(Action<StringBuilder> scrubber) => With(settings => settings.AddScrubber(scrubber));

    /// <inheritdoc cref="VerifySettings.AddScrubber(string, Action{StringBuilder})" />
    public SettingsTask AddScrubber(string extension, Action<StringBuilder> scrubber) => With(settings => settings.AddScrubber(extension, scrubber));

    /// <inheritdoc cref="VerifySettings.ScrubLines" />
    public SettingsTask ScrubLines(Func<string, bool> removeLine) => With(settings => settings.ScrubLines(removeLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesWithReplace" />
    public SettingsTask ScrubLinesWithReplace(Func<string, string?> replaceLine) => With(settings => settings.ScrubLinesWithReplace(replaceLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining(string[])" />
    public SettingsTask ScrubLinesContaining(params string[] stringToMatch) => With(settings => settings.ScrubLinesContaining(stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining(StringComparison, string[])" />
    public SettingsTask ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) => With(settings => settings.ScrubLinesContaining(comparison, stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubEmptyLines" />
    public SettingsTask ScrubEmptyLines() => With(settings => settings.ScrubEmptyLines());

    /// <inheritdoc cref="VerifySettings.ScrubInlineGuids" />
    public SettingsTask ScrubInlineGuids() => With(settings => settings.ScrubInlineGuids());

    /// <inheritdoc cref="VerifySettings.ScrubMachineName" />
    public SettingsTask ScrubMachineName() => With(settings => settings.ScrubMachineName());

    /// <inheritdoc cref="VerifySettings.ScrubUserName" />
    public SettingsTask ScrubUserName() => With(settings => settings.ScrubUserName());

    /// <inheritdoc cref="VerifySettings.DontScrubGuids" />
    public SettingsTask DontScrubGuids() => With(settings => settings.DontScrubGuids());

    /// <inheritdoc cref="VerifySettings.DontScrubDateTimes" />
    public SettingsTask DontScrubDateTimes() => With(settings => settings.DontScrubDateTimes());

    /// <inheritdoc cref="VerifySettings.DontIgnoreEmptyCollections" />
    public SettingsTask DontIgnoreEmptyCollections() => With(settings => settings.DontIgnoreEmptyCollections());

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(CurrentSettings);
        return this;
    }
}
