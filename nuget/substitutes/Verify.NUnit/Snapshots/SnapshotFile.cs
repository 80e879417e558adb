using System.Text;
using NUnit.Framework;

namespace VerifyTests;

/// <summary>The two files of a snapshot.</summary>
internal sealed class SnapshotFile(SnapshotName name, string extension, VerifySettings settings)
{
    private static readonly string[] BuildServers = ["CI", "TF_BUILD", "GITHUB_ACTIONS", "TEAMCITY_VERSION", "JENKINS_URL", "GITLAB_CI", "APPVEYOR", "TRAVIS"];

    private string Received => Path.Combine(name.Directory, $"{name.Prefix}.received.{extension}");

    private string Verified => Path.Combine(name.Directory, $"{name.Prefix}.verified.{extension}");

    /// <summary>Compares, and leaves a received file behind when the text is new or differs.</summary>
    /// <exception cref="VerifyException">The text is new or differs.</exception>
    public VerifyResult Verify(string text)
    {
        Directory.CreateDirectory(name.Directory);
        DeleteReceived();
        var stale = StaleFiles();
        var verified = File.Exists(Verified) ? ReadVerified() : "";
        var isNew = verified.Length == 0;
        if (text == verified && !isNew && stale.Length == 0)
            return new VerifyResult(Verified);

        var differs = isNew || text != verified;
        if (differs)
            File.WriteAllText(Received, text, VerifierSettings.Encoding);

        var acceptance = settings.Acceptance ?? VerifierSettings.Acceptance;
        var accepts = acceptance is { } how && (how.IncludeBuildServer || !Array.Exists(BuildServers, variable => Environment.GetEnvironmentVariable(variable) is { Length: > 0 }));
        if (accepts)
            Accept(differs, stale);
        else if (differs)
            TestContext.AddTestAttachment(Received);

        return accepts && !acceptance!.Value.ThrowException
            ? new VerifyResult(Verified)
            : throw new VerifyException(Message(text, verified, isNew, differs, stale));
    }

    private void DeleteReceived()
    {
        foreach (var file in Directory.EnumerateFiles(name.Directory, $"{name.Prefix}.received.*"))
            File.Delete(file);
    }

    /// <summary>Verified files of this snapshot with another extension: no longer made by the test.</summary>
    private string[] StaleFiles() => [.. Directory.EnumerateFiles(name.Directory, $"{name.Prefix}.verified.*").Where(file => file != Verified).Order(StringComparer.Ordinal)];

    private string ReadVerified() => File.ReadAllText(Verified).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private void Accept(bool differs, string[] stale)
    {
        foreach (var file in stale)
            File.Delete(file);

        if (differs)
            File.Move(Received, Verified, overwrite: true);
    }

    private string Message(string text, string verified, bool isNew, bool differs, string[] stale)
    {
        var (received, expected) = (Path.GetFileName(Received), Path.GetFileName(Verified));
        var message = new StringBuilder($"Directory: {name.Directory}\n");
        if (differs)
            message.Append(isNew ? "New:\n" : "NotEqual:\n").Append($"  - Received: {received}\n    Verified: {expected}\n");

        if (stale.Length > 0)
            message.Append("Delete:\n").AppendJoin("", stale.Select(file => $"  - {Path.GetFileName(file)}\n"));

        if (!differs)
            message.Append($"Equal:\n  - Received: {received}\n    Verified: {expected}\n");

        if (differs && !VerifierSettings.OmitsContent)
        {
            message.Append($"\nFileContent:\n\n{(isNew ? "New" : "NotEqual")}:\n\nReceived: {received}\n{text}\n");
            message.Append(isNew ? "\n" : $"Verified: {expected}\n{verified}\n\n");
        }

        return message.ToString();
    }
}
