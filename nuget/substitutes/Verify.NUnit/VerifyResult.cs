namespace VerifyTests;

/// <summary>A snapshot that was verified.</summary>
public sealed class VerifyResult
{
    private readonly string _verifiedFile;

    internal VerifyResult(string verifiedFile) => _verifiedFile = verifiedFile;

    /// <summary>The verified files.</summary>
    public IEnumerable<string> Files => [_verifiedFile];

    /// <summary>The verified text.</summary>
    public string Text => File.ReadAllText(_verifiedFile);
}
