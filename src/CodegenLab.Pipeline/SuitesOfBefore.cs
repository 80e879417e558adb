using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline;

/// <summary>Where <c>generate-tests</c> keeps the suites that it found.</summary>
internal static class SuitesOfBefore
{
    private const string FolderName = "suites";

    /// <summary>Bytes. A suite of a library with hundreds of tests takes some tens of thousands.</summary>
    private const long MostBytes = 64L << 20;

    /// <returns>Null: nothing is kept from run to run, as was asked for, or because it cannot be told whether the project is what it was.</returns>
    public static KeptSuites? Of(LoadedProject project, string folder, GenerationRequest request, CancellationToken cancellationToken)
    {
        if (request.NoHistory || SuiteBuilds.StampOf(project) is not { } stamp || Store(folder, request.DryRun || request.ShowPrompt) is not { } store)
            return null;
        var prints = MemberFingerprints.Of(project.Compilation, cancellationToken);
        return new KeptSuites(store, new SubjectPrint(SubjectCode.HashOf([stamp, .. ProjectFiles.ForAll(project)]), prints.Members, prints.Types), isReadOnly: request.DryRun || request.ShowPrompt);
    }

    private static KeptFiles? Store(string folder, bool isReadOnly) =>
        isReadOnly && !Directory.Exists(Path.Combine(folder, StateFolder.Name)) ? null : KeptFolder.Open(folder, FolderName, MostBytes);
}
