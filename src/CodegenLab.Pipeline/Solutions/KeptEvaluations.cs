using System.Security.Cryptography;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>
/// What project files said, kept on disk from one process to the next, with all that reading them saw of the machine. As long as all of that is the same, no project is read again. Several solutions of a
/// folder share one file, and all of it goes when any of it is stale.
/// </summary>
/// <remarks>Nothing here touches MSBuild: where nothing has changed, it is not even loaded.</remarks>
internal sealed class KeptEvaluations
{
    private const string FileName = "evaluations";

    private readonly string _path;
    private readonly string _setting;
    private readonly DateTime _began = DateTime.UtcNow;
    private readonly Dictionary<string, Evaluation> _evaluations = new(FilePaths.Comparer);
    private readonly Dictionary<string, ConfigurationBuild> _builds = [];
    private bool _isNew;

    private KeptEvaluations(string path, string setting) => (_path, _setting) = (path, setting);

    /// <summary>What reading projects sees is noted here.</summary>
    public SeenFiles Seen { get; private set; } = new();

    /// <summary>Evaluations and builds that had to be made.</summary>
    public int Made { get; private set; }

    /// <summary>Why nothing of this load is kept, for people; null: it is.</summary>
    public string? Doubt { get; private set; }

    /// <param name="folder">Of the solution.</param>
    /// <param name="setting">What all evaluations depend on and no file says; of another one nothing is taken.</param>
    public static KeptEvaluations Open(string folder, string setting)
    {
        var kept = new KeptEvaluations(Path.Combine(folder, StateFolder.Name, FileName), setting);
        kept.Take();
        return kept;
    }

    public Evaluation Evaluate(string project, Func<Evaluation> evaluate) => _evaluations.TryGetValue(project, out var known) ? known : _evaluations[project] = Make(evaluate);

    public ConfigurationBuild Build(Configuration configuration, Func<ConfigurationBuild> build)
    {
        if (_builds.TryGetValue(configuration.Key, out var known))
            return known;
        var made = Make(build);
        if (made.CompilerArguments.IsEmpty || !made.Complaints.IsEmpty)
            Distrust($"{configuration.Name} is not read without errors");
        return _builds[configuration.Key] = made;
    }

    /// <summary>Nothing of this load is kept.</summary>
    /// <param name="doubt">Why, for people. The first is told.</param>
    public void Distrust(string doubt) => Doubt ??= doubt;

    /// <summary>What was read before says nothing any more, and what will be read is not kept: packages were restored.</summary>
    public void Forget()
    {
        _builds.Clear();
        Distrust("packages were restored while it was read");
    }

    /// <summary>Leaves what was read to the next process.</summary>
    public void Save()
    {
        if (!_isNew)
            return;
        if (Doubt is null && Seen.WasWrittenSince(_began))
            Distrust("a project file was written while it was read");
        try
        {
            if (Doubt is not null)
            {
                File.Delete(_path);
                return;
            }

            WholeFile.Write(_path, Pack());
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or InputException)
        {
            // Not kept: the next process reads the projects itself, no more.
        }
    }

    private T Make<T>(Func<T> make)
    {
        if (!_isNew)
            MakeFolder();
        _isNew = true;
        Made++;
        return make();
    }

    /// <summary>Before anybody looks at what the solution's folder holds.</summary>
    private void MakeFolder()
    {
        try
        {
            StateFolder.Create(Path.GetDirectoryName(_path)!);
        }
        catch (InputException)
        {
            Distrust("nothing can be written beside the solution");
        }
    }

    private byte[] Pack()
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(_setting);
        Seen.Write(writer);
        writer.Write(_evaluations.Count);
        foreach (var (project, evaluation) in _evaluations)
        {
            writer.Write(project);
            EvaluationFormat.Write(writer, evaluation);
        }

        writer.Write(_builds.Count);
        foreach (var build in _builds.Values)
            EvaluationFormat.Write(writer, build);
        writer.Flush();
        return [.. SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length)), .. content.GetBuffer().AsSpan(0, (int)content.Length)];
    }

    private void Take()
    {
        try
        {
            var file = File.ReadAllBytes(_path);
            if (file.Length < SHA256.HashSizeInBytes || !SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes)))
                return;
            using var reader = new BinaryReader(new MemoryStream(file, SHA256.HashSizeInBytes, file.Length - SHA256.HashSizeInBytes));
            if (reader.ReadString() != _setting)
                return;
            var seen = SeenFiles.Read(reader);
            if (!seen.AreSame())
                return;
            Seen = seen;
            for (var left = reader.ReadInt32(); left > 0; left--)
                _evaluations.Add(reader.ReadString(), EvaluationFormat.ReadEvaluation(reader));
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var build = EvaluationFormat.ReadBuild(reader);
                _builds.Add(build.Configuration.Key, build);
            }
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // Nothing is kept, or it cannot be looked at.
        }
    }
}
