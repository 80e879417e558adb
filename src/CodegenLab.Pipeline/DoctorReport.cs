using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline;

/// <summary>What <c>doctor</c> found.</summary>
public sealed record DoctorReport
{
    public required string ToolVersion { get; init; }

    /// <summary>Name and version of the system.</summary>
    public required string System { get; init; }

    /// <summary>.NET that runs the tool.</summary>
    public required string Runtime { get; init; }

    /// <summary>Version of the SDK that builds in this folder; null: none does.</summary>
    public required string? Sdk { get; init; }

    /// <summary>Why no SDK builds here; null: one does.</summary>
    public string? SdkComplaint { get; init; }

    public required ModelConfiguration Configuration { get; init; }

    /// <summary>What the tiny call brought; null: it was not made, or failed.</summary>
    public ModelAnswer? Answer { get; init; }

    /// <summary>Why it failed; null: it was not made, or worked.</summary>
    public ModelException? Failure { get; init; }
}
