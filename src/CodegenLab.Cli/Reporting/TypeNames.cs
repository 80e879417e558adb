namespace CodegenLab.Cli.Reporting;

/// <summary>C# names of types, made short enough to read.</summary>
internal static class TypeNames
{
    /// <summary>The namespace that all names share, with its dot; empty for none.</summary>
    public static string CommonNamespace(IEnumerable<string> names)
    {
        string? common = null;
        foreach (var name in names)
        {
            var space = name[..(name.Length - Simple(name).Length)];
            if (common is null)
            {
                common = space;
                continue;
            }

            while (!space.StartsWith(common, StringComparison.Ordinal))
                common = common[..(common.LastIndexOf('.', common.Length - 2) + 1)];
        }

        return common ?? "";
    }

    /// <summary>Name without namespace; type arguments stay as they are.</summary>
    public static string Simple(string name)
    {
        var end = name.IndexOf('<', StringComparison.Ordinal);
        return name[(name.LastIndexOf('.', (end < 0 ? name.Length : end) - 1) + 1)..];
    }

    /// <summary>At most <paramref name="room"/> characters: the namespace goes first, then the middle of the name, whose end tells types apart.</summary>
    public static string Fit(string name, int room, string ellipsis)
    {
        if (name.Length <= room)
            return name;

        var simple = Simple(name);
        if (simple.Length + ellipsis.Length <= room)
            return ellipsis + name[^(room - ellipsis.Length)..];

        var kept = Math.Max(room - ellipsis.Length, 2);
        return simple.Length <= room ? simple : simple[..((kept + 1) / 2)] + ellipsis + simple[^(kept / 2)..];
    }
}
