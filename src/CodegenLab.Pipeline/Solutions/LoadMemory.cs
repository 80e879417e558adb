using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>
/// What is known of a solution from one load to the next, for a process that loads it again and again: a project is evaluated anew when a file it is made of
/// has changed, and compiled anew when a source or a reference has. Not for two loads at once.
/// </summary>
/// <param name="folder">Of the solution.</param>
internal sealed class LoadMemory(string folder)
{
    /// <summary>What a build picks up by itself when it appears at or above a project.</summary>
    internal static readonly string[] PickedUp = ["Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp", "Directory.Packages.props", "global.json", "NuGet.Config", "nuget.config", ".editorconfig", ".globalconfig"];

    private readonly Dictionary<string, (string Stamp, Evaluation Evaluation)> _evaluations = new(FilePaths.Comparer);
    private readonly Dictionary<string, (string Stamp, ConfigurationBuild Build)> _builds = [];
    private readonly Dictionary<string, CompiledConfiguration> _compiled = [];
    private readonly Dictionary<string, string> _stamps = new(FilePaths.Comparer);
    private string? _sdk;

    public CompilationFactory Factory { get; } = new(new GeneratorAssemblies(folder));

    /// <summary>Where the next load reads sources.</summary>
    public ISourceFiles Sources { get; set; } = new FolderSources();

    /// <summary>Tells by the folder of a project which sources there are; the same text: the same files.</summary>
    public Func<string, string> Listing { get; set; } = _ => "";

    /// <summary>Evaluations and builds that had to be made anew, since the process began.</summary>
    public int Evaluated { get; private set; }

    /// <summary>Begins a load: files are looked at again.</summary>
    public void Begin() => _stamps.Clear();

    public Evaluation Evaluate(string project, Func<Evaluation> evaluate)
    {
        if (_evaluations.TryGetValue(project, out var known) && known.Stamp == Stamp(project, known.Evaluation))
            return known.Evaluation;
        Evaluated++;
        var evaluation = evaluate();
        _stamps.Remove(project);
        _evaluations[project] = (Stamp(project, evaluation), evaluation);
        return evaluation;
    }

    /// <param name="evaluation">Of the same project; null: not evaluated, and never remembered.</param>
    public ConfigurationBuild Build(Configuration configuration, Evaluation? evaluation, Func<ConfigurationBuild> build)
    {
        var stamp = evaluation is null ? null : Stamp(configuration.Path, evaluation);
        if (stamp is not null && _builds.TryGetValue(configuration.Key, out var known) && known.Stamp == stamp)
            return known.Build;
        var made = build();
        if (stamp is not null && !made.CompilerArguments.IsEmpty)
            _builds[configuration.Key] = (stamp, made);
        return made;
    }

    /// <summary>The compilation of before when nothing that goes into it is another one.</summary>
    public CompiledConfiguration Compile(CompilationSource source, IReadOnlyDictionary<string, CSharpCompilation> referenced, Func<CompiledConfiguration> compile)
    {
        var key = source.Build.Configuration.Key;
        lock (_compiled)
        {
            if (_compiled.TryGetValue(key, out var known) && IsSame(known, source, referenced))
                return known;
        }

        var made = compile() with { Referenced = [.. referenced.Values] };
        lock (_compiled)
            _compiled[key] = made;
        return made;
    }

    /// <summary>The complaint of the SDK, asked for again when global.json has changed.</summary>
    public async Task<string?> SdkComplaintAsync(Func<Task<string?>> ask)
    {
        var stamp = string.Join('\n', FilePaths.Upward(folder).Select(above => StampOf(Path.Combine(above, "global.json"))));
        if (stamp == _sdk)
            return null;
        var complaint = await ask();
        _sdk = complaint is null ? stamp : null;
        return complaint;
    }

    private static bool IsSame(CompiledConfiguration known, CompilationSource source, IReadOnlyDictionary<string, CSharpCompilation> referenced) =>
        ReferenceEquals(known.Source.Build, source.Build)
        && known.Source.ReferenceStamp == source.ReferenceStamp
        && known.Source.Trees.SequenceEqual(source.Trees)
        && known.Referenced.Length == referenced.Count
        && known.Referenced.All(referenced.Values.Contains);

    private string Stamp(string project, Evaluation evaluation)
    {
        if (_stamps.TryGetValue(project, out var known))
            return known;
        var stamp = new StringBuilder();
        foreach (var input in evaluation.Inputs.Append(project).Append(evaluation.AssetsFile).Where(file => file.Length > 0))
            stamp.Append(StampOf(input)).Append('\n');
        var place = Path.GetDirectoryName(project)!;
        foreach (var above in FilePaths.Upward(place))
        {
            foreach (var name in PickedUp)
                stamp.Append(StampOf(Path.Combine(above, name))).Append('\n');
        }

        return _stamps[project] = stamp.Append(Listing(place)).ToString();
    }

    internal static string StampOf(string file) =>
        new FileInfo(file) is { Exists: true } there ? FormattableString.Invariant($"{file} {there.LastWriteTimeUtc.Ticks} {there.Length}") : "";
}
