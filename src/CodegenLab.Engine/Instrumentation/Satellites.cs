namespace CodegenLab.Engine.Instrumentation;

/// <summary>What a subject says in other cultures stands in assemblies that its build makes of its resources: its instrumented builds need them as well.</summary>
internal static class Satellites
{
    /// <param name="target">The built assembly; it need not be there.</param>
    /// <param name="folders">Where to put them.</param>
    public static void Copy(string target, params ReadOnlySpan<string> folders)
    {
        var home = Path.GetDirectoryName(target)!;
        var name = Path.GetFileNameWithoutExtension(target) + ".resources.dll";
        if (!Directory.Exists(home))
            return;

        foreach (var culture in Directory.EnumerateDirectories(home).Where(folder => File.Exists(Path.Combine(folder, name))))
        {
            foreach (var folder in folders)
            {
                var place = Directory.CreateDirectory(Path.Combine(folder, Path.GetFileName(culture))).FullName;
                File.Copy(Path.Combine(culture, name), Path.Combine(place, name), overwrite: true);
            }
        }
    }
}
