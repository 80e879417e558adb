namespace CodegenLab.Pipeline.Solutions;

/// <summary>Chooses projects by name, path or glob.</summary>
internal static class ProjectFilter
{
    /// <param name="projects">Full paths of project files.</param>
    /// <param name="filters">Empty: all.</param>
    /// <param name="solutionFolder">Relative paths start here.</param>
    public static IReadOnlyList<string> Apply(IReadOnlyList<string> projects, IReadOnlyList<string> filters, string solutionFolder)
    {
        if (filters.Count == 0)
            return projects;

        var chosen = new HashSet<string>(FilePaths.Comparer);
        foreach (var filter in filters)
        {
            var matches = projects.Where(project => Matches(project, filter, solutionFolder)).ToArray();
            if (matches.Length == 0)
            {
                var question = NearMatches.Question(filter, projects.Select(NameOf));
                throw new InputException($"No project matches '{filter}'.{(question.Length > 0 ? question : $" There are: {string.Join(", ", projects.Select(NameOf))}.")}");
            }

            chosen.UnionWith(matches);
        }

        return [.. projects.Where(chosen.Contains)];
    }

    private static bool Matches(string project, string filter, string solutionFolder)
    {
        var name = NameOf(project);
        var relative = Path.GetRelativePath(solutionFolder, project);
        if (Glob.IsPattern(filter))
        {
            var glob = new Glob(filter);
            return glob.Matches(name) || glob.Matches(relative);
        }

        return name.Equals(filter, StringComparison.OrdinalIgnoreCase)
            || Path.GetFileName(project).Equals(filter, StringComparison.OrdinalIgnoreCase)
            || FilePaths.Comparer.Equals(project, Path.GetFullPath(FilePaths.WithNativeSeparators(filter), solutionFolder));
    }

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);
}
