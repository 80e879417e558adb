using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Notes what an evaluation depends on beside what it asks of the file system by itself, and what makes that it cannot be kept.</summary>
internal sealed class EvaluationNotes(KeptEvaluations kept)
{
    private readonly SeenFiles _seen = kept.Seen;

    /// <param name="imports">Paths of all files that the project is made of.</param>
    public void Note(string project, Evaluation evaluation, IEnumerable<string> imports)
    {
        NoteFiles(project, imports);
        if (evaluation.AssetsFile.Length > 0)
            _seen.Read(evaluation.AssetsFile);
        // What .NET itself brings goes with its version.
        foreach (var input in evaluation.Inputs.Where(input => !FilePaths.IsInside(input, InstalledSdk.Root)))
        {
            if (EvaluationSetting.Whim(File.ReadAllText(input)) is { } whim)
                kept.Distrust($"{input}: {whim}");
        }

        // What it is made of, nobody has looked at.
        if (evaluation.ProjectReferences.FirstOrDefault(reference => !ProjectNames.IsCSharp(reference)) is { } other)
            kept.Distrust($"{project} references {other}");
    }

    /// <param name="imports">Paths of all files that the project is made of when it is built so.</param>
    public void Note(ConfigurationBuild build, IEnumerable<string> imports)
    {
        NoteFiles(build.Configuration.Path, imports);
        var folder = Path.GetDirectoryName(build.Configuration.Path)!;
        var arguments = CSharpCommandLineParser.Default.Parse(build.CompilerArguments, folder, sdkDirectory: null);
        var sources = arguments.SourceFiles.Select(source => source.Path).ToImmutableArray();
        foreach (var path in sources
            .Concat(arguments.AdditionalFiles.Select(file => file.Path))
            .Concat(arguments.AnalyzerConfigPaths)
            .Concat(arguments.AnalyzerReferences.Select(reference => Path.GetFullPath(reference.FilePath, folder)))
            .Concat(build.NativeLibraries)
            .Concat(build.RuntimeAssemblies))
            _seen.Look(path);

        // Of loose assemblies versions and neighbours are looked at, too. Those of projects change with every build, and packages with their version.
        var packages = build.Properties.GetValueOrDefault("NuGetPackageRoot", "");
        // The build names either the output or the reference assembly in obj: same file name.
        var outputs = build.References.Select(reference => Path.GetFileName(reference.OutputPath)).ToHashSet(FilePaths.Comparer);
        foreach (var path in arguments.MetadataReferences.Select(reference => Path.GetFullPath(reference.Reference, folder)))
        {
            if (outputs.Contains(Path.GetFileName(path)) || FilePaths.IsInside(path, InstalledSdk.Root) || (packages.Length > 0 && FilePaths.IsInside(path, packages)))
                _seen.Look(path);
            else
                _seen.Read(path);
        }

        foreach (var place in sources.Select(source => Path.GetDirectoryName(source)!).Distinct(FilePaths.Comparer))
            NotePickedUp(place);
    }

    private void NoteFiles(string project, IEnumerable<string> imports)
    {
        foreach (var file in imports.Append(project).Where(file => !FilePaths.IsInside(file, InstalledSdk.Root)))
            _seen.Read(file);
        NotePickedUp(Path.GetDirectoryName(project)!);
    }

    /// <summary>What would be picked up if it were there.</summary>
    private void NotePickedUp(string folder)
    {
        foreach (var above in FilePaths.Upward(folder))
        {
            foreach (var name in LoadMemory.PickedUp)
                _seen.Read(Path.Combine(above, name));
        }
    }
}
