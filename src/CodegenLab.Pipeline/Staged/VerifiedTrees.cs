using System.Security.Cryptography;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Staged;

/// <summary>
/// Remembers which staged trees have been verified, by which build of the tool, with which settings: the same again needs no look. Nothing here touches Roslyn or MSBuild,
/// so that the answer does not wait for them.
/// </summary>
/// <param name="root">Of the work tree.</param>
/// <param name="path">The solution that is looked at, as it was given; null: the one found.</param>
public sealed class VerifiedTrees(string root, string? path)
{
    // An entry is a hundred characters, and nobody goes back further than that.
    private const int MostEntries = 100;

    private const string SettingsFile = "codegen-lab.json";

    private string StorePath => Path.Combine(root, StateFolder.Name, "verified-trees");

    /// <summary>Changes with every build of the tool.</summary>
    public static string Build { get; } = typeof(VerifiedTrees).Module.ModuleVersionId.ToString("N");

    /// <summary>Makes the folder of what may be deleted at any time.</summary>
    public static void MakeFolder(string root) => StateFolder.Create(Path.Combine(root, StateFolder.Name));

    public bool Has(string tree)
    {
        try
        {
            return File.Exists(StorePath) && File.ReadLines(StorePath).Contains(Entry(tree), StringComparer.Ordinal);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Another call is writing, or may not: then this one looks for itself.
            return false;
        }
    }

    public void Add(string tree)
    {
        var entry = Entry(tree);
        try
        {
            StateFolder.Create(Path.GetDirectoryName(StorePath)!);
            var entries = File.Exists(StorePath) ? File.ReadAllLines(StorePath).Where(known => known != entry).TakeLast(MostEntries - 1) : [];
            var next = $"{StorePath}.{Environment.ProcessId}";
            File.WriteAllLines(next, [.. entries, entry]);
            File.Move(next, StorePath, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Not remembered: the next call takes longer, no more.
        }
    }

    private string Entry(string tree) => $"{tree} {Build} {Settings()} {path}";

    /// <summary>Hash of the files that could hold the targets.</summary>
    private string Settings()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var folder = Path.GetFullPath(path ?? ".", root); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, SettingsFile);
            if (File.Exists(file))
                hash.AppendData(File.ReadAllBytes(file));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
