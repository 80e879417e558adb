using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline;

/// <summary>What a person asked <c>doctor</c> for; bound once.</summary>
public sealed record DoctorRequest
{
    /// <summary>A solution, a project or a folder; null: the working folder. <c>codegen-lab.json</c> is looked for there and above.</summary>
    public string? Path { get; init; }

    public required string WorkingFolder { get; init; }

    public ModelOptions Model { get; init; } = new();
}
