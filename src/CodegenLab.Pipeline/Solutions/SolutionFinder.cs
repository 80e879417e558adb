using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The projects a path stands for.</summary>
/// <param name="Path">The solution file, or the project file or folder when there is no solution.</param>
/// <param name="Projects">Full paths of project files, in solution order.</param>
/// <param name="Only">The project a user named; null: all.</param>
internal sealed record FoundSolution(string Path, ImmutableArray<string> Projects, string? Only)
{
    public string Folder => Directory.Exists(Path) ? Path : System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>Finds the solution that a path, or no path, stands for.</summary>
internal static class SolutionFinder
{
    // Deep enough for src/group/project/project.csproj.
    private const int SearchDepth = 5;

    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules", "packages", "artifacts"];

    /// <param name="path">.sln, .slnx, .slnf, .csproj or a folder; null: upward from the working folder.</param>
    public static FoundSolution Find(string? path, string workingFolder)
    {
        if (path is null)
            return FindUpward(Path.GetFullPath(workingFolder));

        var full = Path.GetFullPath(path, Path.GetFullPath(workingFolder));
        if (Directory.Exists(full))
            return FindIn(full);
        if (!File.Exists(full))
            throw NotFound(path, full);

        var extension = Path.GetExtension(full);
        if (SolutionFile.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return OfSolution(full);
        if (extension.Equals(".csproj", StringComparison.OrdinalIgnoreCase))
            return OfProject(full);

        throw new InputException(extension.ToUpperInvariant() switch
        {
            ".VBPROJ" or ".FSPROJ" => $"{path} is not a C# project; only C# is supported.",
            ".CS" => $"{path} is a source file. Name its project or solution, and pass the file with --target.",
            _ => $"{path} is neither a solution (.sln, .slnx, .slnf), a C# project (.csproj) nor a folder.",
        });
    }

    private static FoundSolution FindUpward(string workingFolder)
    {
        foreach (var folder in FilePaths.Upward(workingFolder))
        {
            if (SolutionIn(folder) is { } solution)
                return OfSolution(solution);
        }

        foreach (var folder in FilePaths.Upward(workingFolder))
        {
            switch (ProjectsIn(folder))
            {
                case [var only]:
                    return OfProject(only);
                case [_, _, ..] several:
                    throw new InputException($"{folder} holds several projects and no solution: {Names(several)}. Name one of them.");
            }
        }

        var below = Below(workingFolder, IsSolution);
        var hint = below is [] ? "Name a solution, a project or a folder." : $"Below it there is {string.Join(", ", below.Take(5).Select(found => Path.GetRelativePath(workingFolder, found)))}: name one.";
        throw new InputException($"No solution or C# project in {workingFolder} or any folder above it. {hint}");
    }

    private static FoundSolution FindIn(string folder)
    {
        if (SolutionIn(folder) is { } solution)
            return OfSolution(solution);
        if (ProjectsIn(folder) is [var single])
            return OfProject(single);

        switch (Below(folder, IsSolution))
        {
            case [var only]:
                return OfSolution(only);
            case [_, _, ..] several:
                throw new InputException($"{folder} holds several solutions: {string.Join(", ", several.Select(found => Path.GetRelativePath(folder, found)))}. Name one of them.");
        }

        return Below(folder, IsProject) switch
        {
            [] => throw new InputException($"No solution and no C# project in {folder} or below. Give the path of one: a .sln, .slnx or .csproj file, or its folder."),
            // The folder was named, not the project: it stays what was asked for when tests come to lie beside it.
            [var only] when OfProject(only) is { } around && TestPlaces.IsSolution(around.Path) => around,
            var projects => new FoundSolution(folder, [.. projects], null),
        };
    }

    private static FoundSolution OfSolution(string path) => SolutionFile.ReadProjects(path) switch
    {
        [] => throw new InputException($"{path} names no projects. Add one with: dotnet sln {Path.GetFileName(path)} add <project>"),
        var projects => new FoundSolution(path, projects, null),
    };

    // The solution around a project is where its tests are found.
    private static FoundSolution OfProject(string path)
    {
        foreach (var folder in FilePaths.Upward(Path.GetDirectoryName(path)!))
        {
            foreach (var solution in Directory.EnumerateFiles(folder).Where(IsSolution).Order(StringComparer.Ordinal))
            {
                if (SolutionFile.ReadProjects(solution) is var projects && projects.Contains(path, FilePaths.Comparer))
                    return new FoundSolution(solution, projects, path);
            }

            if (Directory.Exists(Path.Combine(folder, ".git")))
                break;
        }

        return new FoundSolution(path, [path], path);
    }

    private static string? SolutionIn(string folder)
    {
        // X.slnx beside X.sln is one solution in the middle of a migration.
        var solutions = Directory.EnumerateFiles(folder)
            .Where(IsSolution)
            .GroupBy(Path.GetFileNameWithoutExtension, FilePaths.Comparer)
            .Select(same => same.OrderBy(file => !file.EndsWith('x')).First())
            .Order(StringComparer.Ordinal)
            .ToArray();
        return solutions switch
        {
            [] => null,
            [var only] => only,
            _ => throw new InputException($"{folder} holds several solutions: {Names(solutions)}. Name one of them."),
        };
    }

    private static string[] ProjectsIn(string folder) => [.. Directory.EnumerateFiles(folder).Where(IsProject).Order(StringComparer.Ordinal)];

    /// <summary>C# projects in a folder and at most so many folders below it, those of build output left out.</summary>
    public static string[] ProjectsBelow(string folder, int depth) => Below(folder, IsProject, depth);

    /// <summary>What is gone before it is looked at, such as a neighbour in the folder of temporary files, is left out.</summary>
    internal static string[] Below(string folder, Func<string, bool> isWanted, int searchDepth = SearchDepth)
    {
        var found = new List<string>();
        Search(folder, searchDepth);
        return [.. found];

        void Search(string current, int depth)
        {
            found.AddRange(Directory.EnumerateFiles(current, "*", FilePaths.Accessible).Where(isWanted).Order(StringComparer.Ordinal));
            if (depth == 0)
                return;
            foreach (var child in new DirectoryInfo(current).EnumerateDirectories("*", FilePaths.Accessible).OrderBy(child => child.Name, StringComparer.Ordinal))
            {
                var isSkipped = child.Name.StartsWith('.') || child.LinkTarget is not null || SkippedFolders.Contains(child.Name, StringComparer.OrdinalIgnoreCase);
                if (isSkipped)
                    continue;
                try
                {
                    Search(child.FullName, depth - 1);
                }
                catch (DirectoryNotFoundException)
                {
                    // Deleted since its name was read.
                }
            }
        }
    }

    private static InputException NotFound(string given, string full)
    {
        var ancestor = FilePaths.Upward(full).Skip(1).First(Directory.Exists);
        var missing = Path.GetRelativePath(ancestor, full).Split(Path.DirectorySeparatorChar)[0];
        var candidates = new DirectoryInfo(ancestor).EnumerateFileSystemInfos()
            .Where(entry => entry is DirectoryInfo || IsSolution(entry.FullName) || IsProject(entry.FullName))
            .Select(entry => entry.Name);
        return new InputException($"{given} does not exist: {ancestor} holds no {missing}.{NearMatches.Question(missing, candidates)}");
    }

    private static bool IsSolution(string file) =>
        file.EndsWith(".sln", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".slnx", StringComparison.OrdinalIgnoreCase);

    private static bool IsProject(string file) => file.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase);

    private static string Names(IEnumerable<string> files) => string.Join(", ", files.Select(Path.GetFileName));
}
