using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyNUnit;

/// <summary>Compares what a test made with the <c>.verified.</c> file beside the test's source.</summary>
public static class Verifier
{
    /// <summary>Verifies text.</summary>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, scrubs) => (RootText(value, scrubs), "txt"), () => Task.FromResult<object?>(target));

    /// <summary>Verifies text, in a file with an extension.</summary>
    /// <param name="target">The text; null is written as <c>null</c>.</param>
    /// <param name="extension">Without a dot, for example <c>cs</c>.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <param name="sourceFile">The source of the test.</param>
    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, _) => ((string?)value ?? "null", extension), () => Task.FromResult<object?>(target));

    /// <summary>Verifies text that a task makes.</summary>
    public static SettingsTask Verify(Task<string> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, scrubs) => (RootText(value, scrubs), "txt"), async () => await target.ConfigureAwait(false));

    /// <summary>Verifies text that a task makes, in a file with an extension.</summary>
    public static SettingsTask Verify(Task<string> target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, _) => ((string?)value ?? "null", extension), async () => await target.ConfigureAwait(false));

    /// <summary>Verifies the members of an object, or the text a simple value is written as.</summary>
    public static SettingsTask Verify(object? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, scrubs) => (RootText(value, scrubs), "txt"), () => Task.FromResult(target));

    /// <summary>Verifies the result of a task.</summary>
    public static SettingsTask Verify<T>(Task<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Start(settings, sourceFile, (value, scrubs) => (RootText(value, scrubs), "txt"), async () => await target.ConfigureAwait(false));

    /// <summary>Refused. It is here because its name hides the <c>Throws</c> of NUnit, as that of the package does.</summary>
    public static SettingsTask Throws(Action target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        throw new NotSupportedException("Throws is not supported by the substitute of Verify");

    private static SettingsTask Start(VerifySettings? settings, string sourceFile, Func<object?, Scrubs, (string Text, string Extension)> write, Func<Task<object?>> target) =>
        new(settings, async current =>
        {
            var snapshot = SnapshotName.Of(sourceFile, current);
            var value = await target().ConfigureAwait(false);
            var scrubs = new Scrubs(current, DirectoryTokens.Of(sourceFile));
            var (text, extension) = write(value, scrubs);
            return new SnapshotFile(snapshot, extension, current).Verify(scrubs.ApplyTo(text, extension));
        });

    private static string RootText(object? value, Scrubs scrubs) => value switch
    {
        string text => text.Length == 0 ? "emptyString" : text,
        null => "null",
        _ => new ObjectWriter(scrubs).Write(value),
    };
}
