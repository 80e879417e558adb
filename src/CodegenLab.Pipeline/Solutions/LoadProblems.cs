using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What keeps projects out of a load, for people. The first problem of a project is the cause of the others.</summary>
/// <param name="folder">Of the solution.</param>
/// <param name="workingFolder">Where the user is: the commands we advise are to work there.</param>
internal sealed class LoadProblems(string folder, string workingFolder)
{
    private readonly Dictionary<string, LoadProblem> _problems = new(FilePaths.Comparer);

    /// <summary>Paths of the projects that have one.</summary>
    public IEnumerable<string> Projects => _problems.Keys;

    public bool Has(string project) => _problems.ContainsKey(project);

    public LoadProblem Of(string project) => _problems[project];

    public void Fail(string project, LoadProblemKind kind, string explanation, string advice) =>
        _problems.TryAdd(project, new LoadProblem(project, kind, explanation, advice));

    public void FailBecauseOfReference(ConfigurationBuild build)
    {
        var broken = build.References
            .Where(reference => _problems.ContainsKey(reference.Configuration.Path))
            .Select(reference => reference.Configuration.Path);
        Fail(build.Configuration.Path, LoadProblemKind.DoesNotCompile, $"It references {ProjectNames.InShort(broken)}, which cannot be used.", "Put that right first.");
    }

    public void FailToCompile(string project, IReadOnlyCollection<BuildComplaint> complaints) =>
        Fail(project, LoadProblemKind.DoesNotCompile, BuildComplaint.Summarise(complaints, folder), $"Correct the code until this succeeds: dotnet build {Relative(project)}");

    public void FailToRead(string project, ImmutableArray<BuildComplaint> complaints)
    {
        var explanation = complaints.IsEmpty ? "Its build passes no arguments to the compiler." : BuildComplaint.Summarise(complaints, folder);
        var kind = complaints.Any(complaint => complaint.Id is "NETSDK1045" or "NETSDK1147" or "MSB4236")
            ? LoadProblemKind.SdkMissing
            : complaints.Any(complaint => complaint.Id is "NETSDK1004" or "NETSDK1005" or "NETSDK1064" || complaint.Id.StartsWith("NU", StringComparison.Ordinal))
                ? LoadProblemKind.RestoreFailed
                : LoadProblemKind.Unreadable;
        Fail(project, kind, explanation, kind == LoadProblemKind.SdkMissing ? "Install the SDK or workload it names: https://dot.net" : $"See what this says: dotnet build {Relative(project)}");
    }

    public void FailToRead(string project, UnreadableProjectException unreadable)
    {
        // MSB4236: the SDK named by the project was not found.
        var kind = unreadable.Code == "MSB4236" ? LoadProblemKind.SdkMissing : LoadProblemKind.Unreadable;
        Fail(project, kind, (unreadable.Code.Length > 0 ? unreadable.Code + ": " : "") + unreadable.Message, $"See what this says: dotnet build {Relative(project)}");
    }

    /// <summary>As a command names it that is given where the user is.</summary>
    public string Relative(string project) => FilePaths.IsInside(project, workingFolder) ? Path.GetRelativePath(workingFolder, project) : project;
}
