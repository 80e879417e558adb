using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What reading projects saw of the file system: what is there and what is not, what folders hold, what files say. As long as all of it is the same, reading them again would say the same.</summary>
internal sealed class SeenFiles
{
    private readonly ConcurrentDictionary<string, Kind> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Listing, string> _listings = new();
    private readonly ConcurrentDictionary<string, string> _contents = new(StringComparer.Ordinal);

    /// <summary>Number of things that would be looked at.</summary>
    public int Count => _places.Count + _listings.Count + _contents.Count;

    /// <summary>Notes whether there is a file, a folder, or nothing.</summary>
    public void Look(string path) => _places.TryAdd(path, KindOf(path));

    /// <summary>Notes what a folder holds.</summary>
    public void List(string folder, string pattern, ListedKind kind, bool isDeep) =>
        _listings.GetOrAdd(new Listing(folder, pattern, kind, isDeep), static listing => Hash(listing));

    /// <summary>Notes what a file says, or that there is none.</summary>
    public void Read(string path) => _contents.GetOrAdd(path, Hash);

    /// <summary>Something that was read may have been written meanwhile, and then nobody knows which of both was seen.</summary>
    /// <param name="began">Before anything was read.</param>
    public bool WasWrittenSince(DateTime began) => _contents.Keys.Any(path => File.Exists(path) && File.GetLastWriteTimeUtc(path) >= began);

    /// <summary>Everything is as it was seen.</summary>
    public bool AreSame() =>
        _places.All(place => KindOf(place.Key) == place.Value)
        && _listings.All(listing => Hash(listing.Key) == listing.Value)
        && _contents.All(content => Hash(content.Key) == content.Value);

    public void Write(BinaryWriter writer)
    {
        Write(_places, (path, kind) =>
        {
            writer.Write(path);
            writer.Write((byte)kind);
        });
        Write(_listings, (listing, hash) =>
        {
            writer.Write(listing.Folder);
            writer.Write(listing.Pattern);
            writer.Write((byte)listing.Kind);
            writer.Write(listing.IsDeep);
            writer.Write(hash);
        });
        Write(_contents, (path, hash) =>
        {
            writer.Write(path);
            writer.Write(hash);
        });

        void Write<TKey, TValue>(ConcurrentDictionary<TKey, TValue> seen, Action<TKey, TValue> write)
            where TKey : notnull
        {
            var entries = seen.ToArray();
            writer.Write(entries.Length);
            foreach (var (key, value) in entries)
                write(key, value);
        }
    }

    public static SeenFiles Read(BinaryReader reader)
    {
        var seen = new SeenFiles();
        for (var left = reader.ReadInt32(); left > 0; left--)
            seen._places[reader.ReadString()] = (Kind)reader.ReadByte();
        for (var left = reader.ReadInt32(); left > 0; left--)
            seen._listings[new Listing(reader.ReadString(), reader.ReadString(), (ListedKind)reader.ReadByte(), reader.ReadBoolean())] = reader.ReadString();
        for (var left = reader.ReadInt32(); left > 0; left--)
            seen._contents[reader.ReadString()] = reader.ReadString();
        return seen;
    }

    private static Kind KindOf(string path) => File.Exists(path) ? Kind.File : Directory.Exists(path) ? Kind.Folder : Kind.Nothing;

    private static string Hash(Listing listing)
    {
        if (!Directory.Exists(listing.Folder))
            return "";
        var depth = listing.IsDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        var names = listing.Kind switch
        {
            ListedKind.Files => Directory.EnumerateFiles(listing.Folder, listing.Pattern, depth),
            ListedKind.Folders => Directory.EnumerateDirectories(listing.Folder, listing.Pattern, depth),
            _ => Directory.EnumerateFileSystemEntries(listing.Folder, listing.Pattern, depth),
        };
        return Hash(Encoding.UTF8.GetBytes(string.Join('\n', names.Order(StringComparer.Ordinal))));
    }

    private static string Hash(string path)
    {
        try
        {
            return Hash(File.ReadAllBytes(path));
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return "";
        }
        catch (IOException)
        {
            // Somebody writes it: it is not what it was, nor what it will be.
            return Path.GetRandomFileName();
        }
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private enum Kind : byte
    {
        Nothing,
        File,
        Folder,
    }

    private sealed record Listing(string Folder, string Pattern, ListedKind Kind, bool IsDeep);
}

/// <summary>What a listing of a folder tells.</summary>
internal enum ListedKind : byte
{
    Files,
    Folders,
    Both,
}
