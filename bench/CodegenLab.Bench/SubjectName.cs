namespace CodegenLab.Bench;

/// <summary>A subject as named on the command line: <c>name</c> or <c>name=path/of/project</c>.</summary>
/// <param name="Name">Subfolder of the subjects.</param>
/// <param name="Project">Path below it; null: found.</param>
internal sealed record SubjectName(string Name, string? Project)
{
    public static SubjectName Parse(string text) =>
        text.Split('=', 2) is [var name, var project] ? new SubjectName(name, project) : new SubjectName(text, null);
}
