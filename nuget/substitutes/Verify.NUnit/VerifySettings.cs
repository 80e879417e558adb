using System.Text;

namespace VerifyTests;

/// <summary>How one verification names its file and what it scrubs.</summary>
public class VerifySettings
{
    private readonly List<Scrubber> _scrubbers = [];

    /// <summary>The defaults.</summary>
    public VerifySettings()
    {
    }

    /// <summary>A copy.</summary>
    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null)
            return;

        _scrubbers.AddRange(settings._scrubbers);
        Directory = settings.Directory;
        FileName = settings.FileName;
        TypeName = settings.TypeName;
        MethodName = settings.MethodName;
        Parameters = settings.Parameters;
        ParametersText = settings.ParametersText;
        IsPrefixShared = settings.IsPrefixShared;
        Acceptance = settings.Acceptance;
        ScrubbersEnabled = settings.ScrubbersEnabled;
        ScrubsGuids = settings.ScrubsGuids;
        ScrubsDates = settings.ScrubsDates;
        IgnoresEmptyCollections = settings.IgnoresEmptyCollections;
    }

    /// <summary>Where the snapshot is, absolute or relative to the test's source; null is beside it.</summary>
    public string? Directory { get; private set; }

    internal string? FileName { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal bool IsPrefixShared { get; private set; }

    internal bool OpensDiff { get; private set; }

    internal bool ScrubbersEnabled { get; private set; } = true;

    internal bool ScrubsGuids { get; private set; } = true;

    internal bool ScrubsDates { get; private set; } = true;

    internal bool IgnoresEmptyCollections { get; private set; } = true;

    /// <summary>How <see cref="AutoVerify"/> was called; null when it was not.</summary>
    internal (bool IncludeBuildServer, bool ThrowException)? Acceptance { get; private set; }

    internal IReadOnlyList<Scrubber> Scrubbers => _scrubbers;

    /// <summary>Puts the snapshot into a directory, relative to the test's source.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Names the snapshot, instead of type, method and parameters.</summary>
    public void UseFileName(string fileName) => FileName = fileName;

    /// <summary>Replaces the type name in the snapshot's name.</summary>
    public void UseTypeName(string name) => TypeName = name;

    /// <summary>Replaces the method name in the snapshot's name.</summary>
    public void UseMethodName(string name) => MethodName = name;

    /// <summary>Replaces the arguments of the test case in the snapshot's name.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>Replaces parameter names and arguments in the snapshot's name by a text.</summary>
    public void UseTextForParameters(string parametersText) => ParametersText = parametersText;

    /// <summary>Allows several verifications to use the same snapshot.</summary>
    public void DisableRequireUniquePrefix() => IsPrefixShared = true;

    /// <summary>Opens no diff tool. This substitute never opens one.</summary>
    public void DisableDiff() => OpensDiff = false;

    /// <summary>Accepts what is new or differs instead of failing.</summary>
    /// <param name="includeBuildServer">Whether to accept on a build server as well.</param>
    /// <param name="throwException">Whether to fail in spite of it.</param>
    public void AutoVerify(bool includeBuildServer = true, bool throwException = false) => Acceptance = (includeBuildServer, throwException);

    /// <summary>Scrubs nothing but line ends.</summary>
    public void DisableScrubbers() => ScrubbersEnabled = false;

    /// <summary>Changes the text before it is compared. The last scrubber added runs first.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => _scrubbers.Insert(0, new Scrubber(null, (text, _) => scrubber(text)));

    /// <summary>Changes the text of files with an extension before it is compared.</summary>
    public void AddScrubber(string extension, Action<StringBuilder> scrubber) => _scrubbers.Insert(0, new Scrubber(extension, (text, _) => scrubber(text)));

    /// <summary>Removes lines.</summary>
    public void ScrubLines(Func<string, bool> removeLine) => _scrubbers.Insert(0, Scrubber.Lines(line => removeLine(line) ? null : line));

    /// <summary>Replaces lines; null removes one.</summary>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine) => _scrubbers.Insert(0, Scrubber.Lines(replaceLine));

    /// <summary>Removes lines that contain one of the texts, in any case.</summary>
    public void ScrubLinesContaining(params string[] stringToMatch) => ScrubLinesContaining(StringComparison.OrdinalIgnoreCase, stringToMatch);

    /// <summary>Removes lines that contain one of the texts.</summary>
    public void ScrubLinesContaining(StringComparison comparison, params string[] stringToMatch) => ScrubLines(line => stringToMatch.Any(text => line.Contains(text, comparison)));

    /// <summary>Removes lines of whitespace.</summary>
    public void ScrubEmptyLines() => ScrubLines(string.IsNullOrWhiteSpace);

    /// <summary>Replaces GUIDs inside of text by <c>Guid_1</c> and so on.</summary>
    public void ScrubInlineGuids() => _scrubbers.Insert(0, Scrubber.InlineGuids);

    /// <summary>Replaces the name of the machine by <c>TheMachineName</c>.</summary>
    public void ScrubMachineName() => _scrubbers.Insert(0, Scrubber.Word(Environment.MachineName, "TheMachineName"));

    /// <summary>Replaces the name of the user by <c>TheUserName</c>.</summary>
    public void ScrubUserName() => _scrubbers.Insert(0, Scrubber.Word(Environment.UserName, "TheUserName"));

    /// <summary>Writes GUIDs of objects as they are.</summary>
    public void DontScrubGuids() => ScrubsGuids = false;

    /// <summary>Writes dates and times of objects as they are.</summary>
    public void DontScrubDateTimes() => ScrubsDates = false;

    /// <summary>Writes members that are empty collections.</summary>
    public void DontIgnoreEmptyCollections() => IgnoresEmptyCollections = false;
}
