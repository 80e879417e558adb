using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What the builds of one load would pass to the compiler, project by project, and the sources that they name.</summary>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class SolutionBuilds(SolutionEvaluation evaluations, LoadMemory? memory, KeptEvaluations? kept, LoadProblems problems, IProgress<string>? progress)
{
    private readonly Dictionary<string, ConfigurationBuild> _builds = [];
    private readonly Dictionary<string, Task<CompilationSource>> _sources = [];
    private readonly HashSet<string> _roots = [];

    public IEnumerable<ConfigurationBuild> All => _builds.Values;

    /// <summary>Null: its build passes nothing to the compiler.</summary>
    public ConfigurationBuild? Of(Configuration configuration) => _builds.GetValueOrDefault(configuration.Key);

    public Task<CompilationSource> SourceOf(ConfigurationBuild build) => _sources[build.Configuration.Key];

    /// <summary>It is wanted itself, not only referenced.</summary>
    public bool IsRoot(ConfigurationBuild build) => _roots.Contains(build.Configuration.Key);

    /// <summary>Reads the wanted projects and all that they reference.</summary>
    public void Read(Lazy<DesignTimeBuilds> builds, ImmutableArray<string> wanted)
    {
        var waiting = new Queue<Configuration>(wanted
            .Where(project => !problems.Has(project))
            .Select(project => evaluations.ConfigurationOf(project))
            .OfType<Configuration>());
        _roots.UnionWith(waiting.Select(configuration => configuration.Key));
        while (waiting.TryDequeue(out var configuration))
        {
            if (_builds.ContainsKey(configuration.Key) || problems.Has(configuration.Path) || !ProjectNames.IsCSharp(configuration.Path))
                continue;

            ConfigurationBuild build;
            try
            {
                build = memory?.Build(configuration, evaluations.Of(configuration.Path), ReadOne) ?? kept?.Build(configuration, ReadOne) ?? ReadOne();
            }
            catch (UnreadableProjectException unreadable)
            {
                problems.FailToRead(configuration.Path, unreadable);
                continue;
            }

            if (build.CompilerArguments.IsEmpty)
            {
                problems.FailToRead(configuration.Path, build.Complaints);
                continue;
            }

            _builds.Add(configuration.Key, build);
            // Parsing fills the second core while the next project is read.
            _sources.Add(configuration.Key, Task.Run(() => CompilationFactory.ParseAsync(build, memory?.Sources ?? new FolderSources(), CancellationToken.None)));
            foreach (var reference in build.References)
                waiting.Enqueue(reference.Configuration);

            ConfigurationBuild ReadOne()
            {
                progress?.Report($"Reading {configuration.Name}");
                return builds.Value.Build(configuration);
            }
        }
    }

    /// <summary>Every configuration whose assembly is needed to run this one, itself excluded.</summary>
    public IEnumerable<ConfigurationBuild> RuntimeClosure(ConfigurationBuild build)
    {
        var seen = new HashSet<string> { build.Configuration.Key };
        var waiting = new Queue<ConfigurationBuild>([build]);
        while (waiting.TryDequeue(out var current))
        {
            foreach (var reference in current.References.Where(reference => reference.Use == ReferenceUse.Library))
            {
                if (!seen.Add(reference.Configuration.Key) || !_builds.TryGetValue(reference.Configuration.Key, out var referenced))
                    continue;
                waiting.Enqueue(referenced);
                yield return referenced;
            }
        }
    }

    /// <summary>What must be compiled, referenced before referencing: generators of this repository are only built. A cycle, which restore refuses anyway, is cut.</summary>
    public ImmutableArray<ConfigurationBuild> InDependencyOrder()
    {
        var order = ImmutableArray.CreateBuilder<ConfigurationBuild>();
        var seen = new HashSet<string>();
        foreach (var build in _builds.Values.Where(build => _roots.Contains(build.Configuration.Key)))
            Visit(build);
        return order.ToImmutable();

        void Visit(ConfigurationBuild build)
        {
            if (!seen.Add(build.Configuration.Key))
                return;
            foreach (var reference in build.References.Where(reference => reference.Use == ReferenceUse.Library))
            {
                if (_builds.TryGetValue(reference.Configuration.Key, out var referenced))
                    Visit(referenced);
            }

            order.Add(build);
        }
    }
}
