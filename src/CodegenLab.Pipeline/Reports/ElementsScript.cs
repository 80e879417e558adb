using System.Security.Cryptography;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The script that shows mutants on a page. It is not ours, so it is not in the tool: a page loads it, or is written with a copy that the user has.</summary>
public static class ElementsScript
{
    public const string Version = "3.9.0";

    /// <summary>Of the file in the npm package; whatever else answers at the address, or lies at the path, is not run.</summary>
    internal const string Integrity = "sha384-/dXYuoYRvO6rJ0FNtdKR+Hmq5iGrkkSDpc/TGgbSoReog26ZqhLhpSt4l+0Wwew2";

    /// <param name="path">Full path of a copy.</param>
    /// <exception cref="InputException">It cannot be read, or is another file.</exception>
    public static byte[] Read(string path)
    {
        byte[] script;
        try
        {
            script = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The script {path} cannot be read: {refused.Message.TrimEnd('.')}.\n{WhereItIs}");
        }

        return IntegrityOf(script) == Integrity ? script : throw new InputException($"{path} is not the script of mutation-testing-elements {Version}: its SHA-384 is another.\n{WhereItIs}");
    }

    internal static string IntegrityOf(byte[] script) => $"sha384-{Convert.ToBase64String(SHA384.HashData(script))}";

    private static string WhereItIs => $"It is dist/mutation-test-elements.js in the npm package: npm pack mutation-testing-elements@{Version}";
}
