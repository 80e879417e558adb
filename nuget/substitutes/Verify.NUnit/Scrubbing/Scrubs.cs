using System.Globalization;
using System.Text;

namespace VerifyTests;

/// <summary>All that is scrubbed in one verification.</summary>
internal sealed class Scrubs(VerifySettings settings, DirectoryTokens directories)
{
    public Identities Identities { get; } = new();

    public bool ScrubsGuids => settings.ScrubbersEnabled && settings.ScrubsGuids && VerifierSettings.ScrubsGuids;

    public bool ScrubsDates => settings.ScrubbersEnabled && settings.ScrubsDates && VerifierSettings.ScrubsDates;

    public bool IgnoresEmptyCollections => settings.IgnoresEmptyCollections && VerifierSettings.IgnoresEmptyCollections;

    /// <summary>Scrubs a whole text.</summary>
    /// <param name="text">Line ends as they come.</param>
    /// <param name="extension">Of the file; null for a string of an object.</param>
    public string ApplyTo(string text, string? extension)
    {
        var normalised = Normalise(text);
        if (!settings.ScrubbersEnabled)
            return normalised;

        var scrubbed = new StringBuilder(normalised);
        foreach (var scrubber in settings.Scrubbers.Concat(VerifierSettings.Scrubbers).Where(scrubber => scrubber.Extension is null || scrubber.Extension == extension))
            scrubber.Apply(scrubbed, Identities);

        return Normalise(directories.ApplyTo(scrubbed.ToString()));
    }

    /// <summary>The name of a string that is a GUID or a date as a whole; null for all others.</summary>
    public string? NameOf(string text)
    {
        if (ScrubsGuids && Guid.TryParse(text, out var guid))
            return Identities.Of(guid);

        if (!ScrubsDates)
            return null;

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Identities.Of(date);

        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var offset) && !text.EndsWith('Z'))
            return Identities.Of(offset);

        return DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? Identities.Of(time) : null;
    }

    private static string Normalise(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
