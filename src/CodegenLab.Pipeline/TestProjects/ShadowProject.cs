using System.Collections.Immutable;
using System.Globalization;
using System.Security;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>
/// The stand-in for a test project in a dry run: outside the repository, with the repository's Directory.Build and
/// Directory.Packages files imported and the subject referenced where it is. Neither the repository's .editorconfig nor the other
/// files of an existing test project take part.
/// </summary>
public static class ShadowProject
{
    /// <param name="scratch">Folder outside the repository.</param>
    /// <returns>The plan of the stand-in.</returns>
    public static TestProjectPlan Begin(TestProjectPlan plan, string scratch)
    {
        var root = Path.Combine(scratch, "shadow");
        var folder = Path.Combine(root, Path.GetFileName(Path.GetDirectoryName(plan.Folder)) ?? "", Path.GetFileName(plan.Folder));
        Directory.CreateDirectory(folder);
        foreach (var import in RepositoryImports.Above(plan.Folder))
            File.WriteAllText(Path.Combine(root, Path.GetFileName(import.Path)), $"<Project>\n  <Import Project=\"{SecurityElement.Escape(import.Path)}\" />\n</Project>\n");
        if (FilePaths.Upward(plan.Folder).Select(above => Path.Combine(above, "global.json")).FirstOrDefault(File.Exists) is { } settings)
            File.Copy(settings, Path.Combine(root, "global.json"), overwrite: true);
        if (!plan.IsNew)
            File.WriteAllLines(Path.Combine(folder, "GlobalUsings.cs"), plan.Rendering.GlobalUsings.Select(space => $"global using {space};"));
        return plan with
        {
            Path = Path.Combine(folder, plan.AssemblyName + ".csproj"),
            IsMultiTargeted = false,
            // It has them among its own.
            Added = null,
            New = new NewTestProject(AsInPlace(plan, plan.New is { } project ? Moved(plan, project) : StandIn(plan)), null, [], null),
        };
    }

    /// <summary>NuGet looks for its settings where the real project is, and the compiler for the key that the repository signs with.</summary>
    private static ProjectText AsInPlace(TestProjectPlan plan, ProjectText text) => text with
    {
        Properties = text.Properties.Add(new("RestoreRootConfigDirectory", RepositoryImports.NearestExisting(plan.Folder)))
            .Add(new("AssemblyOriginatorKeyFile", $"$([MSBuild]::NormalizePath('{plan.Folder}', '$(AssemblyOriginatorKeyFile)'))")),
    };

    private static ProjectText Moved(TestProjectPlan plan, NewTestProject project)
    {
        var versions = project.CentralVersions.ToDictionary(package => package.Name, package => package.Version);
        return project.Project with
        {
            Properties = versions.Count == 0 ? project.Project.Properties : project.Project.Properties.Add(new("CentralPackageVersionOverrideEnabled", "true")),
            Packages = [.. project.Project.Packages.Select(package => versions.TryGetValue(package.Name, out var version) ? package with { Version = version, IsOverride = true } : package)],
            References = [plan.Subject],
        };
    }

    private static ProjectText StandIn(TestProjectPlan plan)
    {
        var language = plan.Rendering.LanguageVersion;
        var properties = ImmutableArray.Create<ProjectProperty>(
            new("TargetFrameworks", ""),
            new("TargetFramework", plan.TargetFramework),
            new("LangVersion", string.Create(CultureInfo.InvariantCulture, $"{language / 100}.{language % 100}")),
            new("Nullable", plan.Rendering.NullableEnabled ? "enable" : "disable"),
            new("ImplicitUsings", "disable"),
            new("IsPackable", "false"),
            new("GenerateDocumentationFile", "false"));
        if (plan.Packages.Any(package => package.IsOverride))
            properties = properties.Add(new("CentralPackageVersionOverrideEnabled", "true"));
        return new ProjectText(properties, plan.Packages, [plan.Subject]);
    }
}
