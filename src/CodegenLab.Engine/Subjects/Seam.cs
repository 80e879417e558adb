namespace CodegenLab.Engine.Subjects;

/// <summary>A place where a subject reaches out of its process by itself, so that no test can stand in between.</summary>
/// <param name="Member">Documentation id of the member it stands in.</param>
/// <param name="World">What is reached.</param>
/// <param name="Source">By which member: <c>File.ReadAllText</c>.</param>
public sealed record Seam(string Member, OutsideWorld World, string Source);

/// <summary>What lies outside of a process.</summary>
public enum OutsideWorld
{
    Clock,
    FileSystem,
    Network,
    Process,
    Registry,
    Console,
    Environment,
}
