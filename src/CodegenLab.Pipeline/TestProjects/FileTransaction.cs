using System.Text;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>
/// Writes into somebody's repository: each file whole or not at all, and all of it undone unless committed.
/// Folders it had to make go with everything in them, so that build output inside a new project goes too.
/// </summary>
public sealed class FileTransaction : IDisposable
{
    private readonly Dictionary<string, FileState> _before = [];
    private readonly List<string> _newFolders = [];
    private bool _committed;

    /// <summary>Begins; a process that is told to end before the end undoes what it wrote.</summary>
    public FileTransaction() => AppDomain.CurrentDomain.ProcessExit += UndoAtExit;

    /// <summary>Files whose content this transaction changed, in the order of the first change.</summary>
    public IReadOnlyList<string> Changed =>
        [.. _before.Where(file => !IsContent(file.Key, file.Value.Content)).Select(file => file.Key)];

    /// <summary>Writes a file; one that has this text already is not touched, whatever its line ends: git may have changed those when it was checked out.</summary>
    /// <param name="format">Of a file that is new; one that was there keeps its own.</param>
    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Write(string path, string text, FileFormat format)
    {
        if (HasText(path, text))
            return;

        Remember(path);
        Reach(path, () =>
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            Replace(path, Encode(text, _before[path].Content is { Length: > 0 } before ? FileFormat.Of(before) : format));
        });
    }

    /// <exception cref="InputException">The file cannot be deleted.</exception>
    public void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        Remember(path);
        Reach(path, () => File.Delete(path));
    }

    /// <summary>Takes note of a file that another program is about to change, so that it can be put back.</summary>
    public void Remember(string path) =>
        Reach(path, () =>
        {
            if (!_before.ContainsKey(path))
                _before.Add(path, File.Exists(path) ? new FileState(File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)) : new FileState(null, default));
        });

    /// <summary>From here on everything stays. Files that were changed and changed back are as old as before.</summary>
    public void Commit()
    {
        foreach (var (path, state) in _before)
            if (state.Content is not null && IsContent(path, state.Content))
                Reach(path, () => File.SetLastWriteTimeUtc(path, state.Written));
        _committed = true;
    }

    /// <summary>Puts everything back as it was; what cannot be put back does not keep the rest from it.</summary>
    /// <exception cref="InputException">Something could not be put back.</exception>
    public void Rollback()
    {
        var stuck = new List<string>();
        foreach (var (path, state) in _before)
            Attempt(path, () => Restore(path, state));
        foreach (var folder in _newFolders.AsEnumerable().Reverse().Where(Directory.Exists))
            Attempt(folder, () => FolderRemoval.Remove(folder));

        _before.Clear();
        _newFolders.Clear();
        if (stuck.Count > 0)
            throw new InputException($"The run was undone, but not all of it: {string.Join("; ", stuck)}. Please put this right by hand.");

        void Attempt(string path, Action action)
        {
            try
            {
                action();
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                stuck.Add($"{path} ({refused.Message.TrimEnd('.')})");
            }
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= UndoAtExit;
        if (!_committed)
            Rollback();
    }

    private void UndoAtExit(object? sender, EventArgs arguments)
    {
        if (!_committed)
            Rollback();
    }

    private static void Restore(string path, FileState state)
    {
        if (state.Content is null)
        {
            // The folder may be one that was never made.
            if (File.Exists(path))
                File.Delete(path);
            return;
        }

        if (!IsContent(path, state.Content))
            Replace(path, state.Content);
        File.SetLastWriteTimeUtc(path, state.Written);
    }

    private void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        CreateFolder(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder);
        _newFolders.Add(folder);
    }

    private static void Replace(string path, byte[] content)
    {
        var temporary = path + ".codegen-lab";
        try
        {
            File.WriteAllBytes(temporary, content);
            if (!OperatingSystem.IsWindows() && File.Exists(path))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsContent(string path, byte[]? content) =>
        content is null ? !File.Exists(path) : File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);

    private static bool HasText(string path, string text) => File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n");

    private static byte[] Encode(string text, FileFormat format)
    {
        var lines = text.ReplaceLineEndings(format.NewLine);
        var encoding = new UTF8Encoding(format.ByteOrderMark);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(lines)];
    }

    private static void Reach(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be written: {refused.Message.TrimEnd('.')}. Make the folder writable and free space on its disk, or choose another one with --output. Nothing was changed.");
        }
    }

    /// <param name="Content">Null: the file did not exist.</param>
    private sealed record FileState(byte[]? Content, DateTime Written);
}
