using System.Text;

namespace VerifyTests;

/// <summary>How all verifications of a test assembly name files and what they scrub. Set it in a module initializer.</summary>
public static class VerifierSettings
{
    private static readonly VerifySettings Shared = new();
    private static string? _firstVerification;

    internal static bool ScrubsGuids => Shared.ScrubsGuids;

    internal static bool ScrubsDates => Shared.ScrubsDates;

    internal static bool IgnoresEmptyCollections => Shared.IgnoresEmptyCollections;

    internal static bool IsPrefixShared => Shared.IsPrefixShared;

    internal static bool OmitsContent { get; private set; }

    internal static Encoding Encoding { get; private set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    internal static (bool IncludeBuildServer, bool ThrowException)? Acceptance => Shared.Acceptance;

    internal static IReadOnlyList<Scrubber> Scrubbers => Shared.Scrubbers;

    /// <inheritdoc cref="VerifySettings.AutoVerify" />
    public static void AutoVerify(bool includeBuildServer = true, bool throwException = false) => Change(settings => settings.AutoVerify(includeBuildServer, throwException));

    /// <inheritdoc cref="VerifySettings.DisableRequireUniquePrefix" />
    public static void DisableRequireUniquePrefix() => Change(settings => settings.DisableRequireUniquePrefix());

    /// <summary>Leaves the texts out of the message of a failed verification.</summary>
    public static void OmitContentFromException() => Change(_ => OmitsContent = true);

    /// <summary>Writes snapshots without a byte order mark.</summary>
    public static void UseUtf8NoBom() => Change(_ => Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

    /// <inheritdoc cref="VerifySettings.AddScrubber(Action{StringBuilder})" />
    public static void AddScrubber(Action<StringBuilder> scrubber) => Change(settings => settings.AddScrubber(scrubber));

    /// <inheritdoc cref="VerifySettings.AddScrubber(string, Action{StringBuilder})" />
    public static void AddScrubber(string extension, Action<StringBuilder> scrubber) => Change(settings => settings.AddScrubber(extension, scrubber));

    /// <inheritdoc cref="VerifySettings.ScrubLines" />
    public static void ScrubLines(Func<string, bool> removeLine) => Change(settings => settings.ScrubLines(removeLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesWithReplace" />
    public static void ScrubLinesWithReplace(Func<string, string?> replaceLine) => Change(settings => settings.ScrubLinesWithReplace(replaceLine));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining(string[])" />
    public static void ScrubLinesContaining(params string[] stringToMatch) => Change(settings => settings.ScrubLinesContaining(stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubLinesContaining(StringComparison, string[])" />
    public static void ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) => Change(settings => settings.ScrubLinesContaining(comparison, stringToMatch));

    /// <inheritdoc cref="VerifySettings.ScrubEmptyLines" />
    public static void ScrubEmptyLines() => Change(settings => settings.ScrubEmptyLines());

    /// <inheritdoc cref="VerifySettings.ScrubInlineGuids" />
    public static void ScrubInlineGuids() => Change(settings => settings.ScrubInlineGuids());

    /// <inheritdoc cref="VerifySettings.ScrubMachineName" />
    public static void ScrubMachineName() => Change(settings => settings.ScrubMachineName());

    /// <inheritdoc cref="VerifySettings.ScrubUserName" />
    public static void ScrubUserName() => Change(settings => settings.ScrubUserName());

    /// <inheritdoc cref="VerifySettings.DontScrubGuids" />
    public static void DontScrubGuids() => Change(settings => settings.DontScrubGuids());

    /// <inheritdoc cref="VerifySettings.DontScrubDateTimes" />
    public static void DontScrubDateTimes() => Change(settings => settings.DontScrubDateTimes());

    /// <inheritdoc cref="VerifySettings.DontIgnoreEmptyCollections" />
    public static void DontIgnoreEmptyCollections() => Change(settings => settings.DontIgnoreEmptyCollections());

    internal static void Freeze(string verification) => _firstVerification ??= verification;

    private static void Change(Action<VerifySettings> change)
    {
        if (_firstVerification is not null)
            throw new InvalidOperationException($"The API must be called prior to any Verify has run. Usually this is done in a [ModuleInitializer]. Verify run by: {_firstVerification}");

        change(Shared);
    }
}
