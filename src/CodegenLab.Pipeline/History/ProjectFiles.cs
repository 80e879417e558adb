using System.Security.Cryptography;
using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.History;

/// <summary>What a project is made of besides its C# members.</summary>
internal static class ProjectFiles
{
    /// <summary>Files above a project that take part in its build.</summary>
    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Directory.Packages.targets", "global.json", "nuget.config", "NuGet.config", "packages.lock.json"];

    /// <summary>What builds and tools write.</summary>
    private static readonly HashSet<string> Written = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules", "TestResults", "artifacts" };

    /// <summary>Full paths: the project file, what is in its folder and no C#, and the files above it that take part in its build. Not those of other projects, of builds, and what tests leave beside expected files.</summary>
    /// <param name="root">Nothing above it counts.</param>
    public static IEnumerable<string> Of(LoadedProject project, string root)
    {
        foreach (var file in In(project.Folder, project.Path).Order(StringComparer.Ordinal))
            yield return file;
        foreach (var folder in FilePaths.Upward(project.Folder).Skip(1))
        {
            foreach (var path in Shared.Select(name => Path.Combine(folder, name)).Where(File.Exists))
                yield return path;
            if (FilePaths.Comparer.Equals(folder, root))
                yield break;
        }
    }

    /// <summary>A file that is gone was one of these.</summary>
    public static bool WouldTake(LoadedProject project, string path) =>
        FilePaths.IsInside(path, project.Folder)
            ? !Path.GetRelativePath(project.Folder, path).Split(Path.DirectorySeparatorChar).Any(part => part.StartsWith('.') || Written.Contains(part)) && !IsOther(path)
            : Shared.Contains(Path.GetFileName(path)) && FilePaths.IsInside(project.Folder, Path.GetDirectoryName(path)!);

    /// <summary>Of all of these, by content, and of packages, options and what is said of the assembly as a whole.</summary>
    /// <param name="own">Names of the solution's assemblies: what they are is known better.</param>
    public static string Fingerprint(LoadedProject project, string root, IReadOnlySet<string> own)
    {
        var options = project.Compilation.Options;
        List<string> parts =
        [
            .. Of(project, root).Select(path => $"{Path.GetRelativePath(project.Folder, path).Replace('\\', '/')} {HashOf(path)}"),
            .. project.PackageReferences.Select(package => $"{package.Name} {package.Version}").Order(StringComparer.Ordinal),
            .. project.Compilation.ReferencedAssemblyNames.Where(name => !own.Contains(name.Name)).Select(name => name.GetDisplayName()).Order(StringComparer.Ordinal),
            FormattableString.Invariant($"{options.OutputKind} {options.CheckOverflow} {options.OptimizationLevel} {options.AllowUnsafe} {project.TargetFramework}"),
            .. project.Compilation.SyntaxTrees.Take(1).SelectMany(tree => ((CSharpParseOptions)tree.Options).PreprocessorSymbolNames).Order(StringComparer.Ordinal),
            .. ForAll(project),
        ];
        return SubjectCode.HashOf(parts);
    }

    /// <summary>Code that is about the project as a whole, file by file in an order of its own.</summary>
    public static IEnumerable<string> ForAll(LoadedProject project) => project.Compilation.SyntaxTrees.SelectMany(tree => ForAll(tree, project.Folder)).Order(StringComparer.Ordinal);

    /// <summary>Global usings, and attributes of the assembly but for those that the build writes: they hold the commit.</summary>
    private static IEnumerable<string> ForAll(SyntaxTree tree, string folder)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        var isOfBuild = tree.FilePath.StartsWith(Path.Combine(folder, "obj"), StringComparison.Ordinal);
        return root.Usings.Where(one => one.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).Cast<SyntaxNode>().Concat(isOfBuild ? [] : root.AttributeLists).Concat(root.Externs).Select(SubjectCode.CodeOf);
    }

    private static bool IsOther(string file) =>
        Path.GetExtension(file) is ".cs" or ".user" or ".sln" or ".slnx" || (Path.GetFileName(file) is var name && (name.StartsWith('.') || name.Contains(".received.", StringComparison.Ordinal)));

    private static IEnumerable<string> In(string folder, string project)
    {
        IEnumerable<string> files;
        try
        {
            files = Directory.GetFiles(folder);
        }
        catch (Exception hidden) when (hidden is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            yield break;
        }

        foreach (var file in files)
        {
            if (!IsOther(file) && (!file.EndsWith("proj", StringComparison.Ordinal) || FilePaths.Comparer.Equals(file, project)))
                yield return file;
        }

        foreach (var below in Directory.GetDirectories(folder))
        {
            var name = Path.GetFileName(below);
            if (name.StartsWith('.') || Written.Contains(name) || Directory.EnumerateFiles(below, "*.csproj").Any())
                continue;
            foreach (var file in In(below, project))
                yield return file;
        }
    }

    private static string HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
        {
            // Somebody writes it: it counts as what it was when last written.
            return FormattableString.Invariant($"{File.GetLastWriteTimeUtc(path).Ticks}");
        }
    }
}
