using System.Security;
using Scriban;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>The templates of project files, by name: <c>test-project.csproj</c>.</summary>
/// <param name="overrides">Text of a template that a repository brings itself, or null for the one that comes with the tool.</param>
public sealed class ProjectTemplates(Func<string, string?> overrides)
{
    /// <summary>The templates that come with the tool.</summary>
    public static ProjectTemplates Embedded { get; } = new(_ => null);

    /// <summary>The file of a new test project; whatever a path or a property holds is escaped.</summary>
    /// <exception cref="InputException">The repository's own template does not parse.</exception>
    public string Render(ProjectText project) => Render("test-project.csproj", new ProjectText(
        [.. project.Properties.Select(property => property with { Value = SecurityElement.Escape(property.Value) })],
        project.Packages,
        [.. project.References.Select(reference => SecurityElement.Escape(reference))]));

    /// <summary>Renders a template with the members of <paramref name="model"/>, in snake_case, as its variables.</summary>
    /// <exception cref="InputException">The repository's own template does not parse.</exception>
    public string Render(string name, object model)
    {
        var template = Template.Parse(overrides(name) ?? ReadEmbedded(name), name + ".scriban");
        if (template.HasErrors)
            throw new InputException($"The template {name}.scriban cannot be used: {string.Join(" ", template.Messages)}");
        return template.Render(model).ReplaceLineEndings("\n");
    }

    private static string ReadEmbedded(string name)
    {
        var resource = $"templates/projects/{name}.scriban";
        using var stream = typeof(ProjectTemplates).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
